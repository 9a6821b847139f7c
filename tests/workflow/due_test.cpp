// What is due, worked by hand. Each case names the provision that it proves.
#include "workflow/due.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "tests/workflow/worked.h"
#include "workflow/explain.h"

namespace ehcflow::workflow {
namespace {

std::string refusal_of(std::string_view events) {
    const auto timeline =
        interchange::read_timeline(R"({"child":{"born":"2014-05-03"},"events":[)" + std::string(events) + "]}");
    if (!timeline) return "unreadable: " + timeline.error().detail;
    const auto answer = due(*timeline, calendar(), Date(2026, 3, 1));
    return answer ? std::string() : answer.error().why;
}

struct Example {
    const char* what;
    const char* rule;
    const char* events;
    const char* due;
    const char* safe;
};

// Worked examples of the field, with the reasoning of each.
constexpr Example kExamples[] = {
    {"reg 5(1): 12 Jan + 42 days", "ehcna-decide", R"({"kind":"request-received","on":"2026-01-12","from":"parent"})",
     "2026-02-23", "2026-02-20"},
    {"reg 13(2): 12 Jan + 140 days", "plan-final", R"({"kind":"request-received","on":"2026-01-12","from":"parent"})",
     "2026-06-01", "2026-05-29"},
    {"reg 5(1): Good Friday does not extend", "ehcna-decide",
     R"({"kind":"request-received","on":"2026-02-20","from":"parent"})", "2026-04-03", "2026-04-02"},
    {"reg 13(2): spans 29 Feb 2028", "plan-final", R"({"kind":"request-received","on":"2027-10-25","from":"parent"})",
     "2028-03-13", "2028-03-10"},
    {"reg 10(1): 16 weeks", "plan-refuse", R"({"kind":"brought-to-attention","on":"2026-01-12"})", "2026-05-04",
     "2026-05-01"},
    {"s.44(1)(a): made on 29 Feb", "ar-first", R"({"kind":"plan-finalised","on":"2024-02-29"})", "2025-02-28",
     "2025-02-28"},
    {"s.44(1)(a): month end", "ar-first", R"({"kind":"plan-finalised","on":"2025-03-31"})", "2026-03-30", "2026-03-30"},
    {"s.44(1)(a): the plan of 1 Mar is reviewed by 28 Feb", "ar-first",
     R"({"kind":"plan-finalised","on":"2025-03-01"})", "2026-02-28", "2026-02-27"},
    {"s.44(1)(a): made before it was sent", "ar-first",
     R"({"kind":"plan-finalised","on":"2025-03-31","made_on":"2025-03-27"})", "2026-03-26", "2026-03-26"},
    {"reg 20(10): 6 Nov + 28 days", "ar-decide",
     R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-meeting-held","on":"2025-11-06"})", "2025-12-04",
     "2025-12-03"},
    {"reg 20(10): no holiday exception", "ar-decide",
     R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-meeting-held","on":"2025-11-27"})", "2025-12-25",
     "2025-12-24"},
    {"reg 13(1)(a): the window opens with service", "plan-draft-window",
     R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"draft-sent","on":"2026-04-29","served_on":"2026-05-01"})",
     "2026-05-15", "2026-05-18"},
    {"Interpretation Act s.7: first class, second working day", "plan-draft-window",
     R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"draft-sent","on":"2026-04-29","route":"first-class"})",
     "2026-05-15", "2026-05-18"},
    {"with no route: as sent for due, second class for the family's safe day", "plan-draft-window",
     R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"draft-sent","on":"2026-05-01"})",
     "2026-05-15", "2026-05-26"},
};

TEST(Due, WorkedExamples) {
    for (const Example& example : kExamples) {
        const auto one = at("2026-01-12", example.events);
        const Duty& duty = one->duty(example.rule);
        ASSERT_TRUE(duty.due && duty.safe) << example.what;
        EXPECT_EQ(to_iso(*duty.due), example.due) << example.what;
        EXPECT_EQ(to_iso(*duty.safe), example.safe) << example.what;
    }
}

constexpr const char* kAgreed =
    R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"})";

