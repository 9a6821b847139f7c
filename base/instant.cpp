#include "base/instant.h"

#include <cstdio>

namespace ehcflow {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;

// 01:00 UTC on the last Sunday of the month, when the clocks change.
Instant clock_change(std::chrono::year year, std::chrono::month month) {
    const std::chrono::sys_days sunday = year / month / std::chrono::Sunday[std::chrono::last];
    return Instant(sunday) + hours(1);
}

}  // namespace

Instant system_now() { return floor<milliseconds>(std::chrono::system_clock::now()); }

Date london_date(Instant moment) {
    const auto year = std::chrono::year_month_day(floor<days>(moment)).year();
    const bool summer =
        moment >= clock_change(year, std::chrono::March) && moment < clock_change(year, std::chrono::October);
    return Date(floor<days>(moment + (summer ? hours(1) : hours(0))));
}

std::string to_iso(Instant moment) {
    const auto day = floor<days>(moment);
    const std::chrono::hh_mm_ss time(moment - day);
    char clock[20];
    std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d.%03dZ", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                  static_cast<int>(time.subseconds().count()));
    return to_iso(Date(day)) + clock;
}

std::optional<Instant> parse_instant(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
    if (text.size() != kForm.size()) return std::nullopt;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return std::nullopt;
    }
    const auto date = Date::parse(text.substr(0, 10));
    const auto number = [&](std::size_t at, std::size_t length) {
        int n = 0;
        for (const char c : text.substr(at, length)) n = n * 10 + (c - '0');
        return n;
    };
    const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2), milli = number(20, 3);
    if (!date || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return Instant(date->sys_days()) + hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
           milliseconds(milli);
}

}  // namespace ehcflow
