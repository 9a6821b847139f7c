#include "storage/backup.h"

#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include "storage/access_log.h"
#include "storage/anchors.h"
#include "storage/database.h"
#include "storage/packed_files.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

CaseId id(int number) { return *CaseId::parse("SC-" + std::to_string(number)); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }
NewEvent event(const std::string& body) { return {"request-received", *Date::parse("2026-01-12"), Body(body)}; }

class BackupTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-backup-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(Ledger::open(folder_ / "ledger"));
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(
                ledger_->open_case(id(i), {Body("Zebedee Unwritten"), {event("one"), event("two")}}, officer()).ok());
        key_.emplace(SealKey::at(folder_ / "key"));
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    BesideLedger beside() const { return {folder_ / "access/access.db", folder_ / "anchors"}; }
    std::string bytes_of(const fs::path& file) const {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::string complaint(const fs::path& file, const std::optional<SealKey>& key) const {
        try {
            restore_backup(file, folder_ / "restored", key);
        } catch (const StorageError& error) {
            return error.what();
        }
        return {};
    }

    fs::path folder_;
    std::optional<Ledger> ledger_;
    std::optional<SealKey> key_;
};

TEST_F(BackupTest, RestoresWhatWasThere) {
    const fs::path file = folder_ / "backup";
    const BackupPoint made = make_backup(*ledger_, beside(), file, key_);
    EXPECT_EQ(made.verified.head, ledger_->verify().head);
    EXPECT_TRUE(is_sealed(file));
    EXPECT_EQ(bytes_of(file).find("Zebedee"), std::string::npos);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const BackupPoint restored = restore_backup(file, folder_ / "restored", SealKey::from(folder_ / "key"));
    EXPECT_EQ(restored.verified.head, made.verified.head);
    EXPECT_EQ(restored.last_entry, made.last_entry);
    Ledger again = Ledger::open(folder_ / "restored/ledger");
    EXPECT_EQ(again.read_case(id(7))->record, Body("Zebedee Unwritten"));
    EXPECT_TRUE(again.append(id(7), 2, {event("three")}, officer()).ok()) << "it goes on from there";
    EXPECT_FALSE(again.verify().fault.has_value());
    EXPECT_THAT(complaint(file, key_), HasSubstr("is there already"));
}

TEST_F(BackupTest, APlainOneIsAskedFor) {
    make_backup(*ledger_, beside(), folder_ / "plain", std::nullopt);
    EXPECT_FALSE(is_sealed(folder_ / "plain"));
    EXPECT_EQ(complaint(folder_ / "plain", std::nullopt), "");
}

TEST_F(BackupTest, TakenWhileOthersWriteItIsOneMoment) {
    std::atomic<bool> stop = false;
    std::jthread writer([&] {
        for (Sequence at = 2; !stop; ++at)
            for (int i = 0; i < 20; ++i) ASSERT_TRUE(ledger_->append(id(i), at, {event("more")}, officer()).ok());
    });
    for (int round = 0; round < 5; ++round) {
        const std::string name = std::to_string(round);
        make_backup(*ledger_, beside(), folder_ / ("backup-" + name), key_);
        const auto restored = folder_ / ("restored-" + name);
        restore_backup(folder_ / ("backup-" + name), restored, key_);
        const Ledger copy = Ledger::open(restored / "ledger");
        Sequence first = copy.read_case(id(0))->sequence();
        for (int i = 0; i < 20; ++i) {  // written in this order: none may be ahead of the one before it
            const Sequence one = copy.read_case(id(i))->sequence();
            EXPECT_TRUE(one == first || one == first - 1) << i;
            first = one;
        }
    }
    stop = true;
}

