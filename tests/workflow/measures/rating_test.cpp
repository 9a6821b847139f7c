#include "workflow/measures/rating.h"

#include <gtest/gtest.h>
#include <vector>

namespace ehcflow::workflow {
namespace {

using namespace std::chrono;
constexpr year_month kMonth = year(2026) / October;

std::string_view rated(std::vector<MonthFigure> figures) { return name_of(rate(figures, kMonth, 90)); }

TEST(Rating, FollowsTheWrittenRule) {
    EXPECT_EQ(rated({{kMonth, 10, 9}}), "green");
    EXPECT_EQ(rated({{kMonth, 10, 8}}), "amber");
    EXPECT_EQ(rated({{kMonth, 100, 79}}), "red");
    EXPECT_EQ(rated({{kMonth, 10, 9}, {kMonth - months(1), 5, 5}, {kMonth - months(2), 1, 1}}), "blue");
    EXPECT_EQ(rated({{kMonth, 10, 9}, {kMonth - months(1), 5, 1}, {kMonth - months(2), 1, 1}}), "green");
}

TEST(Rating, DoesNotRoundUpToTheTarget) { EXPECT_EQ(rated({{kMonth, 1000, 896}}), "amber"); }

TEST(Rating, IsNeverGreenWhereTheFigureIsMissingOrStale) {
    EXPECT_EQ(rated({}), "red");
    EXPECT_EQ(rated({{kMonth, 0, 0}}), "red");
    EXPECT_EQ(rated({{kMonth - months(1), 10, 10}}), "amber");
    EXPECT_EQ(rated({{kMonth + months(1), 10, 10}}), "red") << "the future is not evidence";
}

}  // namespace
}  // namespace ehcflow::workflow
