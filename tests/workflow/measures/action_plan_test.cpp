// The ratings of a plan of action, by the written rule; never green when a figure is missing or stale.
#include "workflow/measures/action_plan.h"

#include <gtest/gtest.h>

namespace ehcflow::workflow {
namespace {

using namespace std::chrono;

constexpr Date kBegan(2025, 10, 1);
constexpr year_month kMonth = year(2026) / October;

Impact impact() {
    return {"plans-20-weeks", {year(2025) / October, 40}, {year(2027) / March, 90}, {{year(2026) / April, 60}}};
}

TEST(Trajectory, IsTheLastPointThatHasCome) {
    EXPECT_EQ(expected(impact(), year(2026) / March), 40U);
    EXPECT_EQ(expected(impact(), year(2026) / April), 60U);
    EXPECT_EQ(expected(impact(), year(2027) / February), 60U);
    EXPECT_EQ(expected(impact(), year(2027) / March), 90U);
}

TEST(RatingOfAMeasure, GoesByWhatWasPromisedForTheMonth) {
    const auto rated = [](std::vector<MonthFigure> figures) { return rate(impact(), figures, kMonth); };
    EXPECT_EQ(rated({{kMonth, 10, 6}}), Rating::Green);
    EXPECT_EQ(rated({{kMonth, 10, 5}}), Rating::Amber);
    EXPECT_EQ(rated({{kMonth, 10, 4}}), Rating::Red);
    EXPECT_EQ(rated({{kMonth, 10, 7}, {kMonth - months(1), 10, 7}, {kMonth - months(2), 10, 7}}), Rating::Green)
        << "blue is for the target itself";
    EXPECT_EQ(rated({{kMonth, 10, 9}, {kMonth - months(1), 10, 9}, {kMonth - months(2), 10, 9}}), Rating::Blue);
    EXPECT_EQ(rated({}), Rating::Red);
    EXPECT_EQ(rated({{kMonth, 0, 0}}), Rating::Red);
    EXPECT_EQ(rated({{kMonth - months(1), 10, 10}}), Rating::Amber);
}

Action action() {
    return {"1.1", "do it", "A Lead", "council", kBegan, Date(2026, 12, 31), {{6, "half of it", Date(2026, 3, 1)}},
            {},    {}};
}

TEST(RatingOfAnAction, GoesByItsDaysMilestonesAndEvidence) {
    const Date day(2026, 10, 31);
    Action one = action();
    EXPECT_EQ(rate(one, kBegan, day), Rating::Green);
    one.milestones[0].met_on.reset();
    EXPECT_EQ(rate(one, kBegan, Date(2026, 3, 31)), Rating::Green);
    EXPECT_EQ(rate(one, kBegan, Date(2026, 4, 1)), Rating::Amber);  // six months after it began
    one.due = Date(2026, 10, 30);
    EXPECT_EQ(rate(one, kBegan, day), Rating::Red);
    one.done_on = Date(2026, 10, 20);
    EXPECT_EQ(rate(one, kBegan, day), Rating::Amber) << "nothing shows that it was done";
    one.evidence = {{Date(2026, 11, 2), "minutes"}};
    EXPECT_EQ(rate(one, kBegan, day), Rating::Amber) << "the evidence is of another month";
    EXPECT_EQ(rate(one, kBegan, Date(2026, 11, 30)), Rating::Blue);
    EXPECT_EQ(rate(one, kBegan, Date(2026, 10, 19)), Rating::Amber) << "not done on that day";
}

TEST(RatingOfAWeakness, IsTheWorstOfItsMeasuresAndNeverGreenWithALateAction) {
    Weakness weakness;
    const Date day(2026, 10, 31);
    EXPECT_EQ(rate(weakness, {}, kBegan, day), Rating::Red);
    const std::vector<Rating> good = {Rating::Blue, Rating::Green};
    EXPECT_EQ(rate(weakness, good, kBegan, day), Rating::Green);
    weakness.actions = {action()};
    weakness.actions[0].due = Date(2026, 10, 1);
    EXPECT_EQ(rate(weakness, good, kBegan, day), Rating::Amber);
    const std::vector<Rating> mixed = {Rating::Blue, Rating::Red};
    EXPECT_EQ(rate(weakness, mixed, kBegan, day), Rating::Red);
}

}  // namespace
}  // namespace ehcflow::workflow
