#include "interchange/import/day_form.h"

#include <array>

namespace ehcflow::interchange {
namespace {

bool is_letter(char c) { return c == 'Y' || c == 'M' || c == 'D'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits from the beginning of the text.
std::optional<int> take_number(std::string_view& text, std::size_t fewest, std::size_t most) {
    std::size_t length = 0;
    int number = 0;
    for (; length < text.size() && length < most && is_digit(text[length]); ++length)
        number = number * 10 + (text[length] - '0');
    if (length < fewest) return std::nullopt;
    text.remove_prefix(length);
    return number;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<int> take_month_name(std::string_view& text) {
    for (unsigned month = 1; month <= 12; ++month) {
        const std::string_view name = month_name(month).substr(0, 3);
        bool same = text.size() >= name.size();
        for (std::size_t i = 0; same && i < name.size(); ++i) same = lower(text[i]) == lower(name[i]);
        if (!same) continue;
        text.remove_prefix(name.size());
        return static_cast<int>(month);
    }
    return std::nullopt;
}

std::optional<int> take(std::string_view& text, std::string_view part) {
    if (part == "YYYY") return take_number(text, 4, 4);
    if (part == "MMM") return take_month_name(text);
    return take_number(text, part.size(), 2);
}

}  // namespace

std::optional<DayForm> DayForm::parse(std::string_view form) {
    DayForm read;
    read.text_ = form;
    std::array<int, 3> seen{};  // year, month, day
    while (!form.empty()) {
        std::size_t length = 1;
        if (is_letter(form[0])) {
            while (length < form.size() && form[length] == form[0]) ++length;
            const std::string_view part = form.substr(0, length);
            if (part == "YYYY")
                ++seen[0];
            else if (part == "MMM" || part == "MM" || part == "M")
                ++seen[1];
            else if (part == "DD" || part == "D")
                ++seen[2];
            else
                return std::nullopt;
        } else if (std::string_view(" -/.:T0").find(form[0]) == std::string_view::npos) {
            return std::nullopt;
        }
        read.parts_.emplace_back(form.substr(0, length));
        form.remove_prefix(length);
    }
    if (seen != std::array{1, 1, 1}) return std::nullopt;
    return read;
}

std::optional<Date> DayForm::read(std::string_view text) const {
    int year = 0;
    int month = 0;
    int day = 0;
    for (const std::string& part : parts_) {
        if (!is_letter(part[0])) {
            if (!text.starts_with(part)) return std::nullopt;
            text.remove_prefix(part.size());
            continue;
        }
        const auto number = take(text, part);
        if (!number) return std::nullopt;
        (part[0] == 'Y' ? year : part[0] == 'M' ? month : day) = *number;
    }
    const std::chrono::year_month_day exact{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                            std::chrono::day(static_cast<unsigned>(day))};
    if (!text.empty() || !exact.ok()) return std::nullopt;
    const Date date{std::chrono::sys_days(exact)};
    return date < kFirstDate || date > kLastDate ? std::nullopt : std::optional(date);
}

}  // namespace ehcflow::interchange
