// People and places in rows of their own: versions, parts in cases, and what is forgotten with which case.
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include "storage/database.h"
#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using Code = Conflict::Code;

CaseId id(std::string_view text) { return *CaseId::parse(text); }
PartyId party(std::string_view text) { return *PartyId::parse(text); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }
NewEvent event() { return {"request-received", *Date::parse("2026-01-12"), Body("asked")}; }

PartyChange known(std::string_view whom, Sequence expected, const std::string& about) {
    return {party(whom), expected, "person", Body(about)};
}
PartChange takes(const std::string& name, Sequence expected, std::optional<PartyId> whom) {
    return {name, expected, "family", std::move(whom), Body("part of " + name)};
}

class PeopleTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-people-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(Ledger::open(folder_));
        // Two sisters with one mother; the father is of one alone.
        ASSERT_TRUE(open("SC-1", {{known("P-mother", 0, "Zebedee Ma"), known("P-father", 0, "Zebedee Pa")},
                                  {takes("mother", 0, party("P-mother")), takes("father", 0, party("P-father"))}})
                        .ok());
        ASSERT_TRUE(open("SC-2", {{}, {takes("mum", 0, party("P-mother"))}}).ok());
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    Result<Opened, Conflict> open(std::string_view of, People people) {
        return ledger_->open_case(id(of), {Body("record"), {event()}, std::move(people)}, officer());
    }
    std::optional<Code> change(const std::optional<CaseId>& of, const People& people) {
        const auto done = ledger_->change_people(of, people, officer());
        return done ? std::nullopt : std::optional(done.error().code);
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

TEST_F(PeopleTest, OneChangeIsSeenInEveryCase) {
    EXPECT_EQ(change(std::nullopt, {{known("P-mother", 1, "Zebedee Moved")}, {}}), std::nullopt);
    for (const auto& [of, name] : {std::pair("SC-1", "mother"), {"SC-2", "mum"}}) {
        const auto history = ledger_->read_case(id(of));
        EXPECT_EQ(history->people[0].part.name, name);
        EXPECT_EQ(history->people[0].party.about, Body("Zebedee Moved"));
        EXPECT_EQ(history->people[0].party.version, 2);
    }
    ASSERT_EQ(ledger_->party_versions(party("P-mother")).size(), 2U);
    EXPECT_EQ(ledger_->party_versions(party("P-mother"))[0].about, Body("Zebedee Ma"));
    EXPECT_EQ(ledger_->cases_of(party("P-mother")), (std::vector<CaseId>{id("SC-1"), id("SC-2")}));
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(PeopleTest, TheSlowerIsToldAndNothingIsHalfDone) {
    EXPECT_EQ(change(std::nullopt, {{known("P-mother", 0, "again")}, {}}), Code::PartyMoved);
    EXPECT_EQ(change(id("SC-1"), {{known("P-new", 0, "new")}, {takes("mother", 0, party("P-new"))}}), Code::PartMoved);
    EXPECT_TRUE(ledger_->party_versions(party("P-new")).empty());
    EXPECT_EQ(change(id("SC-1"), {{}, {takes("aunt", 0, party("P-unknown"))}}), Code::PartyUnknown);
    EXPECT_EQ(change(id("SC-9"), {{}, {takes("aunt", 0, party("P-mother"))}}), Code::CaseUnknown);
    std::atomic<int> won = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 8; ++i)
            writers.emplace_back([&] { won += change(std::nullopt, {{known("P-mother", 1, "raced")}, {}}) ? 0 : 1; });
    }
    EXPECT_EQ(won, 1);
}

TEST_F(PeopleTest, APartEndsAndComesBackInItsPlace) {
    EXPECT_EQ(change(id("SC-1"), {{}, {takes("mother", 1, std::nullopt)}}), std::nullopt);
    ASSERT_EQ(ledger_->read_case(id("SC-1"))->people.size(), 1U);
    EXPECT_EQ(ledger_->cases_of(party("P-mother")), std::vector<CaseId>{id("SC-2")});
    EXPECT_EQ(change(id("SC-1"), {{}, {takes("mother", 2, party("P-mother"))}}), std::nullopt);
    EXPECT_EQ(ledger_->read_case(id("SC-1"))->people[0].part.name, "mother");
    EXPECT_EQ(ledger_->part_revisions(id("SC-1"), "mother").size(), 3U);
    std::vector<std::string> all;
    ledger_->for_each_case([&](const CaseHistory& history) {
        for (const Participant& one : history.people) all.push_back(history.id.text() + " " + one.part.name);
    });
    EXPECT_EQ(all, (std::vector<std::string>{"SC-1 mother", "SC-1 father", "SC-2 mum"}));
}

TEST_F(PeopleTest, TheSameCaseGivenAgainIsTheSameWhateverNumbersItsPeopleWouldGet) {
    const auto again = open("SC-1", {{known("P-x", 0, "Zebedee Ma"), known("P-y", 0, "Zebedee Pa")},
                                     {takes("mother", 0, party("P-x")), takes("father", 0, party("P-y"))}});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->was, Opened::Was::Identical);
    EXPECT_TRUE(ledger_->party_versions(party("P-x")).empty());
    EXPECT_FALSE(open("SC-1", {{known("P-x", 0, "other")}, {takes("mother", 0, party("P-x"))}}).ok());
    EXPECT_FALSE(open("SC-1", {}).ok());
}

TEST_F(PeopleTest, SomebodyIsForgottenWithTheLastOfTheirCases) {
    const auto erase = [&](std::string_view of) {
        ASSERT_TRUE(ledger_->erase(id(of), "rule", *RecorderId::parse("manager-1"), officer()).ok());
        const auto verified = ledger_->verify();
        EXPECT_FALSE(verified.fault.has_value()) << verified.fault->place << verified.fault->what;
    };
    erase("SC-1");
    EXPECT_EQ(ledger_->party_versions(party("P-father"))[0].about, std::nullopt);
    EXPECT_EQ(ledger_->party_versions(party("P-mother"))[0].about, Body("Zebedee Ma"));
    EXPECT_EQ(change(id("SC-2"), {{}, {takes("father", 0, party("P-father"))}}), Code::PartyErased);
    EXPECT_EQ(change(std::nullopt, {{known("P-father", 1, "back")}, {}}), Code::PartyErased);
    erase("SC-2");
    ledger_.reset();
    EXPECT_FALSE(is_anywhere("Zebedee"));
}

TEST_F(PeopleTest, AForgedPersonIsFound) {
    const auto forged = [&](const char* sql) {
        Database(folder_ / "ledger.db").run(sql);
        return ledger_->verify().fault.has_value();
    };
    EXPECT_TRUE(forged("DROP TRIGGER parts_are_never_changed; UPDATE parts SET role = 'officer' WHERE name = 'mum'"));
    EXPECT_FALSE(forged("UPDATE parts SET role = 'family' WHERE name = 'mum'"));
    EXPECT_TRUE(
        forged("DROP TRIGGER parties_are_never_changed; UPDATE parties SET kind = 'x' WHERE party_id = 'P-mother'"));
    EXPECT_FALSE(forged("UPDATE parties SET kind = 'person' WHERE party_id = 'P-mother'"));
    EXPECT_TRUE(
        forged("DELETE FROM texts WHERE position = (SELECT position FROM parties WHERE party_id = 'P-father')"));
}

}  // namespace
}  // namespace ehcflow::storage
