#include "storage/database.h"

#include <fcntl.h>
#include <map>
#include <sqlite3.h>
#include <unistd.h>

#include "storage/gathered_log.h"

namespace ehcflow::storage {

struct Database::Handle {
    sqlite3* connection = nullptr;
    std::string file;
    std::map<const char*, Statement> kept;  // by the address of a literal: one look-up, no hashing of SQL
    ~Handle() {
        kept.clear();
        sqlite3_close_v2(connection);
    }
};

struct Statement::Handle {
    sqlite3_stmt* statement = nullptr;
    std::string file;
    ~Handle() { sqlite3_finalize(statement); }
};

namespace {

struct Cause {
    Trouble trouble;
    std::string_view mend;
};

Cause cause_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {Trouble::Full, "make room on the disk"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {Trouble::ReadOnly, "check that this user may write to the file and its folder"};
        case SQLITE_CANTOPEN:
            return {Trouble::Missing, "check that the folder exists and that this user may write to it"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Trouble::Locked, "another program holds it; stop that program, or try again"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {Trouble::Corrupt, "it is damaged or is no database; restore a backup"};
        default:
            return {Trouble::Failed, "see the system's log for the disk's own errors"};
    }
}

// SQLite's extended message may quote a value; its code's own text never does.
[[noreturn]] void fail(const std::string& file, int code) {
    const Cause cause = cause_of(code);
    throw StorageError(cause.trouble, file + ": " + sqlite3_errstr(code) + "; " + std::string(cause.mend));
}

void check(int code, const std::string& file) {
    if (code != SQLITE_OK) fail(file, code);
}

// SQLite counts each piece of memory under one lock of the whole process, for figures that nobody here asks for. Too
// late, where somebody else has begun to use it, is no harm.
void count_no_memory() {
    static const int set = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)set;
}

// What is about children is its owner's to read. SQLite would make the file as the umask says, and gives the log beside
// it the mode of the file. A file that is there keeps its mode; what cannot be made is for SQLite to explain.
void make_private(const std::filesystem::path& file) {
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) ::close(made);
}

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds busy_timeout)
    : handle_(std::make_unique<Handle>()) {
    count_no_memory();
    handle_->file = file.string();
    if (mode != Mode::ReadOnly) make_private(file);
    const int access = mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    check(sqlite3_open_v2(file.c_str(), &handle_->connection, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          mode == Mode::WriteGathered ? gathered_log() : nullptr),
          handle_->file);
    sqlite3_busy_timeout(handle_->connection, static_cast<int>(busy_timeout.count()));
    run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON; PRAGMA "
        "temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000");  // pages: a log of 16 MiB
    if (mode == Mode::WriteGathered) run("PRAGMA cache_spill=OFF");
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::keep_write_ahead_log() {
    Statement mode = prepare("PRAGMA journal_mode=WAL");
    if (!mode.step() || mode.text(0) != "wal")
        throw StorageError(Trouble::ReadOnly,
                           handle_->file + ": cannot keep a write-ahead log here; put the ledger on a local disk");
}

void Database::run(const char* sql) {
    check(sqlite3_exec(handle_->connection, sql, nullptr, nullptr, nullptr), handle_->file);
}

Statement Database::prepare(std::string_view sql) {
    auto handle = std::make_unique<Statement::Handle>();
    handle->file = handle_->file;
    check(
        sqlite3_prepare_v2(handle_->connection, sql.data(), static_cast<int>(sql.size()), &handle->statement, nullptr),
        handle_->file);
    return Statement(std::move(handle));
}

void Reset::operator()(Statement* statement) const { statement->reset(); }

Lent Database::cached(const char* sql) {
    auto kept = handle_->kept.find(sql);
    if (kept == handle_->kept.end()) kept = handle_->kept.emplace(sql, prepare(sql)).first;
    return Lent(&kept->second);
}

std::int64_t Database::number(const char* sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.number(0) : 0;
}

std::int64_t Database::changed() const { return sqlite3_changes64(handle_->connection); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_->connection) == 0; }

Statement::Statement(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::text(int index, std::string_view text) {
    check(sqlite3_bind_text64(handle_->statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8),
          handle_->file);
    return *this;
}

Statement& Statement::blob(int index, std::string_view bytes) {
    check(sqlite3_bind_blob64(handle_->statement, index, bytes.data(), bytes.size(), SQLITE_TRANSIENT), handle_->file);
    return *this;
}

Statement& Statement::number(int index, std::int64_t number) {
    check(sqlite3_bind_int64(handle_->statement, index, number), handle_->file);
    return *this;
}

Statement& Statement::nothing(int index) {
    check(sqlite3_bind_null(handle_->statement, index), handle_->file);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_->statement);
    if (code == SQLITE_ROW) return true;
    sqlite3_reset(handle_->statement);
    if (code != SQLITE_DONE) fail(handle_->file, code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

void Statement::reset() { sqlite3_reset(handle_->statement); }

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(handle_->statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_->statement, column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(handle_->statement, column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_->statement, column) == SQLITE_NULL; }

int Statement::columns() const { return sqlite3_column_count(handle_->statement); }

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    database_.cached(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN")->run();
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        if (database_.in_transaction()) database_.cached("ROLLBACK")->run();
    } catch (const StorageError&) {  // the transaction is already gone: nothing of it was kept
    }
}

void Transaction::commit() {
    database_.cached("COMMIT")->run();
    open_ = false;
}

}  // namespace ehcflow::storage
