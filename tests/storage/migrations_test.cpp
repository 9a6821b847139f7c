// A ledger of each earlier version is brought up to date with all that it holds, and verifies.
#include <gtest/gtest.h>
#include <unistd.h>

#include "storage/database.h"
#include "storage/ledger.h"
#include "storage/schema.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

// Binds the row that was inserted at this position.
Digest bind_entry(Database& database, const Entry& entry, const Digest& previous) {
    return put_entry(database, entry, facts_of(database, entry), previous);
}

std::vector<std::string> schema_of(Database& database) {
    std::vector<std::string> schema;
    Statement each = database.prepare("SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    while (each.step()) schema.push_back(each.text(0));
    return schema;
}

class MigrationTest : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(MigrationTest, KeepsEverythingAndVerifies) {
    std::string form = (fs::temp_directory_path() / "ehcflow-migrate-XXXXXX").string();
    ASSERT_NE(mkdtemp(form.data()), nullptr);
    const fs::path folder = form;
    const CaseId id = *CaseId::parse("SC-1");
    const RecorderId officer = *RecorderId::parse("officer-1");
    {
        // As the program of that version left it: its tables, and rows that it could write.
        Database database(folder / "ledger.db");
        migrate_to(GetParam(), database, "ledger.db");
        database.keep_write_ahead_log();
        EXPECT_EQ(database.number("PRAGMA user_version"), GetParam());
        const std::string hash = text_digest("salt", "a record with its people in it").hex();
        const std::string of_event = text_digest("salt", "an event").hex();
        database.run(
            ("PRAGMA foreign_keys=OFF; INSERT INTO cases VALUES (1, 'SC-1', x'" + hash +
             "'); INSERT INTO texts VALUES (1, CAST('salt' AS BLOB), 'a record with its people in it'); INSERT INTO "
             "events VALUES (2, 'SC-1', 1, 'request-received', '2026-01-12', x'" +
             of_event + "'); INSERT INTO texts VALUES (2, CAST('salt' AS BLOB), 'an event')")
                .c_str());
        const std::string at = "2026-01-12T09:00:00.000Z";
        const Digest first = bind_entry(database, {1, "case-opened", at, "officer-1"}, Digest());
        const Digest second = bind_entry(database, {2, "event", at, "officer-1"}, first);
        const std::string bytes = sha256("a letter").hex();
        database.run(
            ("PRAGMA foreign_keys=OFF; INSERT INTO contents VALUES (x'" + bytes +
             "', 8, 0, CAST('a letter' AS BLOB)); INSERT INTO documents VALUES (3, 'D-1', 'SC-1', 'will-assess', "
             "'mother', 'We will assess', 'letter', x'" +
             bytes + "', 'england/2015', x'" + bytes + "', x'" + bytes +
             "', NULL); INSERT INTO issues VALUES "
             "(4, 'D-1', '2026-01-12', 1)")
                .c_str());
        const Digest third = bind_entry(database, {3, "document-prepared", at, "officer-1"}, second);
        bind_entry(database, {4, "document-issued", at, "officer-1"}, third);
    }
    const auto read_only = [&] { return Ledger::open(folder, {.access = Ledger::Access::ReadOnly}); };
    if (GetParam() < latest_version()) {
        try {
            read_only();
            FAIL() << "an older ledger was read as if it were new";
        } catch (const StorageError& error) {
            EXPECT_EQ(error.trouble(), Trouble::Older);
        }
    }
    {
        Ledger ledger = Ledger::open(folder);
        const auto history = ledger.read_case(id);
        ASSERT_TRUE(history.has_value());
        EXPECT_EQ(history->record, Body("a record with its people in it"));
        EXPECT_EQ(history->events.at(0).body, Body("an event"));
        EXPECT_EQ(ledger.stale(Date(2026, 1, 12)), std::vector<CaseId>{id});  // pages have yet to be told
        // A letter was sent as it was issued then: it is read as the two steps that it took.
        const Document sent = ledger.documents_of(id).at(0);
        ASSERT_EQ(sent.steps.size(), 2U);
        EXPECT_EQ(sent.steps[0].kind + ", " + sent.steps[1].kind, "issued, dispatched");
        EXPECT_EQ(sent.steps[1].event, 1);
        EXPECT_EQ(sent.steps[1].happened_on, Date(2026, 1, 12));
        EXPECT_TRUE(ledger.append(id, 1, {{"case-closed", Date(2026, 2, 1), Body("more")}}, officer).ok());
        EXPECT_FALSE(ledger.verify().fault.has_value());
    }
    EXPECT_EQ(read_only().verify().events, 2);
    {
        // Whatever was made anew is as strict as in a new file.
        Database made(folder / "ledger.db"), fresh(folder / "fresh.db");
        migrate(fresh, "fresh.db");
        EXPECT_EQ(fresh.number("PRAGMA foreign_keys"), 1);
        EXPECT_EQ(schema_of(made), schema_of(fresh));
        EXPECT_FALSE(made.prepare("PRAGMA foreign_key_check").step());
        EXPECT_THROW(made.run("UPDATE entries SET recorder = 'other' WHERE position = 1"), StorageError);
        EXPECT_THROW(made.run("DELETE FROM entries WHERE position = 4"), StorageError);
    }
    Database(folder / "ledger.db").run(("PRAGMA user_version=" + std::to_string(latest_version() + 1)).c_str());
    try {
        Ledger::open(folder);
        FAIL() << "a newer ledger was opened";
    } catch (const StorageError& error) {
        EXPECT_EQ(error.trouble(), Trouble::Newer);
        EXPECT_NE(std::string(error.what()).find("newer Ehcflow"), std::string::npos);
    }
    fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(FromEach, MigrationTest, ::testing::Range<std::int64_t>(1, latest_version() + 1));

}  // namespace
}  // namespace ehcflow::storage
