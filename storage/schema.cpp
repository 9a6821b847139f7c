#include "storage/schema.h"

#include <iterator>

namespace ehcflow::storage {

extern const std::string_view kLedgerTables;         // storage/migrations/0001_ledger.sql
extern const std::string_view kPeopleTables;         // storage/migrations/0002_people.sql
extern const std::string_view kNowTables;            // storage/migrations/0003_now.sql
extern const std::string_view kJobTables;            // storage/migrations/0004_jobs.sql
extern const std::string_view kPaperTables;          // storage/migrations/0005_papers.sql
extern const std::string_view kBatchTables;          // storage/migrations/0006_batches.sql
extern const std::string_view kStepTables;           // storage/migrations/0007_steps.sql
extern const std::string_view kReplyCases;           // storage/migrations/0008_reply_cases.sql
extern const std::string_view kSharedParties;        // storage/migrations/0009_shared_parties.sql
extern const std::string_view kNumberColumn;         // storage/migrations/0010_numbers.sql
extern const std::string_view kEntriesWithoutIndex;  // storage/migrations/0011_entries.sql

namespace {

constexpr std::int64_t kApplication = 0x45484346;  // "EHCF"
// In order; a database's user_version is the number of those it has had.
const std::string_view* const kMigrations[] = {&kLedgerTables,  &kPeopleTables, &kNowTables,          &kJobTables,
                                               &kPaperTables,   &kBatchTables,  &kStepTables,         &kReplyCases,
                                               &kSharedParties, &kNumberColumn, &kEntriesWithoutIndex};
constexpr std::int64_t kVersion = std::size(kMigrations);

// How many migrations the file has had.
std::int64_t version_of(Database& database, const std::string& file) {
    const std::int64_t application = database.number("PRAGMA application_id");
    const bool fresh = application == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!fresh && application != kApplication)
        throw StorageError(Trouble::NotOurs, file + ": is a database of another program; name another file");
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version > kVersion)
        throw StorageError(Trouble::Newer, file + ": was made by a newer Ehcflow (version " + std::to_string(version) +
                                               ", this one knows " + std::to_string(kVersion) + "); use that program");
    return version;
}

}  // namespace

std::int64_t latest_version() { return kVersion; }

void migrate(Database& database, const std::string& file) { migrate_to(kVersion, database, file); }

void migrate_to(std::int64_t version, Database& database, const std::string& file) {
    if (version_of(database, file) >= version) return;  // nothing is written to a file that is up to date
    database.run("PRAGMA foreign_keys=OFF");            // a table that others refer to may be made anew
    Transaction transaction(database);
    for (std::int64_t next = version_of(database, file); next < version; ++next)
        database.run(std::string(*kMigrations[next]).c_str());
    database.run(("PRAGMA application_id=" + std::to_string(kApplication)).c_str());
    database.run(("PRAGMA user_version=" + std::to_string(version)).c_str());
    transaction.commit();
    database.run("PRAGMA foreign_keys=ON");
}

void expect_current(Database& database, const std::string& file) {
    if (version_of(database, file) < kVersion)
        throw StorageError(Trouble::Older, file +
                                               ": was made by an older Ehcflow; start the service once to bring it "
                                               "up to date");
}

}  // namespace ehcflow::storage
