#include "documents/compose/compose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using testing::Contains;
using testing::Field;

class Compose : public testing::Test {
protected:
    Result<Composed, Findings> make(const char* timeline_json, Sending sending) {
        return compose_from(timeline_json, record, council, sending);
    }

    Value record = example("templates/samples/record.json");
    Value council = example("templates/house/council.json");
};

TEST_F(Compose, WillAssessTellsTheDaysOfTheRuleBook) {
    const auto composed = make(kToDecision, {Notice::WillAssess, "mother", Date(2026, 2, 16)});
    ASSERT_TRUE(composed.ok());
    EXPECT_EQ(text_at(composed->values, "dates.plan_decision_by"), "2026-05-04");  // 12 January and 16 weeks
    EXPECT_EQ(text_at(composed->values, "dates.plan_final_by"), "2026-06-01");     // and 20 weeks
    EXPECT_EQ(text_at(composed->values, "about.possessive"), "Amara’s");
    EXPECT_EQ(text_at(composed->values, "child.full_name"), "Amara Okafor-Testling");
    EXPECT_EQ(composed->events.front().kind, workflow::Kind::AssessmentAgreed);
    EXPECT_EQ(composed->events.front().on, Date(2026, 2, 16));
}

TEST_F(Compose, ARefusalTellsTheFamilyTheirLastDays) {
    const auto composed = make(kToDecision, {Notice::RefuseAssess, "mother", Date(2026, 2, 16)});
    ASSERT_TRUE(composed.ok());
    EXPECT_EQ(text_at(composed->values, "appeal.last_day"), "2026-04-16");
    EXPECT_EQ(text_at(composed->values, "mediation.last_day"), "2026-04-16");
    EXPECT_EQ(text_at(composed->values, "appeal.against"),
              "our decision not to assess Amara’s education, health and care needs");
    EXPECT_EQ(composed->events.front().word("after"), "consideration");
}

TEST_F(Compose, ADraftGivesTheFamilyTheirWholeWindow) {
    const auto composed = make(kToDraft, {Notice::DraftPlan, "mother", Date(2026, 4, 20), "second-class"});
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    // Second class: served on the fourth working day, Friday 24 April; the fifteenth day is Friday 8 May.
    EXPECT_EQ(text_at(composed->values, "representations.please_by"), "2026-05-08");
    EXPECT_GT(text_at(composed->values, "representations.last_day"), "2026-05-08");
    EXPECT_EQ(composed->events.front().word("route"), "second-class");
}

TEST_F(Compose, AReviewThatKeepsThePlanTellsTheNextReview) {
    const auto composed = make(kToReview, {Notice::ReviewMaintain, "mother", Date(2026, 4, 13)});
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    EXPECT_EQ(text_at(composed->values, "dates.review_meeting"), "2026-03-20");
    EXPECT_EQ(text_at(composed->values, "dates.next_review_by"), "2027-03-19");
    EXPECT_EQ(composed->events.front().word("outcome"), "maintain");
}

TEST_F(Compose, AYoungPersonIsWrittenToAsYou) {
    part_of(record, "family").list()->at(0).set("relation", "young person");
    const auto composed = make(kToDecision, {Notice::WillAssess, "mother", Date(2026, 2, 16)});
    ASSERT_TRUE(composed.ok());
    EXPECT_EQ(text_at(composed->values, "about.possessive"), "your");
    EXPECT_EQ(text_at(composed->values, "about.Possessive"), "Your");
}

TEST_F(Compose, AProtectedAddressStaysOutOfTheOtherParentsCopy) {
    const auto printed = [this] {
        const auto composed = make(kToDraft, {Notice::DraftPlan, "father", Date(2026, 4, 20)});
        return composed ? all_text(composed->values) : std::string("not composed");
    };
    EXPECT_NE(printed().find("14 Samphire Row"), std::string::npos);
    part_of(record, "family").list()->at(0).set("do_not_disclose", true);
    EXPECT_EQ(printed().find("14 Samphire Row"), std::string::npos);
    EXPECT_NE(printed().find("9 Eelcatcher Lane"), std::string::npos);
}

