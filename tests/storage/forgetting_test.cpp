// Revising, holding and erasing: personal values can be forgotten, facts cannot.
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "storage/database.h"
#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

CaseId id(std::string_view text) { return *CaseId::parse(text); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }
NewEvent event(const std::string& body) { return {"request-received", *Date::parse("2026-01-12"), Body(body)}; }

NewDocument letter(const CaseId& of_case, const std::string& odt) {
    return {.id = new_document_id(),
            .of_case = of_case,
            .kind = "will-assess",
            .recipient = "mother",
            .title = "We will assess",
            .template_name = *TemplateName::parse("letters.will_assess.fodt"),
            .template_hash = sha256("t"),
            .rulebook = "england/2022-07-01",
            .data = Body("data of " + of_case.text()),
            .odt = odt,
            .pdf = std::nullopt};
}

class ForgettingTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-forget-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(Ledger::open(folder_));
        for (const char* one : {"SC-1", "SC-2"})
            ASSERT_TRUE(
                ledger_
                    ->open_case(id(one), {Body(std::string("Zebedee of ") + one), {event("Zebedee asked")}}, officer())
                    .ok());
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    bool is_anywhere(const std::string& text) const {
        for (const auto& entry : fs::directory_iterator(folder_)) {
            std::ifstream in(entry.path(), std::ios::binary);
            if (std::string(std::istreambuf_iterator<char>(in), {}).find(text) != std::string::npos) return true;
        }
        return false;
    }
    fs::path folder_;
    std::optional<Ledger> ledger_;
};

TEST_F(ForgettingTest, TheRecordIsRevisedAndTheOldOneStands) {
    EXPECT_EQ(*ledger_->revise_record(id("SC-1"), 0, Body("new address"), officer()), 1);
    const auto late = ledger_->revise_record(id("SC-1"), 0, Body("another"), officer());
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Conflict::Code::RevisionMoved);
    EXPECT_EQ(late.error().actual, 1);
    EXPECT_EQ(*ledger_->revise_record(id("SC-1"), 1, Body("newest"), officer()), 2);
    EXPECT_EQ(ledger_->read_case(id("SC-1"))->record, Body("newest"));
    EXPECT_EQ(ledger_->read_case(id("SC-1"))->revision, 2);
    ledger_->for_each_case([](const CaseHistory& history) {
        EXPECT_EQ(history.record, history.id.text() == "SC-1" ? Body("newest") : Body("Zebedee of SC-2"));
    });
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(ForgettingTest, WhatIsErasedIsGoneAndTheChainStillHolds) {
    ASSERT_TRUE(ledger_->revise_record(id("SC-1"), 0, Body("Zebedee moved"), officer()).ok());
    const NewDocument made = letter(id("SC-1"), "shared by both");
    ASSERT_TRUE(ledger_->prepare_document(made, officer()).ok());
    ASSERT_TRUE(ledger_->prepare_document(letter(id("SC-2"), "shared by both"), officer()).ok());
    const NewStep back{"returned", Date(2026, 3, 2), "h-marsh", "", Body("Zebedee is not known here")};
    ASSERT_TRUE(ledger_->record_step(made.id, back, {1, 0}, {}, officer()).ok());
    const auto erased = ledger_->erase(id("SC-1"), "retention-25", *RecorderId::parse("manager-1"), officer());
    ASSERT_TRUE(erased.ok());
    EXPECT_EQ(erased->texts, 4);
    EXPECT_EQ(erased->documents, 1) << "the data; the letter's bytes are another case's too";
    const auto history = ledger_->read_case(id("SC-1"));
    EXPECT_TRUE(history->erased);
    EXPECT_EQ(history->record, std::nullopt);
    EXPECT_EQ(history->events.at(0).body, std::nullopt);
    EXPECT_EQ(history->events.at(0).kind, "request-received") << "that it happened stands";
    EXPECT_EQ(ledger_->read_case(id("SC-2"))->record, Body("Zebedee of SC-2"));
    const Verification verified = ledger_->verify();
    EXPECT_FALSE(verified.fault.has_value());
    EXPECT_EQ(verified.erased, 5);
    EXPECT_EQ(ledger_->documents_of(id("SC-1")).front().steps.front().note, std::nullopt);
    EXPECT_EQ(ledger_->certificate(id("SC-1"))->erased.texts, 4);
    EXPECT_EQ(ledger_->append(id("SC-1"), 1, {event("x")}, officer()).error().code, Conflict::Code::CaseErased);
    EXPECT_EQ(ledger_->erase(id("SC-1"), "again", officer(), officer()).error().code, Conflict::Code::CaseErased);
    ledger_.reset();  // the last connection to close folds the log into the file
    EXPECT_FALSE(is_anywhere("Zebedee moved"));
    EXPECT_FALSE(is_anywhere("Zebedee is not known here"));
    EXPECT_FALSE(is_anywhere("Zebedee of SC-1"));
    EXPECT_TRUE(is_anywhere("Zebedee of SC-2"));
}

