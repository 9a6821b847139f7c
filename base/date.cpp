#include "base/date.h"

#include <array>

#include "base/invariant.h"

namespace ehcflow {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

// The number that the digits spell, or -1 where one of them is not a digit.
int digits(std::string_view text) {
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

void append_padded(std::string& out, unsigned number, unsigned width) {
    std::string text = std::to_string(number);
    out.append(width > text.size() ? width - text.size() : 0, '0').append(text);
}

std::string in_words(Date date, std::string_view weekday, std::string_view month) {
    std::string out(weekday);
    if (!out.empty()) out += ' ';
    out.append(std::to_string(date.day())).append(" ").append(month).append(" ");
    return out.append(std::to_string(date.year()));
}

}  // namespace

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const int year = digits(iso.substr(0, 4));
    const int month = digits(iso.substr(5, 2));
    const int day = digits(iso.substr(8, 2));
    if (year < kFirstDate.year() || year > kLastDate.year() || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (!ymd.ok()) return std::nullopt;
    return Date(std::chrono::sys_days(ymd));
}

std::string to_iso(Date date) {
    std::string out;
    out.reserve(10);
    append_padded(out, static_cast<unsigned>(date.year()), 4);
    out += '-';
    append_padded(out, date.month(), 2);
    out += '-';
    append_padded(out, date.day(), 2);
    return out;
}

std::string to_short(Date date) {
    return in_words(date, weekday_name(date.weekday()).substr(0, 3), month_name(date.month()).substr(0, 3));
}

std::string to_long(Date date) { return in_words(date, weekday_name(date.weekday()), month_name(date.month())); }

std::string to_plain(Date date) { return in_words(date, {}, month_name(date.month())); }

std::string_view month_name(unsigned month) {
    invariant(month >= 1 && month <= 12, "month_name: no such month");
    return kMonths[month - 1];
}

std::string_view weekday_name(std::chrono::weekday day) {
    invariant(day.ok(), "weekday_name: no such day");
    return kWeekdays[day.c_encoding()];
}

}  // namespace ehcflow