TEST_F(Compose, NamesEverythingThatIsMissingAtOnce) {
    part_of(record, "refusal").set("conclusion", "");
    part_of(record, "officer").set("phone", Value());
    council.set("sendiass", Value());
    const auto composed = make(kToDecision, {Notice::RefuseAssess, "nobody", Date(2026, 2, 16)});
    ASSERT_FALSE(composed.ok());
    for (const char* place : {"refusal.conclusion", "officer.phone", "council.sendiass.phone", "recipient"})
        EXPECT_THAT(composed.error(), Contains(Field(&Finding::place, place)));
}

TEST_F(Compose, WhatTheLawDoesNotAllowNowIsRefusedWithItsProvision) {
    const auto composed = make(kToDecision, {Notice::ReviewMaintain, "mother", Date(2026, 2, 16)});
    ASSERT_FALSE(composed.ok());
    EXPECT_THAT(composed.error(), Contains(Field(&Finding::code, "not-lawful-now")));
}

TEST_F(Compose, ADraftNamesNoPlacementAndNoRowThatIsNotThere) {
    Value& plan = part_of(record, "plan");
    plan.set("placement", "Saltmere Primary School");
    plan.set("health_agreement", Value());
    part_of(plan, "outcomes").list()->at(0).set("for_needs", Value::List{Value("B9")});
    const auto composed = make(kToDraft, {Notice::DraftPlan, "mother", Date(2026, 4, 20)});
    ASSERT_FALSE(composed.ok());
    EXPECT_THAT(composed.error(), Contains(Field(&Finding::code, "placement-in-draft")));
    EXPECT_THAT(composed.error(), Contains(Field(&Finding::place, "plan.health_agreement.body")));
    EXPECT_THAT(composed.error(), Contains(Field(&Finding::place, "plan.outcomes[0].for_needs")));
}

TEST_F(Compose, RecipientsAreThoseWhoReceiveNotices) {
    const NoticeRow& family = notice_row(Notice::WillAssess);
    EXPECT_EQ(recipients(family, record), (std::vector<std::string>{"mother", "father"}));
    EXPECT_EQ(recipients(notice_row(Notice::AdviceRequest), record),
              (std::vector<std::string>{"psychologist", "therapist"}));
    EXPECT_EQ(recipients(notice_row(Notice::ConsultSetting), record), (std::vector<std::string>{"saltmere"}));
    for (const NoticeRow& row : notice_rows()) EXPECT_TRUE(recipients(row, Value()).empty()) << row.name;
}

// Regulation 8 counts from the day on which the adviser receives the request, and each has a duty of their own.
TEST_F(Compose, ARequestForAdviceIsCountedFromItsArrival) {
    const auto composed =
        make(kToPlanDecision, {Notice::AdviceRequest, "therapist", Date(2026, 2, 17), "second-class"});
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    const workflow::Event& event = composed->events.front();
    EXPECT_EQ(event.on, Date(2026, 2, 23));  // the fourth working day
    EXPECT_EQ(event.date("sent_on"), Date(2026, 2, 17));
    EXPECT_EQ(event.word("from"), "health");
    EXPECT_EQ(*event.find<std::string>("ref"), "therapist");
    EXPECT_EQ(text_at(composed->values, "dates.reply_by"), "2026-04-06");  // six weeks later
}

// Two duties bind, and the earlier is told: eight weeks from sending, twelve from the meeting.
TEST_F(Compose, ChangesAfterAReviewAreDecidedByTheEarlierOfTwoDays) {
    const auto in_time = make(kToReview, {Notice::ReviewAmend, "mother", Date(2026, 4, 13)});
    const auto late = make(kToReview, {Notice::ReviewAmend, "mother", Date(2026, 5, 18)});
    ASSERT_TRUE(in_time.ok() && late.ok());
    EXPECT_EQ(text_at(in_time->values, "dates.decided_by"), "2026-06-08");  // 13 April and eight weeks
    EXPECT_EQ(text_at(late->values, "dates.decided_by"), "2026-06-12");     // 20 March and twelve weeks
    EXPECT_EQ(late->events.size(), 2U);
}