// By the case that the write was about, whatever the reply says.
TEST_F(ForgettingTest, KeptRepliesGoWithTheirCaseAndNoOthers) {
    const auto keeps = [](const std::string& key, const std::string& says) {
        return Effects{.reply = KeptReply{key, sha256(key), says}};
    };
    const NewCase again{Body("Zebedee of SC-1"), {event("Zebedee asked")}};
    ASSERT_TRUE(ledger_->open_case(id("SC-1"), again, officer(), keeps("open", "{}")).ok()) << "again";
    ASSERT_TRUE(ledger_->append(id("SC-1"), 1, {event("two")}, officer(), keeps("events", "names nobody")).ok());
    ASSERT_TRUE(ledger_->revise_record(id("SC-1"), 0, Body("r"), officer(), keeps("record", "{}")).ok());
    const NewDocument made = letter(id("SC-1"), "a letter");
    ASSERT_TRUE(ledger_->prepare_document(made, officer(), keeps("document", "{}")).ok());
    const NewStep issued{"issued", *Date::parse("2026-02-02"), "", "", Body("")};
    ASSERT_TRUE(ledger_->record_step(made.id, issued, {2, 0}, {}, officer(), keeps("issue", "{}")).ok());
    ASSERT_TRUE(ledger_->hold(id("SC-1"), false, "lifted", officer(), keeps("hold", "{}")).ok());
    ASSERT_TRUE(ledger_->append(id("SC-2"), 1, {event("two")}, officer(), keeps("other", "it speaks of SC-1")).ok());
    ASSERT_TRUE(ledger_->erase(id("SC-1"), "retention-25", officer(), officer(), keeps("erase", "done")).ok());
    for (const char* key : {"events", "record", "document", "issue", "hold", "open"})
        EXPECT_FALSE(ledger_->kept_reply(key).has_value()) << key;
    for (const char* key : {"other", "erase"}) EXPECT_TRUE(ledger_->kept_reply(key).has_value()) << key;
}

TEST_F(ForgettingTest, ALegalHoldKeepsACase) {
    ASSERT_TRUE(ledger_->hold(id("SC-1"), true, "tribunal", officer()).ok());
    EXPECT_TRUE(ledger_->is_held(id("SC-1")));
    EXPECT_EQ(ledger_->erase(id("SC-1"), "retention-25", officer(), officer()).error().code, Conflict::Code::CaseHeld);
    ASSERT_TRUE(ledger_->hold(id("SC-1"), false, "decided", officer()).ok());
    EXPECT_TRUE(ledger_->erase(id("SC-1"), "retention-25", officer(), officer()).ok());
    EXPECT_EQ(ledger_->hold(id("SC-9"), true, "x", officer()).error().code, Conflict::Code::CaseUnknown);
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(ForgettingTest, ATextThatVanishedWithoutARuleIsAFault) {
    Database database(folder_ / "ledger.db");
    database.run("DELETE FROM texts WHERE position = 2");
    EXPECT_TRUE(ledger_->verify().fault.has_value());
}

}  // namespace
}  // namespace ehcflow::storage
