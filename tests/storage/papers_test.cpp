// The council's own papers: kept in order, in the one chain, and never erased.
#include <gtest/gtest.h>
#include <unistd.h>

#include "storage/database.h"
#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

RecorderId officer() { return *RecorderId::parse("officer-1"); }
const PaperName kPaper{"letter-template", "will-assess"};

class PapersTest : public ::testing::Test {
protected:
    PapersTest() {
        std::string form = (fs::temp_directory_path() / "ehcflow-papers-XXXXXX").string();
        EXPECT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
    }
    ~PapersTest() override { fs::remove_all(folder_); }

    void put_two(Ledger& ledger) {
        ASSERT_EQ(*ledger.record_paper(kPaper, 0, {"uploaded", Body("by Helen"), "the file"}, officer()), 1);
        ASSERT_EQ(*ledger.record_paper(kPaper, 1, {"approved", Body("by Priya")}, officer()), 2);
    }

    fs::path folder_;
};

TEST_F(PapersTest, WhatHappenedIsKeptInOrderWithItsBytes) {
    {
        Ledger ledger = Ledger::open(folder_);
        EXPECT_TRUE(ledger.paper_events(kPaper).empty());
        put_two(ledger);
        ASSERT_TRUE(
            ledger.record_paper({"letter-template", "no-plan"}, 0, {"uploaded", Body("x"), "y"}, officer()).ok());
    }
    const Ledger again = Ledger::open(folder_, {.access = Ledger::Access::ReadOnly});
    const auto events = again.paper_events(kPaper);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, "uploaded");
    EXPECT_EQ(events[0].body, Body("by Helen"));
    EXPECT_EQ(events[0].recorder, officer());
    EXPECT_EQ(again.bytes(events[0].content.value()), "the file");
    EXPECT_EQ(events[1].sequence, 2);
    EXPECT_EQ(events[1].content, std::nullopt);
    EXPECT_EQ(again.papers("letter-template"), (std::vector<std::string>{"no-plan", "will-assess"}));
    EXPECT_TRUE(again.papers("statement").empty());
    EXPECT_FALSE(again.verify().fault.has_value());
    EXPECT_EQ(again.verify().entries, 3);
}

TEST_F(PapersTest, TheSlowerWriterIsTold) {
    Ledger ledger = Ledger::open(folder_);
    put_two(ledger);
    const auto late = ledger.record_paper(kPaper, 1, {"withdrawn", Body("x")}, officer());
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Conflict::Code::PaperMoved);
    EXPECT_EQ(late.error().actual, 2);
    EXPECT_EQ(ledger.paper_events(kPaper).size(), 2U);
}

TEST_F(PapersTest, TheDatabaseItselfRefusesAChange) {
    Ledger ledger = Ledger::open(folder_);
    put_two(ledger);
    Database database(folder_ / "ledger.db");
    EXPECT_THROW(database.run("UPDATE papers SET event = 'withdrawn'"), StorageError);
    EXPECT_THROW(database.run("DELETE FROM papers"), StorageError);
}

// An erased case had the same bytes: they are the paper's too, and stay.
TEST_F(PapersTest, ErasingACaseTakesNothingFromAPaper) {
    Ledger ledger = Ledger::open(folder_);
    put_two(ledger);
    const CaseId id = *CaseId::parse("SC-1");
    ASSERT_TRUE(ledger.open_case(id, {Body("record"), {}}, officer()).ok());
    const NewDocument letter{.id = new_document_id(),
                             .of_case = id,
                             .kind = "will-assess",
                             .recipient = "mother",
                             .title = "We will assess",
                             .template_name = *TemplateName::parse("t"),
                             .template_hash = sha256("t"),
                             .rulebook = "england/2022-07-01",
                             .data = Body("data"),
                             .odt = "the file",
                             .pdf = std::nullopt};
    ASSERT_TRUE(ledger.prepare_document(letter, officer()).ok());
    EXPECT_EQ(ledger.erase(id, "retention-25", officer(), officer())->documents, 1) << "its data alone";
    EXPECT_EQ(ledger.bytes(sha256("the file")), "the file");
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

class PaperForgery : public PapersTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(PaperForgery, IsFound) {
    {
        Ledger ledger = Ledger::open(folder_);
        put_two(ledger);
        ASSERT_FALSE(ledger.verify().fault.has_value());
    }
    Database(folder_ / "ledger.db")
        .run((std::string("PRAGMA foreign_keys=OFF; DROP TRIGGER papers_are_never_changed; DROP TRIGGER "
                          "papers_are_never_removed; DROP TRIGGER texts_are_never_changed; DROP TRIGGER "
                          "contents_are_never_changed;") +
              GetParam())
                 .c_str());
    const auto fault = Ledger::open(folder_).verify().fault;
    ASSERT_TRUE(fault.has_value()) << GetParam();
    EXPECT_FALSE(fault->what.empty());
}

INSTANTIATE_TEST_SUITE_P(
    OfAPaper, PaperForgery,
    ::testing::Values(
        "UPDATE papers SET event = 'withdrawn' WHERE sequence = 2",
        "UPDATE papers SET name = 'no-plan' WHERE sequence = 1", "DELETE FROM papers WHERE sequence = 2",
        "UPDATE texts SET body = 'by nobody' WHERE position = 2", "DELETE FROM texts WHERE position = 2",
        "UPDATE contents SET size = 3, packed = 0, bytes = CAST('bad' AS BLOB)", "DELETE FROM contents",
        "INSERT INTO papers SELECT 9, kind, name, 3, event, body, content FROM papers WHERE sequence = 2"));

}  // namespace
}  // namespace ehcflow::storage
