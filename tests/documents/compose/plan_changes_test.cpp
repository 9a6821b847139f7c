// The changes that a letter tells: from two versions of the plan, or from typed rows; marked in words.
#include "documents/compose/plan_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "documents/compose/letter_forms.h"
#include "templates/engine/template.h"
#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using testing::HasSubstr;
using testing::Not;

class PlanChanges : public testing::Test {
protected:
    void SetUp() override {
        before = example("tests/data/plans/07_year_9.json");
        Value after = before;
        after.set("stage", "draft");
        Value::List provision = *after.find("provision")->list();
        provision[0].set("how_often", "Five times a week");
        after.set("provision", std::move(provision));
        record.set("plan", std::move(after));
        type_nothing("amendment");
        type_nothing("amended");
    }

    void type_nothing(const std::string& content) {
        Value part = *record.find(content);
        part.set("changes", Value::List{});
        record.set(content, std::move(part));
    }
    Value& plan() { return part_of(record, "plan"); }

    Result<Composed, Findings> make(Notice notice = Notice::ProposeAmendment, const std::string& to = "mother") {
        const Moment& moment = moment_for(notice);
        return compose_from(moment.timeline, record, example("templates/house/council.json"),
                            {notice, to, moment.sent_on}, with_before ? &before : nullptr);
    }
    // As a voice reads it: no colour, no line.
    std::string letter(const Composed& composed, bool page = false) {
        const auto form = templates::Template::parse(
            file_text("templates/" + std::string(composed.notice->template_path)), approved_block);
        const auto flat = form->fill_flat(composed.values);
        if (!flat) return flat.error()[0].what;
        const auto pieces = read_pieces(*flat);
        return page ? web_page(*pieces) : plain_text(*pieces);
    }
    std::string code_of(const Result<Composed, Findings>& refused) {
        return refused ? "not refused" : refused.error()[0].code + " " + refused.error()[0].place;
    }

    Value record = example("templates/samples/record.json"), before;
    bool with_before = true;
};

TEST_F(PlanChanges, OfTwoVersionsAreMarkedWordByWordInEachLetterThatTellsThem) {
    for (const Notice notice : {Notice::ProposeAmendment, Notice::ReviewAmend, Notice::AmendedPlan}) {
        plan().set("stage", notice == Notice::AmendedPlan ? "amended" : "draft");
        const auto composed = make(notice);
        ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
        const std::string text = letter(*composed);
        EXPECT_THAT(text, HasSubstr("Change 1. Section F, F1: how often"));
        EXPECT_THAT(text, HasSubstr("[removed 1: Four] [added 1: Five] times a week"));
        EXPECT_THAT(text, HasSubstr("struck through, and stand between\n  [removed and ]."));
        EXPECT_THAT(text, HasSubstr("So that it says: Five times a week"));
        EXPECT_EQ(text.find("answer with it") != text.npos, notice != Notice::AmendedPlan);
        EXPECT_THAT(letter(*composed, true), HasSubstr("<del>Four</del>"));
        EXPECT_THAT(letter(*composed, true), HasSubstr("<ins>Five</ins>"));
    }
}

TEST_F(PlanChanges, TypedInRowsAreMarkedTheSameWay) {
    with_before = false;
    record = example("templates/samples/record.json");
    const auto composed = make();
    ASSERT_TRUE(composed.ok());
    EXPECT_THAT(letter(*composed),
                HasSubstr("Amara follows [removed 1: two-step] [added 1: three-step] instructions\nin"));
}

TEST_F(PlanChanges, AreNotTakenFromTwoSources) {
    Value part = *record.find("amendment");
    part.set("changes", parsed(R"([{"section":"F","now":"one","proposed":"two"}])"));
    record.set("amendment", std::move(part));
    EXPECT_EQ(code_of(make()), "changes-twice amendment.changes");
}

TEST_F(PlanChanges, ThatAreNoneAreNoLetter) {
    plan() = before;
    plan().set("stage", "draft");
    EXPECT_EQ(code_of(make()), "nothing-changes plan");
    with_before = false;
    Value part = *record.find("amendment");
    part.set("changes", parsed(R"([{"section":"F","now":"one","proposed":"one"}])"));
    record.set("amendment", std::move(part));
    EXPECT_EQ(code_of(make()), "nothing-changes amendment.changes[0]");
}

// The plan in the record is in force, and its difference from the one before is nothing that is proposed now.
TEST_F(PlanChanges, AreNotThoseOfAPlanThatIsNoProposal) {
    plan().set("stage", "final");
    EXPECT_EQ(code_of(make()), "missing-value amendment.changes");
    plan().set("stage", "amended");
    EXPECT_EQ(code_of(make()), "missing-value amendment.changes");
    plan().set("stage", "draft");
    EXPECT_EQ(code_of(make(Notice::AmendedPlan)), "missing-value amended.changes");
    with_before = false;
    EXPECT_EQ(code_of(make()), "missing-value amendment.changes");
}

TEST_F(PlanChanges, OfADraftThatNamesNoSettingDoNotTakeTheSettingAway) {
    plan().set("placement", Value(Value::Object{}));
    auto composed = make();
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    EXPECT_THAT(letter(*composed), Not(HasSubstr("Larkfield School")));
    EXPECT_THAT(letter(*composed), HasSubstr("is left blank in a"));
    plan().set("placement", parsed(R"({"name":"Brook College","type":"a college"})"));
    composed = make();
    ASSERT_TRUE(composed.ok());
    EXPECT_THAT(letter(*composed), HasSubstr("Brook College"));  // and `placement-in-draft` says that it may not
}

TEST_F(PlanChanges, DoNotTellHalfOfWhatAReaderMustNotBeTold) {
    part_of(record, "family").list()->at(0).set("do_not_disclose", true);
    Value::List needs = *before.find("needs")->list();
    needs[0].set("strengths", "Settled at 14 Samphire Row since May.");
    before.set("needs", needs);
    needs[0].set("strengths", "Settled at 14 Samphire Mews since May.");
    plan().set("needs", needs);
    const auto composed = make(Notice::ProposeAmendment, "father");
    ASSERT_TRUE(composed.ok()) << composed.error()[0].what;
    const std::string told = all_text(*composed->values.find("changes"));
    EXPECT_THAT(told, Not(HasSubstr("Row")));
    EXPECT_THAT(told, HasSubstr("not shown in this copy"));
}

TEST_F(PlanChanges, OfWhatIsNoPlanAreRefusedWithThePlace) {
    before.set("versoin", 2);
    EXPECT_EQ(code_of(make()), "unknown-field plan_before.versoin");
    before = example("tests/data/plans/07_year_9.json");
    plan().set("needs", "many");
    EXPECT_THAT(code_of(make()), HasSubstr("plan.needs"));
}

}  // namespace
}  // namespace ehcflow::documents
