// The council's own papers: their versions, who answers for them, and that a forged one is found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include "storage/database.h"
#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

PaperName plan() { return *PaperName::parse("action-plan"); }
RecorderId account(std::string_view text) { return *RecorderId::parse(text); }

class PapersTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-papers-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(Ledger::open(folder_));
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    Result<Sequence, Conflict> put(Sequence expected, const std::string& body, const PaperName& name = plan()) {
        return ledger_->put_paper({name, expected, account("director-1"), "agreed", body}, account("token-holder"));
    }
    fs::path folder_;
    std::optional<Ledger> ledger_;
};

TEST_F(PapersTest, KeepEveryVersionWithWhoAnswersForIt) {
    EXPECT_FALSE(ledger_->paper(plan()).has_value());
    ASSERT_EQ(*put(0, "one"), 1);
    ASSERT_EQ(*put(1, "two"), 2);
    ASSERT_EQ(*put(0, "other", *PaperName::parse("month.2026-10")), 1);
    const auto versions = ledger_->paper_versions(plan());
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(ledger_->bytes(versions[0].body), "one");
    EXPECT_EQ(ledger_->bytes(versions[1].body), "two");
    EXPECT_EQ(versions[1].answers_for_it, account("director-1"));
    EXPECT_EQ(versions[1].recorder, account("token-holder"));
    EXPECT_EQ(versions[1].why, "agreed");
    EXPECT_EQ(ledger_->paper(plan())->version, 2);
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(PapersTest, RefuseAWriterWhoHasNotSeenTheNewest) {
    ASSERT_TRUE(put(0, "one").ok());
    for (const Sequence seen : {0, 2, 7}) {
        const auto done = put(seen, "two");
        ASSERT_FALSE(done.ok());
        EXPECT_EQ(done.error().code, Conflict::Code::PaperMoved);
        EXPECT_EQ(done.error().actual, 1);
    }
    EXPECT_EQ(ledger_->paper_versions(plan()).size(), 1U);
}

TEST_F(PapersTest, LetOneOfManyWritersAtOnceWin) {
    std::atomic<int> won = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 8; ++i)
            writers.emplace_back([&, i] { won += put(0, "by " + std::to_string(i)).ok() ? 1 : 0; });
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(ledger_->paper_versions(plan()).size(), 1U);
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(PapersTest, AreNeverChangedAndAForgedOneIsNamed) {
    ASSERT_TRUE(put(0, "one").ok());
    ASSERT_TRUE(put(1, "two").ok());
    ledger_.reset();
    const auto forge = [&](const std::string& sql) { Database(folder_ / "ledger.db").run(sql.c_str()); };
    EXPECT_THROW(forge("UPDATE papers SET why = 'other'"), StorageError);
    EXPECT_THROW(forge("DELETE FROM papers"), StorageError);
    const std::string open =
        "PRAGMA foreign_keys=OFF; DROP TRIGGER papers_are_never_changed; DROP TRIGGER papers_are_never_removed; DROP "
        "TRIGGER contents_are_never_changed;";
    const fs::path whole = folder_ / "whole.db";
    fs::copy_file(folder_ / "ledger.db", whole);
    for (const char* sql :
         {"UPDATE papers SET why = 'other' WHERE version = 1", "UPDATE papers SET answers_for_it = 'x' WHERE version = 2",
          "DELETE FROM papers WHERE version = 2", "UPDATE papers SET version = 3 WHERE version = 2",
          "UPDATE papers SET body = (SELECT body FROM papers WHERE version = 1)",
          "DELETE FROM contents WHERE size = 3", "UPDATE contents SET bytes = x'00'"}) {
        fs::copy_file(whole, folder_ / "ledger.db", fs::copy_options::overwrite_existing);
        forge(open + sql);
        const auto fault = Ledger::open(folder_).verify().fault;
        ASSERT_TRUE(fault.has_value()) << sql;
        EXPECT_THAT(fault->place, ::testing::HasSubstr("entry ")) << sql;
    }
}

}  // namespace
}  // namespace ehcflow::storage
