#include "workflow/counting.h"

#include <string_view>

#include "base/invariant.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

// The day on which a period ends when the day of the event is not counted.
Date end_of(Period period, Date from, const Calendar& calendar) {
    switch (period.unit) {
        case Unit::Days:
            return from + days(period.length);
        case Unit::Weeks:
            return from + days(7 * period.length);
        case Unit::Months:
            return add_months(from, period.length);
        case Unit::WorkingDays:
            return calendar.add_working_days(from, period.length);
    }
    return from;
}

// "Beginning with": the day before the corresponding date; where the month has no corresponding date, its last day.
Date end_beginning_with(Period period, Date from, const Calendar& calendar) {
    if (period.unit == Unit::WorkingDays) return calendar.add_working_days(from - days(1), period.length);
    const Date corresponding = end_of(period, from, calendar);
    const bool clamped = period.unit == Unit::Months && corresponding.day() != from.day();
    return clamped ? corresponding : corresponding - days(1);
}

}  // namespace

Date add_months(Date day, int n) {
    const auto ymd = day.ymd();
    const auto month = std::chrono::year_month(ymd.year(), ymd.month()) + std::chrono::months(n);
    const std::chrono::year_month_day_last last{month.year(), std::chrono::month_day_last(month.month())};
    return Date(std::chrono::sys_days(month / (ymd.day() < last.day() ? ymd.day() : last.day())));
}

Date last_day(Count count, Period period, Date from, const Calendar& calendar) {
    switch (count) {
        case Count::Within:
        case Count::Appeal:
        case Count::Contact:
            return end_of(period, from, calendar);
        case Count::Beginning:
        case Count::Window:
        case Count::MoveDay:
        case Count::AfterTransfer:
            return end_beginning_with(period, from, calendar);
        case Count::Ahead:
            return end_of({-period.length, period.unit}, from, calendar);
        case Count::Tribunal:
            return add_tribunal_days(from, period.length, calendar);
        case Count::Fixed:
        case Count::Undated:
            break;
    }
    broken_invariant("last_day: a duty that is not counted from a day");
}

Date safe_day(Count count, Period period, Date legal, const Calendar& calendar) {
    switch (count) {
        case Count::Within:
        case Count::Ahead:
            if (period.unit == Unit::WorkingDays) return calendar.add_working_days(legal, -1);
            return calendar.roll_back(legal - days(1));
        case Count::Tribunal:
            return add_tribunal_days(legal, -1, calendar);
        case Count::Appeal:
        case Count::Contact:
        case Count::Fixed:
        case Count::AfterTransfer:
            return calendar.roll_back(legal);
        case Count::MoveDay:
            return legal;
        case Count::Beginning:
            return period.unit == Unit::WorkingDays ? legal : calendar.roll_back(legal);
        case Count::Window:
            return calendar.roll_forward(legal + days(1));
        case Count::Undated:
            break;
    }
    broken_invariant("safe_day: an undated duty has no safe day");
}

Date add_tribunal_days(Date day, int count, const Calendar& calendar) {
    const auto counts = [&](Date one) {
        const bool vacation =
            one.month() == 8 || (one.month() == 12 && one.day() >= 25) || (one.month() == 1 && one.day() == 1);
        return !vacation && calendar.is_working_day(one);
    };
    const days step(count < 0 ? -1 : 1);
    for (int left = count < 0 ? -count : count; left > 0;) {
        day += step;
        if (counts(day)) --left;
    }
    return day;
}

std::string in_words(Period period) {
    constexpr std::string_view kUnits[] = {"day", "week", "month", "working day"};
    std::string words = std::to_string(period.length);
    words.append(" ").append(kUnits[static_cast<std::size_t>(period.unit)]);
    return period.length == 1 ? words : words + "s";
}

}  // namespace ehcflow::workflow
