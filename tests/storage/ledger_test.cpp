#include "storage/ledger.h"

#include <array>
#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <signal.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "storage/hash.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

class LedgerTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-ledger-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        file_ = folder_ / "ledger.db";
    }
    void TearDown() override {
        std::error_code ignored;
        fs::permissions(folder_, fs::perms::owner_all, ignored);
        fs::remove_all(folder_, ignored);
    }

    static CaseId id(std::string_view text) { return *CaseId::parse(text); }
    static Instant now() { return *parse_instant("2026-02-16T09:00:00.000Z"); }
    static Result<Sequence, Conflict> add(Ledger& ledger, std::string_view case_id, Sequence expected,
                                          const std::string& body) {
        const std::array bodies = {body};
        return ledger.append(id(case_id), expected, bodies, "officer-1", now());
    }
    static void start(Ledger& ledger, std::string_view case_id, const std::string& body = "{}") {
        const std::array bodies = {body};
        ASSERT_TRUE(ledger.create(id(case_id), R"({"child":"Invented"})", bodies, "officer-1", now()).ok());
    }
    // Changes the file behind the ledger's back, as a forger would.
    void forge(const char* sql) const {
        Database database(file_);
        database.run(sql);
    }

    fs::path folder_, file_;
};

TEST(Hash, IsSha256) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(LedgerTest, KeepsWhatItAcknowledged) {
    {
        Ledger ledger(file_);
        start(ledger, "SC-0001", R"({"n":1})");
        EXPECT_EQ(*add(ledger, "SC-0001", 1, R"({"n":2})"), 2);
    }
    const Ledger again(file_);
    ASSERT_EQ(again.cases().size(), 1U);
    const auto events = again.events(id("SC-0001"));
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].body, R"({"n":2})");
    EXPECT_EQ(events[1].recorder, "officer-1");
    EXPECT_EQ(events[1].recorded_at, now());
    EXPECT_EQ(again.record(id("SC-0001")), R"({"child":"Invented"})");
    const Audit audit = again.verify();
    EXPECT_EQ(audit.fault, std::nullopt);
    EXPECT_EQ(audit.events, 2);
}

TEST_F(LedgerTest, TheSlowerWriterIsTold) {
    Ledger ledger(file_);
    start(ledger, "SC-0001");
    ASSERT_TRUE(add(ledger, "SC-0001", 1, "a").ok());
    const auto late = add(ledger, "SC-0001", 1, "b");
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().kind, Conflict::Kind::SequenceMoved);
    EXPECT_EQ(late.error().actual, 2);
    EXPECT_EQ(add(ledger, "SC-0404", 0, "a").error().kind, Conflict::Kind::NoSuchCase);
    const std::array<std::string, 0> none{};
    EXPECT_EQ(ledger.create(id("SC-0001"), "{}", none, "officer-1", now()).error().kind, Conflict::Kind::CaseExists);
}

TEST_F(LedgerTest, OfManyWritersOnOneCaseEachStepHasOneWinner) {
    Ledger ledger(file_);
    start(ledger, "SC-0001");
    std::atomic<int> won = 0;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 4; ++writer)
            writers.emplace_back([&] {
                for (Sequence expected = 1; expected <= 20; ++expected)
                    won += add(ledger, "SC-0001", expected, "x").ok() ? 1 : 0;
            });
    }
    const auto events = ledger.events(id("SC-0001"));
    EXPECT_EQ(static_cast<int>(events.size()), won + 1);
    EXPECT_EQ(ledger.verify().fault, std::nullopt);
}

TEST_F(LedgerTest, EventsAreNeverChangedOrRemoved) {
    Ledger ledger(file_);
    start(ledger, "SC-0001");
    for (const char* sql :
         {"UPDATE events SET recorder = 'other'", "DELETE FROM events", "UPDATE bodies SET body = 'other'"})
        EXPECT_THROW(forge(sql), StorageError) << sql;
}

TEST_F(LedgerTest, AForgeryIsFoundAndNamed) {
    const char* forgeries[] = {
        "DROP TRIGGER bodies_are_never_changed; UPDATE bodies SET body = 'other' WHERE position = 2",
        "DELETE FROM bodies WHERE position = 2",
        "DROP TRIGGER events_are_never_changed; UPDATE events SET recorder = 'other' WHERE position = 2",
        "DROP TRIGGER events_are_never_changed; UPDATE events SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE "
        "position = 2",
        "DROP TRIGGER events_are_never_removed; DELETE FROM bodies WHERE position = 2; DELETE FROM events WHERE "
        "position = 2",
        "DROP TRIGGER events_are_never_changed; UPDATE events SET sequence = 9 WHERE position = 2",
    };
    int at = 0;
    for (const char* forgery : forgeries) {
        file_ = folder_ / (std::to_string(at++) + ".db");
        {
            Ledger ledger(file_);
            start(ledger, "SC-0001");
            ASSERT_TRUE(add(ledger, "SC-0001", 1, "a").ok() && add(ledger, "SC-0001", 2, "b").ok());
        }
        forge(forgery);
        const auto fault = Ledger(file_).verify().fault;
        ASSERT_TRUE(fault.has_value()) << forgery;
        EXPECT_NE(fault->find("entry "), std::string::npos) << *fault;
    }
}

