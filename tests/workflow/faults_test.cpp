// What the self-check finds in a case, and what it does not.
#include "workflow/faults.h"

#include <gtest/gtest.h>

#include "tests/workflow/worked.h"
#include "workflow/explain.h"
#include "workflow/lateness.h"
#include "workflow/phase.h"

namespace ehcflow::workflow {
namespace {

std::vector<Fault> faults(std::string_view today, std::string_view events) {
    const auto one = at(today, events);
    return likely_faults(one->timeline, one->answer);
}

const Fault* fault(const std::vector<Fault>& faults, std::string_view code, std::string_view rule = "") {
    const auto found = std::find_if(faults.begin(), faults.end(),
                                    [&](const Fault& one) { return one.code == code && one.rule == rule; });
    return found == faults.end() ? nullptr : &*found;
}

constexpr char kInTime[] =
    R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"family-consulted","on":"2026-01-14"},)"
    R"({"kind":"considering-notified","on":"2026-01-20"},{"kind":"assessment-agreed","on":"2026-02-16"})";

TEST(Faults, FindsNoneInACaseInTime) { EXPECT_TRUE(faults("2026-03-01", kInTime).empty()); }

// CFA 2014 s.51: a late refusal is a late right of appeal.
TEST(Faults, SaysWhatLatenessCostTheFamily) {
    const auto found =
        faults("2026-04-01", R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)"
                             R"({"kind":"assessment-refused","on":"2026-03-05","after":"consideration"})");
    const Fault* late = fault(found, "late", "ehcna-decide");
    ASSERT_NE(late, nullptr);
    EXPECT_EQ(late->days, 10);
    EXPECT_EQ(late->effect, "The family's right of appeal came 10 days late.");
    EXPECT_EQ(late->cite, "SI 2014/1530 reg 5(1)");
    EXPECT_NE(fault(found, "passed-over", "ehcna-consult"), nullptr);
}

TEST(Faults, CountsWhatIsNotDoneUntilToday) {
    const auto found = faults("2026-03-01", R"({"kind":"request-received","on":"2026-01-12","from":"parent"})");
    const Fault* missing = fault(found, "not-done", "ehcna-decide");
    ASSERT_NE(missing, nullptr);
    EXPECT_EQ(missing->days, 6);
    EXPECT_NE(missing->effect.find("6 days so far"), std::string::npos);
}

// SI 2014/1530 reg 13(1)(a): 15 days with the draft.
TEST(Faults, MeasuresAWindowThatWasCutShort) {
    const auto found = faults("2026-07-01", std::string(kInTime) + R"(,{"kind":"draft-sent","on":"2026-05-20"},)"
                                                                   R"({"kind":"plan-finalised","on":"2026-05-28"})");
    const Fault* cut = fault(found, "cut-short", "plan-draft-window");
    ASSERT_NE(cut, nullptr);
    EXPECT_EQ(cut->days, 6);
}

// SI 2014/1530 reg 5(4): an exception must say why it made compliance impractical.
TEST(Faults, NamesAnExceptionThatExcusesNothing) {
    const std::string late = R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)"
                             R"({"kind":"assessment-agreed","on":"2026-03-05"},)"
                             R"({"kind":"exception-recorded","on":"2026-03-05","ground":"personal",)";
    const auto idle = faults("2026-04-01", late + R"("from":"2026-01-20","to":"2026-02-20"})");
    ASSERT_NE(fault(idle, "exception-excuses-nothing"), nullptr);
    EXPECT_EQ(fault(idle, "exception-excuses-nothing")->event, 2U);
    const auto good =
        faults("2026-04-01", late + R"("from":"2026-01-20","to":"2026-02-20","impractical_because":"x"})");
    EXPECT_EQ(fault(good, "exception-excuses-nothing"), nullptr);
    EXPECT_EQ(fault(good, "late", "ehcna-decide"), nullptr);
}

// CFA 2014 s.42(2): what is not known to be provided cannot be shown to be secured.
TEST(Faults, AsksWhereTheChildIs) {
    const std::string plan = R"({"kind":"plan-finalised","on":"2026-01-12"})";
    EXPECT_NE(fault(faults("2026-02-01", plan), "whereabouts-unknown"), nullptr);
    const std::string placed =
        plan +
        R"(,{"kind":"placement-started","on":"2026-01-14","setting":{"name":"Invented School","phase":"primary"}})";
    EXPECT_EQ(fault(faults("2026-02-01", placed), "whereabouts-unknown"), nullptr);
    const auto left = faults("2026-04-01", placed + R"(,{"kind":"placement-ended","on":"2026-03-02"})");
    ASSERT_NE(fault(left, "whereabouts-unknown"), nullptr);
    EXPECT_EQ(fault(left, "whereabouts-unknown")->event, 2U);
    EXPECT_EQ(fault(faults("2026-02-01", R"({"kind":"request-received","on":"2026-01-26","from":"parent"})"),
                    "whereabouts-unknown"),
              nullptr);
}

TEST(Lateness, IsGoneWhereTheDutyIsNoLongerLate) {
    const auto late = at("2026-03-01", R"({"kind":"request-received","on":"2026-01-12","from":"parent"})");
    const auto moved = at("2026-03-01", R"({"kind":"request-received","on":"2026-02-12","from":"parent"})");
    const auto done_late = at("2026-03-01", R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)"
                                            R"({"kind":"assessment-agreed","on":"2026-02-27"})");
    ASSERT_EQ(lateness_gone(late->answer, moved->answer).size(), 2U);  // ehcna-refuse and ehcna-decide
    const auto gone = lateness_gone(late->answer, done_late->answer);
    EXPECT_TRUE(
        std::none_of(gone.begin(), gone.end(), [](const Duty* duty) { return duty->rule->id == "ehcna-decide"; }));
}

// SI 2014/1530 regs 18(1)(b), 20(10), 22(3): for 14 February 2026, a Saturday.
TEST(BackPlan, CountsBackTheTwelveWeeksOfAReview) {
    const BackPlan plan = back_plan(Date(2026, 2, 14), calendar());
    EXPECT_EQ(to_iso(plan.meeting_by), "2025-11-21");
    EXPECT_EQ(to_iso(plan.notice_by), "2025-12-19");
    EXPECT_EQ(to_iso(plan.final_by), "2026-02-13");
    const auto one = at("2025-10-01", R"({"kind":"plan-finalised","on":"2024-03-31","placement":{"setting":)"
                                      R"({"name":"Invented Primary","phase":"primary","highest_age":12}}})");
    EXPECT_NE(working(one->duty("phase-other"), calendar()).find("hold the review meeting by"), std::string::npos);
}

}  // namespace
}  // namespace ehcflow::workflow