TEST(Due, TheStatusSaysWhatHasBecomeOfADuty) {
    const char* request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    EXPECT_EQ(at("2026-02-06", request)->duty("ehcna-decide").status, Status::Open);  // 11 working days before
    EXPECT_EQ(at("2026-02-09", request)->duty("ehcna-decide").status, Status::Due);   // 10
    EXPECT_EQ(at("2026-02-23", request)->duty("ehcna-decide").status, Status::Due);   // the last lawful day is in time
    EXPECT_EQ(at("2026-02-24", request)->duty("ehcna-decide").status, Status::Overdue);
    EXPECT_EQ(at("2026-03-01", kAgreed)->duty("ehcna-decide").status, Status::Met);
    EXPECT_EQ(at("2026-03-01", std::string(request) + R"(,{"kind":"assessment-agreed","on":"2026-02-24"})")
                  ->duty("ehcna-decide")
                  .status,
              Status::Late);
}

// reg 4(1) and reg 5(1): any refusal meets the decision; only a determination that no plan is needed meets reg 4(1).
TEST(Due, ARefusalMeetsTheDecision) {
    const std::string request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    const auto determined =
        at("2026-03-01", request + R"(,{"kind":"assessment-refused","on":"2026-02-16","after":"determination"})");
    EXPECT_EQ(determined->duty("ehcna-decide").status, Status::Met);
    EXPECT_EQ(determined->duty("ehcna-refuse").status, Status::Met);
    EXPECT_EQ(determined->duty("ehcna-considering").status, Status::Void);
    EXPECT_EQ(determined->duty("plan-final").status, Status::Void);
    const auto considered =
        at("2026-03-01", request + R"(,{"kind":"considering-notified","on":"2026-01-20"},)"
                                   R"({"kind":"assessment-refused","on":"2026-02-16","after":"consideration"})");
    EXPECT_EQ(considered->duty("ehcna-decide").status, Status::Met);
    EXPECT_EQ(considered->duty("ehcna-refuse").status, Status::Void);
    EXPECT_EQ(considered->duty("ehcna-refuse").void_by->position, 1U);
}

// s.36(3): one determination from the earliest; after a refusal a request is a new case.
TEST(Due, ASecondRequestStartsNoNewClockBeforeADecisionAndOneAfterARefusal) {
    const std::string request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    EXPECT_EQ(at("2026-03-01", request + R"(,{"kind":"request-received","on":"2026-01-20","from":"setting"})")
                  ->count("ehcna-decide"),
              1U);
    const auto again =
        at("2026-03-01", request + R"(,{"kind":"assessment-refused","on":"2026-02-16","after":"determination"},)"
                                   R"({"kind":"request-received","on":"2026-02-20","from":"parent"})");
    EXPECT_EQ(again->count("ehcna-decide"), 2U);
    EXPECT_EQ(to_iso(*again->duty("ehcna-decide", 1).due), "2026-04-03");
}

// s.36(4), reg 4(2), s.38: the steps without a number of days.
TEST(Due, AStepTakenWithoutAnotherIsShown) {
    const auto one = at("2026-03-01", kAgreed);
    EXPECT_EQ(one->duty("ehcna-consult").status, Status::Omitted);
    EXPECT_EQ(one->duty("ehcna-considering").status, Status::Omitted);
    const auto no_draft = at("2026-07-01", std::string(kAgreed) + R"(,{"kind":"plan-finalised","on":"2026-05-20"})");
    EXPECT_EQ(no_draft->duty("plan-draft-send").status, Status::Omitted);
    EXPECT_EQ(no_draft->duty("plan-final").status, Status::Met);
    EXPECT_EQ(no_draft->duty("plan-refuse").status, Status::Void);
}

// reg 13(1)(a): at least 15 days.
TEST(Due, AWindowIsClosedByTimeAndBreachedByTheCouncil) {
    const std::string draft =
        std::string(kAgreed) + R"(,{"kind":"draft-sent","on":"2026-05-01","served_on":"2026-05-01"})";
    EXPECT_EQ(at("2026-05-15", draft)->duty("plan-draft-window").status, Status::Due);
    EXPECT_EQ(at("2026-05-16", draft)->duty("plan-draft-window").status, Status::Closed);
    EXPECT_EQ(
        at("2026-06-30", draft + R"(,{"kind":"plan-finalised","on":"2026-05-15"})")->duty("plan-draft-window").status,
        Status::Breached);
    EXPECT_EQ(
        at("2026-06-30", draft + R"(,{"kind":"plan-finalised","on":"2026-05-16"})")->duty("plan-draft-window").status,
        Status::Closed);
    // Code 9.125: a re-issued draft opens a window of its own.
    EXPECT_EQ(at("2026-06-30", draft + R"(,{"kind":"draft-sent","on":"2026-05-20","served_on":"2026-05-20"})")
                  ->count("plan-draft-window"),
              2U);
}

