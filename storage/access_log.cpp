#include "storage/access_log.h"

#include "storage/storage_error.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kApplication = 0x45484341;  // "EHCA"
constexpr std::int64_t kVersion = 1;
constexpr char kTable[] =
    "CREATE TABLE looks (position INTEGER PRIMARY KEY, case_id TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, "
    "what "
    "TEXT NOT NULL) STRICT; CREATE INDEX looks_at_case ON looks (case_id, position); CREATE INDEX looks_by_time ON "
    "looks "
    "(at); PRAGMA application_id=1162363713; PRAGMA user_version=1;";

void expect_ours(Database& database, const fs::path& file) {
    if (database.number("PRAGMA application_id") != kApplication)
        throw StorageError(Trouble::NotOurs, file.string() + ": is a database of another program");
    if (database.number("PRAGMA user_version") > kVersion)
        throw StorageError(Trouble::Newer, file.string() + ": was made by a newer Ehcflow; use that program");
}

std::vector<Look> looks_of(Database& database, const char* sql, const CaseId& id) {
    std::vector<Look> looks;
    const auto query = database.cached(sql);
    query->text(1, id.text());
    while (query->step()) {
        const auto who = RecorderId::parse(query->text(1));
        if (who) looks.push_back({parse_instant(query->text(0)).value_or(Instant{}), *who, query->text(2)});
    }
    return looks;
}

Database opened(const fs::path& folder) {
    std::error_code error;
    if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
    const fs::path file = folder / "access.db";
    Database database(file);
    Transaction transaction(database);
    const bool fresh = database.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (fresh) database.run(kTable);
    expect_ours(database, file);
    transaction.commit();
    database.keep_write_ahead_log();
    database.run("PRAGMA synchronous=NORMAL");
    return database;
}

}  // namespace

AccessLog::AccessLog(const fs::path& folder) : database_(opened(folder)) {}

void AccessLog::note(const CaseId& id, const RecorderId& who, const std::string& what, Instant at) {
    const std::lock_guard lock(mutex_);
    database_.cached("INSERT INTO looks (case_id, at, who, what) VALUES (?1, ?2, ?3, ?4)")
        ->text(1, id.text())
        .text(2, to_iso(at))
        .text(3, who.text())
        .text(4, what)
        .run();
}

std::vector<Look> AccessLog::looks_at(const CaseId& id) const {
    const std::lock_guard lock(mutex_);
    return looks_of(database_, "SELECT at, who, what FROM looks WHERE case_id = ?1 ORDER BY position DESC LIMIT 1000",
                    id);
}

std::vector<Look> AccessLog::all_looks(const fs::path& file, const CaseId& id) {
    Database database(file, Database::Mode::ReadOnly);
    expect_ours(database, file);
    return looks_of(database, "SELECT at, who, what FROM looks WHERE case_id = ?1 ORDER BY position", id);
}

void AccessLog::copy(const fs::path& from, const fs::path& to) {
    Database database(from, Database::Mode::ReadOnly);
    expect_ours(database, from);
    database.prepare("VACUUM INTO ?1").text(1, to.string()).run();
}

std::int64_t AccessLog::verify(const fs::path& file) {
    Database database(file, Database::Mode::ReadOnly);
    expect_ours(database, file);
    Statement check = database.prepare("PRAGMA integrity_check");
    if (!check.step() || check.text(0) != "ok")
        throw StorageError(Trouble::Corrupt, file.string() + ": is damaged; restore a backup");
    return database.number("SELECT count(*) FROM looks");
}

std::int64_t AccessLog::clear(Instant before) {
    const std::lock_guard lock(mutex_);
    database_.cached("DELETE FROM looks WHERE at < ?1")->text(1, to_iso(before)).run();
    return database_.changed();
}

std::int64_t AccessLog::count_before(Instant before) const {
    const std::lock_guard lock(mutex_);
    const auto query = database_.cached("SELECT count(*) FROM looks WHERE at < ?1");
    query->text(1, to_iso(before)).step();
    return query->number(0);
}

}  // namespace ehcflow::storage
