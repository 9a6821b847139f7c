#include "workflow/calendar.h"

#include <gtest/gtest.h>

#include "interchange/calendar.h"

namespace ehcflow::workflow {
namespace {

const Calendar& calendar() { return interchange::built_in_calendar(); }

TEST(Calendar, KnowsTheDaysOfEachYear) {
    struct Row {
        Date day;
        bool working;
    };
    constexpr Row kRows[] = {
        {Date(2026, 4, 3), false},    // Good Friday
        {Date(2026, 4, 6), false},    // Easter Monday
        {Date(2026, 12, 28), false},  // Boxing Day, moved from a Saturday
        {Date(2022, 6, 2), false},    // spring bank holiday, moved for the Jubilee
        {Date(2022, 5, 30), true},    // where it would have been
        {Date(2022, 9, 19), false},   // State Funeral
        {Date(2020, 5, 8), false},    // early May, moved for VE day
        {Date(2020, 5, 4), true},     // where it would have been
        {Date(2023, 5, 8), false},    // Coronation
        {Date(2022, 12, 27), false},  // Christmas Day, moved from a Sunday
        {Date(2028, 1, 3), false},    // New Year's Day, moved from a Saturday
        {Date(2026, 2, 21), false},   // a Saturday
        {Date(2026, 2, 20), true},
    };
    for (const Row& row : kRows) EXPECT_EQ(calendar().is_working_day(row.day), row.working) << to_short(row.day);
}

TEST(Calendar, HasEightDaysOrMoreInEveryYearFrom2014To2030) {
    for (int year = 2014; year <= 2030; ++year) {
        int days = 0;
        for (const Date day : calendar().holidays()) days += day.year() == year ? 1 : 0;
        EXPECT_GE(days, 8) << year;
        EXPECT_LE(days, 10) << year;
    }
    EXPECT_EQ(calendar().edition(), "england-and-wales/2030");
    EXPECT_EQ(calendar().known_to(), Date(2030, 12, 31));
}

TEST(Calendar, RollsAndCountsWorkingDays) {
    EXPECT_EQ(calendar().roll_back(Date(2026, 4, 6)), Date(2026, 4, 2));
    EXPECT_EQ(calendar().roll_forward(Date(2026, 4, 3)), Date(2026, 4, 7));
    EXPECT_EQ(calendar().add_working_days(Date(2025, 12, 23), 3), Date(2025, 12, 30));
    EXPECT_EQ(calendar().add_working_days(Date(2025, 12, 30), -3), Date(2025, 12, 23));
    EXPECT_EQ(calendar().working_days_between(Date(2025, 12, 23), Date(2025, 12, 30)), 3);
    EXPECT_EQ(calendar().working_days_between(Date(2025, 12, 30), Date(2025, 12, 23)), 0);
}

TEST(Calendar, AnOperatorsFileIsMergedAndNeverReplaces) {
    const auto merged =
        interchange::merged_calendar(R"({"england-and-wales":{"events":[{"title":"Invented","date":"2031-05-05"}]}})");
    ASSERT_TRUE(merged.ok());
    EXPECT_FALSE(merged->is_working_day(Date(2031, 5, 5)));
    EXPECT_FALSE(merged->is_working_day(Date(2014, 4, 18)));
    EXPECT_EQ(merged->edition(), "england-and-wales/2031");
}

TEST(Calendar, ABadFileIsNamed) {
    for (const char* bad : {"", "[]", "{}", R"({"england-and-wales":{"events":[{"date":"2031-02-30"}]}})",
                            R"({"england-and-wales":[]})", R"({"england-and-wales":{"events":[7]}})"}) {
        const auto merged = interchange::merged_calendar(bad);
        ASSERT_FALSE(merged.ok()) << bad;
        EXPECT_TRUE(merged.error().starts_with("bank holidays: ")) << merged.error();
    }
}

}  // namespace
}  // namespace ehcflow::workflow
