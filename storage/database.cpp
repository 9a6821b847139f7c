#include "storage/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace ehcflow::storage {

struct Database::Handle {
    sqlite3* connection = nullptr;
    std::string file;
    ~Handle() { sqlite3_close_v2(connection); }
};

struct Statement::Handle {
    sqlite3_stmt* statement = nullptr;
    sqlite3* connection = nullptr;
    std::string file;
    ~Handle() { sqlite3_finalize(statement); }
};

namespace {

constexpr int kBusyMilliseconds = 5'000;

std::string_view mend_for(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return "make room on the disk";
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return "check that the folder exists and that this user may write to it";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program holds it; stop that program, or try again";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "it is damaged or is no database; restore a backup";
        default:
            return "see the system's log for the disk's own errors";
    }
}

// SQLite's extended message may quote a value; its code's own text never does.
[[noreturn]] void fail(const std::string& file, int code) {
    throw StorageError(file + ": " + sqlite3_errstr(code) + "; " + std::string(mend_for(code)));
}

// What is about children is its owner's to read. SQLite would make the file as the umask says, and gives the log beside
// it the mode of the file. A file that is there keeps its mode; what cannot be made is for SQLite to explain.
void make_private(const std::filesystem::path& file) {
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) ::close(made);
}

}  // namespace

Database::Database(const std::filesystem::path& file) : handle_(std::make_unique<Handle>()) {
    handle_->file = file.string();
    make_private(file);
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (const int code = sqlite3_open_v2(file.c_str(), &handle_->connection, kFlags, nullptr); code != SQLITE_OK)
        fail(handle_->file, code);
    sqlite3_busy_timeout(handle_->connection, kBusyMilliseconds);
    run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;");
}

void Database::keep_write_ahead_log() {
    Statement mode = prepare("PRAGMA journal_mode=WAL");
    if (!mode.step() || mode.text(0) != "wal")
        throw StorageError(handle_->file + ": cannot keep a write-ahead log here; put the ledger on a local disk");
}

Database::~Database() = default;

void Database::run(const char* sql) {
    if (const int code = sqlite3_exec(handle_->connection, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
        fail(handle_->file, code);
}

Statement Database::prepare(std::string_view sql) {
    auto handle = std::make_unique<Statement::Handle>();
    handle->connection = handle_->connection;
    handle->file = handle_->file;
    const int code =
        sqlite3_prepare_v2(handle_->connection, sql.data(), static_cast<int>(sql.size()), &handle->statement, nullptr);
    if (code != SQLITE_OK) fail(handle_->file, code);
    return Statement(std::move(handle));
}

std::int64_t Database::number(const char* sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.number(0) : 0;
}

Statement::Statement(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, std::string_view text) {
    const int code =
        sqlite3_bind_text64(handle_->statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) fail(handle_->file, code);
    return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
    if (const int code = sqlite3_bind_int64(handle_->statement, index, number); code != SQLITE_OK)
        fail(handle_->file, code);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(handle_->file, code);
    return code == SQLITE_ROW;
}

void Statement::reset() { sqlite3_reset(handle_->statement); }

std::string Statement::text(int column) const {
    const auto* bytes = sqlite3_column_text(handle_->statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_->statement, column));
    return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(handle_->statement, column); }

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const StorageError&) {  // the transaction is already gone: nothing of it was kept
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace ehcflow::storage
