// Every way of counting, for every start day from 2014 to 2030, against a slow reference that steps a day at a time and
// knows nothing of the code under test: its own holidays (from the date of Easter), its own months, its own weekdays.
#include "workflow/counting.h"

#include <gtest/gtest.h>

#include "interchange/calendar.h"

namespace ehcflow::workflow {
namespace {

// A plain day of the slow reference.
struct Slow {
    int y, m, d, weekday;  // Monday is 0
    bool operator==(const Slow&) const = default;
};

int days_in(int y, int m) {
    if (m == 2) return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 29 : 28;
    return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

Slow after(Slow day) {
    if (++day.d > days_in(day.y, day.m)) {
        day.d = 1;
        if (++day.m > 12) day.m = 1, ++day.y;
    }
    day.weekday = (day.weekday + 1) % 7;
    return day;
}

Slow before(Slow day) {
    if (--day.d < 1) {
        if (--day.m < 1) day.m = 12, --day.y;
        day.d = days_in(day.y, day.m);
    }
    day.weekday = (day.weekday + 6) % 7;
    return day;
}

Slow steps(Slow day, int n) {
    for (; n > 0; --n) day = after(day);
    for (; n < 0; ++n) day = before(day);
    return day;
}

// Easter Sunday, its month and day, by the anonymous Gregorian rule.
std::pair<int, int> easter(int y) {
    const int a = y % 19, b = y / 100, c = y % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    return {(h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1};
}

bool is_monday_holiday(const Slow& day) {
    if (day.weekday != 0) return false;
    const bool first = day.d <= 7, last = day.d + 7 > days_in(day.y, day.m);
    if (day.m == 5 && first) return day.y != 2020;
    if (day.m == 5 && last) return day.y != 2022;
    return day.m == 8 && last;
}

bool is_royal_or_moved(const Slow& day) {
    const int key = day.y * 10000 + day.m * 100 + day.d;
    return key == 20200508 || key == 20220602 || key == 20220603 || key == 20220919 || key == 20230508;
}

bool is_around_christmas(const Slow& day) {
    if (day.m == 1) return day.d == 1 || (day.weekday == 0 && (day.d == 2 || day.d == 3));
    if (day.m != 12) return false;
    if (day.d == 25 || day.d == 26) return true;
    // 27th: Monday or Tuesday stands for a weekend's 25th; 28th: Monday or Tuesday for a weekend's 26th.
    return (day.d == 27 && (day.weekday == 0 || day.weekday == 1)) ||
           (day.d == 28 && (day.weekday == 0 || day.weekday == 1));
}

bool is_working(const Slow& day) {
    if (day.weekday >= 5 || is_monday_holiday(day) || is_royal_or_moved(day) || is_around_christmas(day)) return false;
    const auto [m, d] = easter(day.y);
    for (const int shift : {-2, 1}) {
        const Slow holy = steps({day.y, m, d, 6}, shift);
        if (holy.m == day.m && holy.d == day.d) return false;
    }
    return true;
}

Slow back(Slow day) {
    while (!is_working(day)) day = before(day);
    return day;
}

Slow month_on(Slow day, int n) {
    Slow to = day;
    for (; n > 0; --n) to = steps({to.y, to.m, 1, 0}, days_in(to.y, to.m));
    const int d = std::min(day.d, days_in(to.y, to.m));
    Slow walk = day;
    while (walk.y != to.y || walk.m != to.m || walk.d != d) walk = after(walk);
    return walk;
}

Date fast(const Slow& day) { return {day.y, static_cast<unsigned>(day.m), static_cast<unsigned>(day.d)}; }

const Calendar& calendar() { return interchange::built_in_calendar(); }

class EveryDay : public ::testing::Test {
protected:
    template <class Check>
    static void each_day(Check check) {
        for (Slow day{2014, 1, 1, 2}; day.y < 2030 || (day.y == 2030 && day.m < 12); day = after(day)) {
            check(day);
            if (HasFatalFailure()) return;
        }
    }
};

TEST_F(EveryDay, IsWorkingOrNot) {
    each_day(
        [](const Slow& day) { ASSERT_EQ(calendar().is_working_day(fast(day)), is_working(day)) << to_iso(fast(day)); });
}

TEST_F(EveryDay, WeeksExcludeTheFirstDay) {
    each_day([](const Slow& day) {
        for (const int weeks : {4, 6, 16, 20}) {
            const Period period{weeks, Unit::Weeks};
            const Slow legal = steps(day, weeks * 7);
            ASSERT_EQ(last_day(Count::Within, period, fast(day), calendar()), fast(legal)) << to_iso(fast(day));
            if (legal.y <= 2030) {
                ASSERT_EQ(safe_day(Count::Within, period, fast(legal), calendar()), fast(back(before(legal))))
                    << to_iso(fast(day));
            }
        }
    });
}

TEST_F(EveryDay, TwelveMonthsBeginningWithIt) {
    each_day([](const Slow& day) {
        const Slow corresponding = month_on(day, 12);
        const Slow legal = corresponding.d == day.d ? before(corresponding) : corresponding;
        ASSERT_EQ(last_day(Count::Beginning, {12, Unit::Months}, fast(day), calendar()), fast(legal))
            << to_iso(fast(day));
        if (legal.y <= 2030) {
            ASSERT_EQ(safe_day(Count::Beginning, {12, Unit::Months}, fast(legal), calendar()), fast(back(legal)))
                << to_iso(fast(day));
        }
    });
}

TEST_F(EveryDay, MonthsEndOnTheCorrespondingDate) {
    each_day([](const Slow& day) {
        for (const int months : {1, 2, 3})
            ASSERT_EQ(add_months(fast(day), months), fast(month_on(day, months))) << to_iso(fast(day));
    });
}

TEST_F(EveryDay, AWindowOfFifteenDays) {
    each_day([](const Slow& day) {
        const Slow legal = steps(day, 14);
        Slow held = after(legal);
        while (!is_working(held)) held = after(held);
        ASSERT_EQ(last_day(Count::Window, {15, Unit::Days}, fast(day), calendar()), fast(legal)) << to_iso(fast(day));
        if (held.y <= 2030) {
            ASSERT_EQ(safe_day(Count::Window, {15, Unit::Days}, fast(legal), calendar()), fast(held))
                << to_iso(fast(day));
        }
    });
}

TEST_F(EveryDay, FifteenWorkingDaysBeginningWithItAndAfterIt) {
    each_day([](const Slow& day) {
        if (day.y == 2030 && day.m >= 11) return;
        Slow begin = day, later = day;
        for (int n = is_working(day) ? 1 : 0; n < 15; n += is_working(begin) ? 1 : 0) begin = after(begin);
        for (int n = 0; n < 15; n += is_working(later) ? 1 : 0) later = after(later);
        ASSERT_EQ(last_day(Count::Beginning, {15, Unit::WorkingDays}, fast(day), calendar()), fast(begin))
            << to_iso(fast(day));
        ASSERT_EQ(last_day(Count::Within, {15, Unit::WorkingDays}, fast(day), calendar()), fast(later))
            << to_iso(fast(day));
    });
}

}  // namespace
}  // namespace ehcflow::workflow