// s.44(1): one review clock at a time; the decision starts the next, and the safe day counts from the meeting.
TEST(Due, TheReviewClock) {
    const std::string reviewed =
        R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-meeting-held","on":"2025-11-06"},)"
        R"({"kind":"review-decided","on":"2025-12-04","outcome":"maintain"})";
    const auto one = at("2026-01-05", reviewed);
    EXPECT_EQ(one->duty("ar-first").status, Status::Met);
    EXPECT_EQ(one->duty("ar-decide").status, Status::Met);
    EXPECT_EQ(to_iso(*one->duty("ar-next").due), "2026-12-03");
    EXPECT_EQ(to_iso(*one->duty("ar-next").safe), "2026-11-05");
    const auto amended = at("2026-01-05", reviewed + R"(,{"kind":"plan-amended","on":"2025-12-20"})");
    EXPECT_EQ(amended->count("ar-first") + amended->count("ar-next"), 2U);  // an amended plan does not restart it
    EXPECT_EQ(at("2026-01-05", reviewed + R"(,{"kind":"plan-ceased","on":"2025-12-30"})")->duty("ar-next").status,
              Status::Void);
}

// regs 5(4), 10(4), 13(3): the date never moves; the lateness is excused or it is not.
TEST(Due, AnExceptionExcusesOnlyWhatItsProvisionLists) {
    const std::string late = R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)"
                             R"({"kind":"assessment-agreed","on":"2026-03-10"})";
    const auto with = [&](const std::string& exception) { return at("2026-03-20", late + "," + exception); };
    const auto status = [&](const std::string& exception) { return with(exception)->duty("ehcna-decide").status; };
    const std::string personal =
        R"({"kind":"exception-recorded","on":"2026-02-20","ground":"personal","from":"2026-02-01","to":"2026-03-01")";
    EXPECT_EQ(status(personal + R"(,"impractical_because":"The family could not be reached."})"), Status::Excused);
    EXPECT_EQ(to_iso(*with(personal + R"(,"impractical_because":"x"})")->duty("ehcna-decide").due), "2026-02-23");
    EXPECT_EQ(status(personal + "}"), Status::Late);                                                   // no reason why
    EXPECT_EQ(status(personal + R"(,"impractical_because":"x","rule":"plan-final"})"), Status::Late);  // another duty's
    EXPECT_EQ(status(personal + R"(,"impractical_because":"x","event":1})"), Status::Late);  // another trigger's
    const std::string absent =
        R"({"kind":"exception-recorded","on":"2026-02-20","ground":"absent","impractical_because":"Abroad.","from":"2026-01-15",)";
    EXPECT_EQ(status(absent + R"("to":"2026-02-11"})"), Status::Excused);  // 28 days
    EXPECT_EQ(status(absent + R"("to":"2026-02-10"})"), Status::Late);     // 27
    // reg 4(1) lists none, and reg 20(10) lists none.
    const auto refused = at(
        "2026-03-20",
        R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)" + personal +
            R"(,"impractical_because":"x"},{"kind":"assessment-refused","on":"2026-03-10","after":"determination"})");
    EXPECT_EQ(refused->duty("ehcna-refuse").status, Status::Late);
    EXPECT_EQ(refused->duty("ehcna-decide").status, Status::Excused);
}

// SI 2020/471: excuses what fell due from 1 May to 25 September 2020.
TEST(Due, TheRelaxationOf2020Excuses) {
    const auto status = [](const char* received) {
        return at("2021-01-01",
                  std::string(R"({"kind":"request-received","on":")") + received +
                      R"(","from":"parent"},{"kind":"exception-recorded","on":"2020-06-01","ground":"coronavirus","from":"2020-04-01",)"
                      R"("to":"2020-12-01","impractical_because":"The adviser was redeployed."})")
            ->duty("ehcna-decide")
            .status;
    };
    EXPECT_EQ(status("2020-03-19"), Status::Overdue);  // due 30 April
    EXPECT_EQ(status("2020-03-20"), Status::Excused);  // due 1 May
    EXPECT_EQ(status("2020-08-14"), Status::Excused);  // due 25 September
    EXPECT_EQ(status("2020-08-15"), Status::Overdue);
}