TEST_F(Compose, NobodyIsToldThatWeAreLateBeforeTheLastDayHasPassed) {
    EXPECT_FALSE(make(kToDecision, {Notice::Holding, "mother", Date(2026, 2, 23)}).ok());
    const auto late = make(kToDecision, {Notice::Holding, "mother", Date(2026, 2, 24)});
    ASSERT_TRUE(late.ok());
    EXPECT_EQ(text_at(late->values, "late.due"), "2026-02-23");
    EXPECT_TRUE(late->events.empty());
}

TEST_F(Compose, ACoveringNoteIsOnlyInALanguageThatItIsWordedIn) {
    for (const std::string_view language : note_languages()) {
        part_of(record, "family").list()->at(0).set("language", language);
        EXPECT_TRUE(make(kToDecision, {Notice::CoveringNote, "mother", Date(2026, 2, 16)}).ok()) << language;
    }
    part_of(record, "family").list()->at(0).set("language", "Klingon");
    const auto unknown = make(kToDecision, {Notice::CoveringNote, "mother", Date(2026, 2, 16)});
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error()[0].code, "no-note-in-language");
}

TEST_F(Compose, OnlyAnAdviserWhoHasNotAnsweredIsReminded) {
    EXPECT_TRUE(make(kAdviceAsked, {Notice::AdviceReminder, "psychologist", Date(2026, 3, 25)}).ok());
    const auto answered = make(kAdviceAsked, {Notice::AdviceReminder, "therapist", Date(2026, 3, 25)});
    ASSERT_FALSE(answered.ok());
    EXPECT_THAT(answered.error(), Contains(Field(&Finding::code, "nothing-outstanding")));
}

// CFA 2014 s.39(4): there are three grounds, and the letter has them in the words of the Act.
TEST_F(Compose, ASchoolThatIsNotNamedIsRefusedInTheWordsOfTheAct) {
    part_of(record, "final")
        .set("refused",
             parsed(R"([{"name":"Marram School","grounds":["unsuitable","resources"],"why":"It teaches from 11."}])"));
    const auto composed = make(kToFinal, {Notice::FinalPlan, "mother", Date(2026, 5, 26)});
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    const std::string said = all_text(composed->values);
    EXPECT_NE(said.find("unsuitable for the age, ability, aptitude or special educational needs of the child"),
              std::string::npos);
    EXPECT_NE(said.find("incompatible with the efficient use of resources"), std::string::npos);
    EXPECT_EQ(said.find("efficient education for others"), std::string::npos);
    part_of(record, "final")
        .set("refused", parsed(R"([{"name":"Marram School","grounds":["full"],"why":"It is full."}])"));
    const auto refused = make(kToFinal, {Notice::FinalPlan, "mother", Date(2026, 5, 26)});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error()[0].code, "unknown-ground");
}

// Regs 2(1), 6(1)(g), 20(6): from the school year in which most turn 14.
TEST_F(Compose, FromYear9TheLettersAskAboutGrowingUp) {
    const auto asks = [this](const char* born) {
        part_of(record, "child").set("born", born);
        const auto composed = make(kToPlanDecision, {Notice::AdviceRequest, "therapist", Date(2026, 2, 17)});
        return composed.ok() && composed->values.find("child")->find("adulthood")->is_true();
    };
    EXPECT_TRUE(asks("2012-08-31"));   // Year 9 began on 1 September 2025
    EXPECT_FALSE(asks("2012-09-01"));  // it begins on 1 September 2026
}

TEST_F(Compose, ARecordOfTheWrongShapeIsFoundAndNeverFatal) {
    for (const char* broken :
         {"null", "[]", "\"x\"", R"({"child":5,"family":{},"plan":[1],"officer":"x"})",
          R"({"family":[null,1,{"id":"mother","address":[]}],"plan":{"needs":[1,{}],"outcomes":[[]]}})"}) {
        record = parsed(broken);
        for (const NoticeRow& notice : notice_rows())
            EXPECT_FALSE(make(kToDecision, {notice.notice, "mother", Date(2026, 2, 16)}).ok()) << notice.name;
    }
}

}  // namespace
}  // namespace ehcflow::documents
