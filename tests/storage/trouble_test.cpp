// A world that breaks under the ledger: each time a clear error, and nothing lost.
#include <array>
#include <atomic>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/mount.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "storage/backup.h"
#include "storage/database.h"
#include "storage/ledger.h"
#include "tests/storage/killing.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;

CaseId id() { return *CaseId::parse("SC-1"); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }
NewEvent event(const std::string& body) { return {"request-received", *Date::parse("2026-01-12"), Body(body)}; }
std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void put(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

class TroubleTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-trouble-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        root_ = form;
        folder_ = root_ / "ledger";
    }
    void TearDown() override { fs::remove_all(root_); }
    static void fill(Ledger& ledger, int events) {
        ASSERT_TRUE(ledger.open_case(id(), {Body("record"), {event("event 1")}}, officer()).ok());
        for (int i = 1; i < events; ++i)
            ASSERT_TRUE(ledger.append(id(), i, {event("event " + std::to_string(i + 1))}, officer()).ok());
    }
    fs::path root_, folder_;
};

TEST_F(TroubleTest, NothingAcknowledgedIsLostWhenTheWriterIsKilled) { kill_writers(folder_, 20); }

TEST_F(TroubleTest, ALockedLedgerSaysSoAndGoesOnWhenItIsFree) {
    Ledger ledger = Ledger::open(folder_, {.busy_timeout = std::chrono::milliseconds(50)});
    fill(ledger, 1);
    {
        Database other(folder_ / "ledger.db");
        const Transaction held(other);
        try {
            (void)ledger.append(id(), 1, {event("blocked")}, officer());
            FAIL() << "written to a locked ledger";
        } catch (const StorageError& error) {
            EXPECT_EQ(error.trouble(), Trouble::Locked);
            EXPECT_THAT(error.what(), HasSubstr("another program holds it"));
        }
        EXPECT_EQ(ledger.read_case(id())->sequence(), 1);  // readers go on
    }
    EXPECT_TRUE(ledger.append(id(), 1, {event("free")}, officer()).ok());
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

// Twelve megabytes at once, which SQLite does not keep in its cache: whole for a reader, or not there.
TEST_F(TroubleTest, ALargeWriteIsWholeOrNothing) {
    const std::vector<NewEvent> large(40, event(std::string(300'000, 'x')));
    Ledger ledger = Ledger::open(folder_);
    fill(ledger, 1);
    const Ledger reader = Ledger::open(folder_, {.access = Ledger::Access::ReadOnly});
    ASSERT_TRUE(ledger.append(id(), 1, large, officer()).ok());
    EXPECT_EQ(reader.read_case(id())->sequence(), 41);
    EXPECT_THROW(ledger.write_cases({{.id = id(), .expected = 41, .events = large, .record = {}, .people = {}}},
                                    officer(), "a-key", [](const Outcomes&) -> KeptReply { throw std::bad_alloc(); }),
                 std::bad_alloc);
    EXPECT_EQ(reader.read_case(id())->sequence(), 41);
    {
        Ledger other = Ledger::open(folder_);  // writes where the other one would have
        ASSERT_TRUE(other.append(id(), 41, {event("by another")}, officer()).ok());
    }
    ASSERT_TRUE(ledger.append(id(), 42, large, officer()).ok());
    EXPECT_EQ(reader.read_case(id())->events.at(41).body, Body("by another"));
    EXPECT_EQ(reader.verify().events, 82);
}

// A log whose end was not wholly written: what its last whole transaction made is there, and nothing half.
TEST_F(TroubleTest, ATornEndOfTheLogCostsOnlyWhatWasNotAcknowledged) {
    {
        Ledger ledger = Ledger::open(folder_);
        fill(ledger, 20);
        // Copied while it is open: the log has not been put into the file yet.
        fs::create_directories(root_ / "copy");
        for (const char* file : {"ledger.db", "ledger.db-wal"}) fs::copy_file(folder_ / file, root_ / "copy" / file);
    }
    const std::string log = bytes_of(root_ / "copy" / "ledger.db-wal");
    ASSERT_GT(log.size(), 100'000U);
    Sequence last = 20;
    for (const std::size_t lost : {1UL, 700UL, 4096UL, 9000UL, 50'000UL}) {
        const fs::path torn = root_ / ("torn" + std::to_string(lost));
        fs::create_directories(torn);
        fs::copy_file(root_ / "copy" / "ledger.db", torn / "ledger.db");
        std::string cut = log.substr(0, log.size() - lost / 2);
        cut.replace(cut.size() - lost / 2, lost / 2, lost / 2, '\x5a');  // part missing, part never overwritten
        put(torn / "ledger.db-wal", cut);
        Ledger ledger = Ledger::open(torn);
        const auto history = ledger.read_case(id());
        ASSERT_TRUE(history.has_value());
        EXPECT_LE(history->sequence(), last);
        last = history->sequence();
        for (const RecordedEvent& each : history->events)
            EXPECT_EQ(each.body->reveal(), "event " + std::to_string(each.sequence));
        EXPECT_FALSE(ledger.verify().fault.has_value());
        EXPECT_TRUE(ledger.append(id(), last, {event("event " + std::to_string(last + 1))}, officer()).ok());
    }
    EXPECT_LT(last, 20);
}

TEST_F(TroubleTest, ATornPageOfTheFileIsFoundAndNamed) {
    {
        Ledger ledger = Ledger::open(folder_);
        fill(ledger, 200);
    }
    const fs::path file = folder_ / "ledger.db";
    const std::string whole = bytes_of(file);
    const std::size_t page = 4096;
    ASSERT_GT(whole.size(), 20 * page);
    const auto expect_found = [&](const std::string& bytes) {
        put(file, bytes);
        try {
            const Ledger ledger = Ledger::open(folder_);
            const auto fault = ledger.verify().fault;
            ASSERT_TRUE(fault.has_value());
            EXPECT_THAT(fault->what, AnyOf(HasSubstr("damaged"), HasSubstr("missing"), HasSubstr("not the one"),
                                           HasSubstr("altered"), HasSubstr("no entry binds")));
        } catch (const StorageError& error) {
            EXPECT_EQ(error.trouble(), Trouble::Corrupt) << error.what();
            EXPECT_THAT(error.what(), HasSubstr("restore a backup"));
        }
    };
    expect_found(whole.substr(0, whole.size() - page));      // the last page is not there
    expect_found(whole.substr(0, whole.size() - page / 2));  // half of it
    std::string torn = whole;
    torn.replace(torn.size() - page / 2, page / 2, page / 2, '\0');
    if (torn != whole) expect_found(torn);
    torn = whole;
    torn.replace(page, page / 2, page / 2, '\x5a');  // an inner one, half overwritten
    expect_found(torn);
    put(file, whole);
    EXPECT_FALSE(Ledger::open(folder_).verify().fault.has_value());
}

// A disk that has become read-only, as one does when it fails: in a mount namespace of a child's own, where that may
// be.
TEST_F(TroubleTest, AReadOnlyDiskSaysSoAndKeepsWhatItHas) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const std::string folder = folder_.string();
        fs::create_directories(folder_);
        if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64m") != 0)
            _exit(77);
        Ledger ledger = Ledger::open(folder_);
        fill(ledger, 5);
        // Files are open for writing: only the disk under them can be made read-only, not this mount of it.
        Ledger::open(folder_, {.access = Ledger::Access::ReadOnly});
        ledger = Ledger::open(root_ / "elsewhere");
        if (mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0) _exit(77);
        try {
            Ledger again = Ledger::open(folder_);
            (void)again.append(id(), 5, {event("lost")}, officer());
            _exit(1);
        } catch (const StorageError& error) {
            const bool clear = error.trouble() == Trouble::ReadOnly || error.trouble() == Trouble::Missing;
            if (!clear || std::string(error.what()).find("may write") == std::string::npos) _exit(2);
        }
        if (mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT, nullptr) != 0) _exit(3);
        Ledger back = Ledger::open(folder_);
        _exit(back.read_case(id())->sequence() == 5 && !back.verify().fault ? 0 : 4);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "no mount of one's own here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

// A disk that is really full, not a limit of our own: four writers run into it, and a backup onto it leaves no file.
TEST_F(TroubleTest, AFullDiskSaysSoKeepsWhatItHasAndGoesOnWhenThereIsRoom) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const std::string folder = folder_.string();
        fs::create_directories(folder_);
        if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=3m") != 0)
            _exit(77);
        Ledger ledger = Ledger::open(folder_);
        constexpr int kWriters = 4;
        std::array<Sequence, kWriters> acknowledged{};
        std::atomic<int> full = 0;
        const auto id_of = [](int writer) { return *CaseId::parse("SC-" + std::to_string(writer)); };
        for (int writer = 0; writer < kWriters; ++writer)  // before there is no room for them
            if (!ledger.open_case(id_of(writer), {Body("record"), {}}, officer())) _exit(8);
        {
            std::vector<std::jthread> writers;
            for (int writer = 0; writer < kWriters; ++writer)
                writers.emplace_back([&, writer] {
                    try {
                        for (Sequence at = 0; at < 100'000; ++at) {
                            if (!ledger.append(id_of(writer), at, {event(std::string(2000, 'x'))}, officer())) return;
                            acknowledged[static_cast<std::size_t>(writer)] = at + 1;
                        }
                    } catch (const StorageError& error) {
                        full += error.trouble() == Trouble::Full ? 1 : 0;
                    }
                });
        }
        if (full != kWriters) _exit(1);
        try {
            make_backup(ledger, {}, folder_ / "backup", std::nullopt);
            _exit(2);
        } catch (const StorageError& error) {
            if (error.trouble() != Trouble::Full) _exit(3);
        }
        for (const auto& entry : fs::directory_iterator(folder_))
            if (entry.path().filename().string().starts_with("backup")) _exit(4);
        if (mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT, "size=64m") != 0) _exit(77);
        for (int writer = 0; writer < kWriters; ++writer) {
            const auto there = ledger.read_case(id_of(writer));
            if (!there || there->sequence() != acknowledged[static_cast<std::size_t>(writer)]) _exit(5);
            if (!ledger.append(id_of(writer), there->sequence(), {event("goes on")}, officer())) _exit(6);
        }
        _exit(ledger.verify().fault ? 7 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "no mount of one's own here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace ehcflow::storage