TEST(Due, WhatCannotHaveHappenedIsRefused) {
    struct Row {
        const char* what;
        std::string events;
    };
    const Row rows[] = {
        {"a decision on a review with no meeting",
         R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-decided","on":"2025-12-04","outcome":"maintain"})"},
        {"an amended plan where no plan stands", R"({"kind":"plan-amended","on":"2025-12-04"})"},
        {"a final plan after a refusal that nothing reopened",
         R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-refused","on":"2026-02-01","after":"determination"},{"kind":"plan-finalised","on":"2026-02-09"})"},
        {"a step of a closed case",
         R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"case-closed","on":"2026-02-01"},{"kind":"assessment-agreed","on":"2026-02-09"})"},
        {"a decision with no request", R"({"kind":"assessment-agreed","on":"2026-02-09"})"},
    };
    for (const Row& row : rows) EXPECT_NE(refusal_of(row.events), "") << row.what;
    EXPECT_EQ(
        refusal_of(
            R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"plan-finalised","on":"2026-02-09"})"),
        "")
        << "a final plan without the steps before it happened, and is recorded";
    EXPECT_EQ(
        refusal_of(
            R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-refused","on":"2026-02-01","after":"determination"},)"
            R"({"kind":"appeal-received","on":"2026-03-01","ground":"no-assessment"},{"kind":"tribunal-ordered","on":"2026-04-01","order":"assess"},{"kind":"assessment-agreed","on":"2026-04-09"})"),
        "")
        << "an order reopens (reg 44(2)(b))";
}

// Steps taken again or late have happened: they are recorded, and take nothing back.
TEST(Due, AStepTakenAgainIsRecorded) {
    const std::string request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    const std::string consulted = R"(,{"kind":"family-consulted","on":"2026-01-14"})";
    const std::string notified = R"(,{"kind":"considering-notified","on":"2026-01-20"})";
    EXPECT_EQ(refusal_of(request + consulted + consulted), "");
    EXPECT_EQ(refusal_of(request + notified + consulted + notified), "");
    EXPECT_EQ(
        refusal_of(R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-meeting-held","on":"2025-11-06"},)"
                   R"({"kind":"review-invited","on":"2025-11-07","meeting_on":"2025-11-06"},)"
                   R"({"kind":"review-decided","on":"2025-12-04","outcome":"maintain"})"),
        "");
    EXPECT_EQ(
        at("2026-05-10", std::string(kAgreed) + R"(,{"kind":"draft-sent","on":"2026-05-01"},)"
                                                R"({"kind":"request-received","on":"2026-05-05","from":"setting"})")
            ->count("ehcna-decide"),
        1U);
}

TEST(Due, ARequestAfterThePlanHasEndedIsANewAssessment) {
    const auto one =
        at("2026-03-01", R"({"kind":"plan-finalised","on":"2024-01-06"},{"kind":"plan-ceased","on":"2025-01-06"},)"
                         R"({"kind":"request-received","on":"2026-01-12","from":"parent"})");
    EXPECT_EQ(to_iso(*one->duty("ehcna-decide").due), "2026-02-23");
}

// s.24: a case that was closed and reopened by a request can be closed again; one that is closed cannot.
TEST(Due, AReopenedCaseCanBeClosedAgain) {
    const std::string once =
        R"({"kind":"request-received","on":"2026-01-05","from":"parent"},{"kind":"case-closed","on":"2026-01-06"})";
    EXPECT_EQ(
        refusal_of(
            once +
            R"(,{"kind":"request-received","on":"2026-01-07","from":"parent"},{"kind":"case-closed","on":"2026-01-08"})"),
        "");
    EXPECT_NE(refusal_of(once + R"(,{"kind":"case-closed","on":"2026-01-08"})"), "");
}

TEST(Due, ARefusalSaysWhatIsPermittedAndWhy) {
    const auto timeline = interchange::read_timeline(
        R"({"child":{"born":"2014-05-03"},"events":[{"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-decided","on":"2025-12-04","outcome":"amend"}]})");
    const auto answer = due(*timeline, calendar(), Date(2026, 1, 1));
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().event, 1U);
    const auto& permitted = answer.error().permitted;
    EXPECT_NE(std::find(permitted.begin(), permitted.end(), "review-meeting-held"), permitted.end());
    EXPECT_EQ(std::find(permitted.begin(), permitted.end(), "review-decided"), permitted.end());
    EXPECT_FALSE(answer.error().cite.empty());
}