TEST_F(BackupTest, WhoLookedAndTheAnchorsComeBackToo) {
    AccessLog access(folder_ / "access");
    const Instant at = *parse_instant("2026-03-02T09:00:00.000Z");
    access.note(id(3), officer(), "/api/v1/cases/{case}", at);
    access.note(id(3), officer(), "/cases/{case}", at);
    add_anchor(*ledger_, folder_ / "anchors");
    ASSERT_TRUE(ledger_->append(id(3), 2, {event("three")}, officer()).ok());
    add_anchor(*ledger_, folder_ / "anchors");
    const BackupPoint made = make_backup(*ledger_, beside(), folder_ / "backup", key_);
    EXPECT_EQ(made.looks, 2);
    EXPECT_EQ(made.anchors, 2);
    const BackupPoint back = restore_backup(folder_ / "backup", folder_ / "restored", key_);
    EXPECT_EQ(back.looks, 2);
    EXPECT_EQ(back.anchors, 2);
    EXPECT_EQ(bytes_of(folder_ / "restored/anchors"), bytes_of(folder_ / "anchors"));
    const Ledger again = Ledger::open(folder_ / "restored/ledger");
    EXPECT_FALSE(check_anchors(again, folder_ / "restored/anchors").fault.has_value());
    AccessLog looked(folder_ / "restored/access");
    ASSERT_EQ(looked.looks_at(id(3)).size(), 2U);
    EXPECT_EQ(looked.looks_at(id(3))[0].what, "/cases/{case}");
    EXPECT_EQ(looked.looks_at(id(3))[0].at, at);
    looked.note(id(4), officer(), "/cases/{case}", at);  // it goes on from there
    for (const char* part : {"restored/access/access.db", "restored/anchors", "restored/ledger/ledger.db"})
        EXPECT_EQ(fs::status(folder_ / part).permissions(), fs::perms::owner_read | fs::perms::owner_write) << part;
}

TEST_F(BackupTest, ALineThatIsBeingAddedToTheAnchorsIsNotTakenAlong) {
    add_anchor(*ledger_, folder_ / "anchors");
    const std::string whole = bytes_of(folder_ / "anchors");
    std::ofstream(folder_ / "anchors", std::ios::app) << "2026-03-02T09:0";
    EXPECT_EQ(make_backup(*ledger_, beside(), folder_ / "backup", key_).anchors, 1);
    restore_backup(folder_ / "backup", folder_ / "restored", key_);
    EXPECT_EQ(bytes_of(folder_ / "restored/anchors"), whole);
}

TEST_F(BackupTest, IsNotMadeOfALedgerThatItsAnchorsDoNotFit) {
    std::ofstream(folder_ / "anchors") << "2026-03-02T09:00:00.000Z 2 " << std::string(64, 'a') << "\n";
    try {
        make_backup(*ledger_, beside(), folder_ / "backup", key_);
        ADD_FAILURE() << "made";
    } catch (const StorageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("anchor 1"));
    }
    EXPECT_FALSE(fs::exists(folder_ / "backup"));
}

TEST_F(BackupTest, NothingThatIsThereIsOverwritten) {
    { AccessLog access(folder_ / "access"); }
    add_anchor(*ledger_, folder_ / "anchors");
    make_backup(*ledger_, beside(), folder_ / "backup", key_);
    for (const char* place : {"ledger/ledger.db", "access/access.db", "anchors"}) {
        const fs::path data = folder_ / "held";
        fs::create_directories((data / place).parent_path());
        std::ofstream(data / place) << "something";
        EXPECT_THROW(restore_backup(folder_ / "backup", data, key_), StorageError) << place;
        EXPECT_EQ(bytes_of(data / place), "something");
        EXPECT_EQ(std::distance(fs::recursive_directory_iterator(data), {}), std::string(place) == "anchors" ? 1 : 2);
        fs::remove_all(data);
    }
    fs::create_directories(folder_ / "free");
    std::ofstream(folder_ / "free/token") << "kept";
    restore_backup(folder_ / "backup", folder_ / "free", key_);
    EXPECT_EQ(bytes_of(folder_ / "free/token"), "kept");
}

TEST_F(BackupTest, OneOfTheLedgerAloneAsTheyOnceWereIsRestored) {
    ledger_->copy_to(folder_ / "copy");
    seal(folder_ / "copy", folder_ / "old", *key_);
    for (const char* file : {"copy", "old"}) {
        EXPECT_EQ(restore_backup(folder_ / file, folder_ / "restored", key_).verified.head, ledger_->verify().head);
        fs::remove_all(folder_ / "restored");
    }
}

