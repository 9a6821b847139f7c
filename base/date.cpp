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

void append_digits(std::string& out, unsigned number, std::size_t width) {
    std::array<char, 4> digits{};
    for (std::size_t at = width; at-- > 0; number /= 10) digits[at] = static_cast<char>('0' + number % 10);
    out.append(digits.data(), width);
}

void append_year(std::string& out, std::chrono::year year) {
    append_digits(out, static_cast<unsigned>(static_cast<int>(year)), 4);
}

void append_words(std::string& out, const std::chrono::year_month_day& ymd, std::string_view month) {
    const auto day = static_cast<unsigned>(ymd.day());
    append_digits(out, day, day < 10 ? 1 : 2);
    out.append(" ").append(month).append(" ");
    append_year(out, ymd.year());
}

std::string_view month_of(const std::chrono::year_month_day& ymd) {
    return month_name(static_cast<unsigned>(ymd.month()));
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

void append_iso(std::string& out, Date date) {
    const auto ymd = date.ymd();
    append_year(out, ymd.year());
    out += '-';
    append_digits(out, static_cast<unsigned>(ymd.month()), 2);
    out += '-';
    append_digits(out, static_cast<unsigned>(ymd.day()), 2);
}

void append_day_month_year(std::string& out, Date date) {
    const auto ymd = date.ymd();
    append_words(out, ymd, month_of(ymd).substr(0, 3));
}

void append_short(std::string& out, Date date) {
    out.append(weekday_name(date.weekday()).substr(0, 3)).append(" ");
    append_day_month_year(out, date);
}

std::string to_iso(Date date) {
    std::string out;
    append_iso(out, date);
    return out;
}

std::string to_short(Date date) {
    std::string out;
    append_short(out, date);
    return out;
}

std::string to_long(Date date) { return std::string(weekday_name(date.weekday())).append(" ").append(to_plain(date)); }

std::string to_plain(Date date) {
    const auto ymd = date.ymd();
    std::string out;
    append_words(out, ymd, month_of(ymd));
    return out;
}

std::string_view month_name(unsigned month) {
    invariant(month >= 1 && month <= 12, "month_name: no such month");
    return kMonths[month - 1];
}

std::string_view weekday_name(std::chrono::weekday day) {
    invariant(day.ok(), "weekday_name: no such day");
    return kWeekdays[day.c_encoding()];
}

}  // namespace ehcflow
