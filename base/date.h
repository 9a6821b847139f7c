// Date: one calendar day, without a time or a time zone. What the law counts in.
//
// Range 1900-01-01 to 2299-12-31; arithmetic past it is the caller's error and is not checked.
// Trivially copyable, comparable, usable in constant expressions.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ehcflow {

class Date {
public:
    constexpr Date() = default;  // 1970-01-01; exists so that Date can stand in arrays
    constexpr explicit Date(std::chrono::sys_days day) : day_(day) {}
    constexpr Date(int year, unsigned month, unsigned day)
        : day_(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) {}

    // Strictly "YYYY-MM-DD", a day that exists, within range; otherwise nothing.
    static std::optional<Date> parse(std::string_view iso);

    constexpr std::chrono::sys_days sys_days() const { return day_; }
    constexpr std::chrono::year_month_day ymd() const { return std::chrono::year_month_day(day_); }
    constexpr std::chrono::weekday weekday() const { return std::chrono::weekday(day_); }
    constexpr int year() const { return static_cast<int>(ymd().year()); }
    constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }
    constexpr unsigned day() const { return static_cast<unsigned>(ymd().day()); }

    constexpr Date& operator+=(std::chrono::days n) { return day_ += n, *this; }
    constexpr Date& operator-=(std::chrono::days n) { return day_ -= n, *this; }
    friend constexpr Date operator+(Date d, std::chrono::days n) { return d += n; }
    friend constexpr Date operator-(Date d, std::chrono::days n) { return d -= n; }
    friend constexpr std::chrono::days operator-(Date a, Date b) { return a.day_ - b.day_; }
    friend constexpr auto operator<=>(Date, Date) = default;

private:
    std::chrono::sys_days day_{};
};

inline constexpr Date kFirstDate{1900, 1, 1};
inline constexpr Date kLastDate{2299, 12, 31};

// Each in turn, added to a text: an answer of `due` holds a hundred dates.
void append_iso(std::string& out, Date date);             // 2026-02-20
void append_short(std::string& out, Date date);           // Fri 20 Feb 2026
void append_day_month_year(std::string& out, Date date);  // 20 Feb 2026

std::string to_iso(Date date);                            // 2026-02-20
std::string to_short(Date date);                          // Fri 20 Feb 2026: tables, workings
std::string to_long(Date date);                           // Friday 20 February 2026: letters, pages
std::string to_plain(Date date);                          // 20 February 2026
std::string_view month_name(unsigned month);              // 1 to 12: "January"
std::string_view weekday_name(std::chrono::weekday day);  // "Friday"

}  // namespace ehcflow