// A plain one is not protected by a key: a byte that changes anywhere, and each place where it may be cut, is found.
TEST_F(BackupTest, APlainOneThatWasTouchedIsRefused) {
    AccessLog access(folder_ / "access");
    access.note(id(3), officer(), "/cases/{case}", *parse_instant("2026-03-02T09:00:00.000Z"));
    add_anchor(*ledger_, folder_ / "anchors");
    make_backup(*ledger_, beside(), folder_ / "plain", std::nullopt);
    const std::string good = bytes_of(folder_ / "plain");
    const auto with = [&](const std::string& bytes) {
        std::ofstream(folder_ / "bad", std::ios::binary) << bytes;
        const std::string said = complaint(folder_ / "bad", std::nullopt);
        EXPECT_FALSE(fs::exists(folder_ / "restored"));
        return said;
    };
    for (std::size_t at = 8; at < good.size(); at += 1 + good.size() / 101) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        EXPECT_NE(with(changed), "") << at;
        EXPECT_NE(with(good.substr(0, at)), "") << at;
    }
    EXPECT_THAT(with(good + "x"), HasSubstr("after its end"));
    std::string other = good;
    other.replace(other.find("ledger.db"), 9, "../../a.b");
    EXPECT_THAT(with(other), HasSubstr("no backup holds"));
    EXPECT_THAT(with("EHCPACK1" + std::string(1, '\0')), HasSubstr("holds no ledger"));
    const std::string anchors = std::string("\x07", 1) + "anchors";
    EXPECT_THAT(with("EHCPACK1" + anchors + std::string(7, '\xff')), HasSubstr("its end is missing"));
    EXPECT_THAT(with("EHCPACK1" + anchors + std::string(8, '\xff')), HasSubstr("its end is missing"))
        << "a length past the end takes neither memory nor disk";
}

TEST_F(BackupTest, OneThatWasTouchedIsRefused) {
    make_backup(*ledger_, beside(), folder_ / "good", key_);
    const std::string good = bytes_of(folder_ / "good");
    const auto with = [&](const std::string& bytes) {
        std::ofstream(folder_ / "bad", std::ios::binary) << bytes;
        const std::string said = complaint(folder_ / "bad", key_);
        EXPECT_FALSE(fs::exists(folder_ / "restored"));
        return said;
    };
    std::string changed = good;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    EXPECT_THAT(with(changed), HasSubstr("changed or cut"));
    for (const std::size_t cut : {good.size() - 1, good.size() / 2, std::size_t{30}, std::size_t{16}, std::size_t{8}})
        EXPECT_THAT(with(good.substr(0, cut)), HasSubstr("changed or cut")) << cut;
    EXPECT_THAT(with(good + "x"), HasSubstr("changed or cut"));
    EXPECT_NE(with("not a backup at all"), "");
    EXPECT_NE(with(""), "");
    EXPECT_THAT(complaint(folder_ / "good", SealKey::at(folder_ / "other-key")), HasSubstr("the key is another one"));
    EXPECT_THAT(complaint(folder_ / "good", std::nullopt), HasSubstr("is encrypted"));
    EXPECT_THAT(complaint(folder_ / "none", key_), HasSubstr("there is no such file"));
    EXPECT_THROW(make_backup(*ledger_, beside(), folder_ / "good", key_), StorageError)
        << "an older backup is never written over";
    EXPECT_EQ(bytes_of(folder_ / "good"), good);
}

TEST_F(BackupTest, OneThatDoesNotVerifyIsNotMade) {
    Database(folder_ / "ledger/ledger.db")
        .run("DROP TRIGGER texts_are_never_changed; UPDATE texts SET body = 'other' WHERE position = 2");
    EXPECT_THROW(make_backup(*ledger_, beside(), folder_ / "backup", key_), StorageError);
    EXPECT_FALSE(fs::exists(folder_ / "backup"));
    for (const auto& entry : fs::directory_iterator(folder_))
        EXPECT_FALSE(entry.path().filename().string().starts_with("backup")) << entry.path();
}

// Pieces are 1 MiB: just below, at and above the border the end is still known for the end.
TEST_F(BackupTest, SealsFilesOfAnySize) {
    for (const std::size_t size : {0UL, 1UL, (1UL << 20U) - 1, 1UL << 20U, (1UL << 20U) + 1, 3UL << 20U}) {
        std::ofstream(folder_ / "text", std::ios::binary) << std::string(size, 'x');
        seal(folder_ / "text", folder_ / "sealed", *key_);
        unseal(folder_ / "sealed", folder_ / "opened", *key_);
        EXPECT_EQ(bytes_of(folder_ / "opened"), std::string(size, 'x')) << size;
        if (size < (1UL << 20U)) continue;
        fs::resize_file(folder_ / "sealed", 16 + (1UL << 20U) + 16);
        EXPECT_THROW(unseal(folder_ / "sealed", folder_ / "opened", *key_), StorageError) << "cut between two pieces";
    }
}

}  // namespace
}  // namespace ehcflow::storage
