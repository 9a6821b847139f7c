#include "templates/engine/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <vector>

#include "base/date.h"
#include "base/text.h"

namespace ehcflow::templates {
namespace {

using Formatted = Result<Value, std::string>;
using Argument = std::optional<std::string>;

Failure<std::string> wants(std::string_view what, const Value& value) {
    return Failure{std::string("needs ") + std::string(what) + ", and this is " + std::string(value.type_name())};
}

// The parts of a pattern, the longest first.
struct Part {
    std::string_view letters;
    std::string (*write)(Date);
};
std::string padded(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }
const Part kDateParts[] = {
    {"dddd", [](Date d) { return std::string(weekday_name(d.weekday())); }},
    {"ddd", [](Date d) { return std::string(weekday_name(d.weekday()).substr(0, 3)); }},
    {"MMMM", [](Date d) { return std::string(month_name(d.month())); }},
    {"MMM", [](Date d) { return std::string(month_name(d.month()).substr(0, 3)); }},
    {"MM", [](Date d) { return padded(d.month()); }},
    {"M", [](Date d) { return std::to_string(d.month()); }},
    {"DD", [](Date d) { return padded(d.day()); }},
    {"D", [](Date d) { return std::to_string(d.day()); }},
    {"YYYY", [](Date d) { return std::to_string(d.year()); }},
    {"YY", [](Date d) { return padded(static_cast<unsigned>(d.year() % 100)); }},
};

Formatted as_date(const Value& value, const Argument& argument) {
    const std::string* text = value.text();
    const auto date = text == nullptr ? std::nullopt : Date::parse(*text);
    if (!date) return wants("a day written YYYY-MM-DD", value);
    const std::string pattern = argument.value_or("D MMMM YYYY");
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const auto rest = std::string_view(pattern).substr(i);
        const auto part = std::find_if(std::begin(kDateParts), std::end(kDateParts),
                                       [&](const Part& p) { return rest.starts_with(p.letters); });
        if (part == std::end(kDateParts)) {
            out += pattern[i++];
        } else {
            out += part->write(*date);
            i += part->letters.size();
        }
    }
    return Value(std::move(out));
}

Formatted as_list(const Value& value, const Argument& argument) {
    if (value.list() == nullptr) return wants("a list", value);
    std::vector<std::string> parts;
    for (const Value& item : *value.list()) {
        auto text = format(item, {});
        if (!text) return Failure{"has an item that " + text.error()};
        parts.push_back(std::move(text).value());
    }
    return Value(join_with(parts, " " + argument.value_or("and") + " "));
}

std::string with_thousands(std::string digits) {
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string grouped(double value, int decimals) {
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, std::fabs(value));
    const std::string plain = text.data();
    const auto point = plain.find('.');
    return (value < 0 ? "-" : "") + with_thousands(plain.substr(0, point)) +
           (point == std::string::npos ? "" : plain.substr(point));
}

Formatted as_money(const Value& value, const Argument&) {
    if (value.number() == nullptr) return wants("a number", value);
    const double amount = value.number()->value;
    const std::string text = grouped(std::fabs(amount), 2);
    return Value((amount < 0 ? "-£" : "£") + text);
}

Formatted as_number(const Value& value, const Argument& argument) {
    if (value.number() == nullptr) return wants("a number", value);
    const int decimals = argument && argument->size() == 1 && std::isdigit(static_cast<unsigned char>((*argument)[0]))
                             ? (*argument)[0] - '0'
                             : 0;
    return Value(grouped(value.number()->value, decimals));
}

// Whole years: a birthday on 29 February is kept on 1 March in a common year, as the law counts it.
Formatted as_age(const Value& value, const Argument& argument) {
    const auto born = value.text() == nullptr ? std::nullopt : Date::parse(*value.text());
    const auto on = argument ? Date::parse(*argument) : std::nullopt;
    if (!born) return wants("a day of birth written YYYY-MM-DD", value);
    if (!on) return Failure{std::string("needs the day on which, written YYYY-MM-DD or taken from a field")};
    const bool before_birthday =
        on->month() < born->month() || (on->month() == born->month() && on->day() < born->day());
    const int age = on->year() - born->year() - (before_birthday ? 1 : 0);
    if (age < 0) return Failure{std::string("was asked for a day before the birth")};
    return Value(age);
}

template <int (*Change)(int)>
Formatted change_first(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("text", value);
    std::string text = *value.text();
    if (!text.empty()) text[0] = static_cast<char>(Change(static_cast<unsigned char>(text[0])));
    return Value(std::move(text));
}

template <int (*Change)(int)>
Formatted change_all(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("text", value);
    std::string text = *value.text();
    for (char& c : text) c = static_cast<char>(Change(static_cast<unsigned char>(c)));
    return Value(std::move(text));
}

Formatted as_possessive(const Value& value, const Argument&) {
    if (value.text() == nullptr || value.text()->empty()) return wants("a name", value);
    return Value(*value.text() + (value.text()->back() == 's' ? "’" : "’s"));
}

struct Row {
    std::string_view name;
    Formatted (*apply)(const Value&, const Argument&);
};
const Row kFormatters[] = {
    {"age", as_age},
    {"date", as_date},
    {"list", as_list},
    {"lower", change_all<std::tolower>},
    {"money", as_money},
    {"number", as_number},
    {"possessive", as_possessive},
    {"sentence", change_first<std::toupper>},
    {"upper", change_all<std::toupper>},
};

}  // namespace

std::span<const std::string_view> formatter_names() {
    static const auto kNames = [] {
        std::array<std::string_view, std::size(kFormatters)> names;
        std::transform(std::begin(kFormatters), std::end(kFormatters), names.begin(),
                       [](const Row& row) { return row.name; });
        return names;
    }();
    return kNames;
}

Result<std::string, std::string> format(const Value& value, std::span<const Formatter> formatters) {
    Value current = value;
    for (const Formatter& formatter : formatters) {
        const auto row = std::find_if(std::begin(kFormatters), std::end(kFormatters),
                                      [&](const Row& r) { return r.name == formatter.name; });
        if (row == std::end(kFormatters)) return Failure{"no formatter is called \"" + formatter.name + "\""};
        auto next = row->apply(current, formatter.argument);
        if (!next) return Failure{"\"" + formatter.name + "\" " + next.error()};
        current = std::move(next).value();
    }
    if (const std::string* text = current.text()) return *text;
    if (const Number* number = current.number()) return number->text;
    if (current.list() != nullptr) return Failure{std::string("is a list; repeat over it with #each, or write | list")};
    return Failure{"is " + std::string(current.type_name()) + ", which cannot be printed"};
}

}  // namespace ehcflow::templates