TEST_F(LedgerTest, AFileThatCannotBeUsedIsNamed) {
    const auto complaint = [](const fs::path& file) {
        try {
            const Ledger ledger(file);
        } catch (const StorageError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(complaint(folder_ / "no/such/folder/ledger.db").find("check that the folder exists"), std::string::npos);
    std::ofstream(folder_ / "text.db") << std::string(4096, 'x');
    EXPECT_NE(complaint(folder_ / "text.db").find("restore a backup"), std::string::npos);
    { const Ledger made(file_); }
    forge("PRAGMA user_version=99");
    EXPECT_NE(complaint(file_).find("newer Ehcflow"), std::string::npos);
    const auto other = folder_ / "other.db";
    Database(other).run("CREATE TABLE mine (a)");
    EXPECT_NE(complaint(other).find("another program"), std::string::npos);
}

TEST_F(LedgerTest, ARefusedFileIsLeftAsItWas) {
    const auto bytes_of = [](const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const auto other = folder_ / "other.db";
    Database(other).run("CREATE TABLE mine (a); PRAGMA journal_mode=DELETE");
    const std::string before = bytes_of(other);
    ASSERT_FALSE(before.empty());
    EXPECT_THROW(Ledger{other}, StorageError);
    EXPECT_TRUE(bytes_of(other) == before) << "the file of another program was changed";
}

TEST_F(LedgerTest, OnlyItsOwnerMayReadTheFiles) {
    Ledger ledger(file_);
    start(ledger, "SC-0001");
    int files = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) {
        ++files;
        EXPECT_TRUE(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write)) << entry.path();
    }
    EXPECT_EQ(files, 3) << "the file, its write-ahead log and the log's index";
}

TEST_F(LedgerTest, AFailureInTheMiddleLeavesNothingHalfWritten) {
    Ledger ledger(file_);
    start(ledger, "SC-0001");
    Database other(file_);
    // A trigger makes the second insert of one append fail, as a full disk would.
    other.run(
        "CREATE TRIGGER full BEFORE INSERT ON bodies WHEN new.body = 'too much' BEGIN SELECT RAISE(FAIL, 'full'); END");
    const std::array<std::string, 2> bodies = {"fits", "too much"};
    EXPECT_THROW(static_cast<void>(ledger.append(id("SC-0001"), 1, bodies, "officer-1", now())), StorageError);
    EXPECT_EQ(ledger.events(id("SC-0001")).size(), 1U) << "nothing half-written";
    EXPECT_TRUE(add(ledger, "SC-0001", 1, "after").ok());
    EXPECT_EQ(ledger.verify().fault, std::nullopt);
}

// kill -9 of a writing process: everything it acknowledged is there once, and the chain is whole.
TEST_F(LedgerTest, NothingAcknowledgedIsLostWhenTheWriterIsKilled) {
    {
        Ledger ledger(file_);
        start(ledger, "SC-0001");
    }
    Sequence acknowledged = 1;
    for (int round = 0; round < 20; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            Ledger ledger(file_);
            for (Sequence expected = static_cast<Sequence>(ledger.events(id("SC-0001")).size());;) {
                expected = *add(ledger, "SC-0001", expected, "event " + std::to_string(expected + 1));
                if (write(ends[1], &expected, sizeof expected) != sizeof expected) _exit(0);
            }
        }
        close(ends[1]);
        Sequence told = 0;
        for (int n = 0; n <= round * 3 && read(ends[0], &told, sizeof told) == sizeof told; ++n) acknowledged = told;
        usleep(static_cast<useconds_t>(137 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (read(ends[0], &told, sizeof told) == sizeof told) acknowledged = told;
        close(ends[0]);

        const Ledger ledger(file_);
        const auto events = ledger.events(id("SC-0001"));
        ASSERT_GE(static_cast<Sequence>(events.size()), acknowledged);
        for (std::size_t i = 1; i < events.size(); ++i) ASSERT_EQ(events[i].body, "event " + std::to_string(i + 1));
        ASSERT_EQ(ledger.verify().fault, std::nullopt);
    }
    EXPECT_GT(acknowledged, 20);
}

}  // namespace
}  // namespace ehcflow::storage
