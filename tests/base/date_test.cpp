#include "base/date.h"

#include <gtest/gtest.h>

namespace ehcflow {
namespace {

using std::chrono::days;

TEST(Date, ReadsOnlyDaysThatExist) {
    EXPECT_EQ(Date::parse("2024-02-29"), Date(2024, 2, 29));
    for (const char* bad :
         {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-04-30", "2024-4-30", "2024/04/30",
          "2024-04-30 ", " 2024-04-30", "2024-04-3x", "-024-04-30", "1899-12-31", "2300-01-01", "2024-04-30T00:00"})
        EXPECT_EQ(Date::parse(bad), std::nullopt) << bad;
}

TEST(Date, EveryDayInRangeReadsBackAsWritten) {
    for (Date day = kFirstDate; day <= kLastDate; day += days(1)) ASSERT_EQ(Date::parse(to_iso(day)), day);
}

TEST(Date, IsWrittenAsPeopleReadIt) {
    const Date day(2026, 2, 20);
    EXPECT_EQ(to_iso(day), "2026-02-20");
    EXPECT_EQ(to_short(day), "Fri 20 Feb 2026");
    EXPECT_EQ(to_long(day), "Friday 20 February 2026");
    EXPECT_EQ(to_plain(day), "20 February 2026");
    EXPECT_EQ(to_short(Date(2026, 6, 1)), "Mon 1 Jun 2026");
}

}  // namespace
}  // namespace ehcflow