TEST(Due, WarnsWhenTheCalendarRunsOut) {
    EXPECT_TRUE(at("2026-01-01", kAgreed)->answer.warnings.empty());
    EXPECT_EQ(
        at("2030-12-01", R"({"kind":"request-received","on":"2030-12-01","from":"parent"})")->answer.warnings.size(),
        1U);
}

TEST(Due, ExplainsItself) {
    const auto one = at("2026-03-01", kAgreed);
    EXPECT_EQ(working(one->duty("ehcna-decide"), calendar()),
              "12 Jan 2026 is not counted; 6 weeks later is Mon 23 Feb 2026. Safe: one day earlier, rolled back to a "
              "working day: Fri 20 Feb 2026.");
    EXPECT_EQ(explain(one->duty("ehcna-decide"), one->answer, calendar()),
              "The council must tell the family whether or not it will assess within 6 weeks of the request. (SI "
              "2014/1530 reg 5(1).) "
              "12 Jan 2026 is not counted; 6 weeks later is Mon 23 Feb 2026. Safe: one day earlier, rolled back to a "
              "working day: "
              "Fri 20 Feb 2026. It was done on Monday 16 February 2026, in time.");
}

TEST(Due, NamesTheMostUrgentDuty) {
    const auto one = at("2026-03-01", kAgreed);
    ASSERT_NE(next_duty(one->answer), nullptr);
    EXPECT_EQ(next_duty(one->answer)->rule->id, "plan-refuse");
    EXPECT_EQ(stage_in_words(one->answer.state), "assessment: assessing");
}

TEST(Rules, EachRowIsWholeAndHasItsOwnId) {
    std::set<std::string_view> ids;
    for (const Rule* rule : all_rules()) {
        EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
        EXPECT_FALSE(rule->cite.empty() || rule->sense.empty()) << rule->id;
        EXPECT_EQ(rule->triggers.empty(), rule->starts == Starts::WithPhase || rule->starts == Starts::Inspection)
            << rule->id;
        EXPECT_EQ(rule_named(rule->id), rule);
        EXPECT_EQ(rule->count == Count::Undated || rule->count == Count::Fixed, rule->period.length == 0) << rule->id;
    }
    EXPECT_EQ(rule_named("no-such-rule"), nullptr);
    EXPECT_EQ(rulebook_on(Date(2026, 3, 1)), "england/2022-07-01");
    EXPECT_EQ(rulebook_on(Date(2020, 6, 1)), "england/2020-05-01");
}

// States that events can lead to, against every kind: a row, another lifecycle's matter, or refused by name. All six
// lifecycles together have more states than can be visited, so the next one is drawn from those that were reached.
TEST(Lifecycle, EveryRefusalNamesItself) {
    constexpr std::size_t kVisited = 400;
    std::set<std::array<std::string_view, kLifecycles>> seen;
    std::vector<CaseState> open = {CaseState{}};
    std::minstd_rand dice(20140901);
    while (!open.empty() && seen.size() < kVisited) {
        std::swap(open[dice() % open.size()], open.back());
        const CaseState state = open.back();
        open.pop_back();
        if (!seen.insert(state.stages).second) continue;
        const auto permitted = permitted_kinds(state);
        EXPECT_FALSE(permitted.empty());
        for (const KindRow& row : kind_rows()) {
            for (const std::string_view outcome : {"maintain", "amend", "cease"}) {
                Event event;
                event.kind = row.kind;
                if (row.kind == Kind::ReviewDecided)
                    event.fields.push_back({"outcome", FieldValue(std::in_place_type<std::string_view>, outcome)});
                const auto next = advance(state, event, calendar());
                const bool listed = std::find(permitted.begin(), permitted.end(), row.name) != permitted.end();
                EXPECT_EQ(next.ok(), listed) << row.name << " at " << ::testing::PrintToString(state.stages);
                if (next)
                    open.push_back(*next);
                else
                    EXPECT_FALSE(next.error().why.empty() || next.error().cite.empty());
            }
        }
    }
    EXPECT_EQ(seen.size(), kVisited);
}

}  // namespace
}  // namespace ehcflow::workflow
