#include "templates/engine/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "templates/engine/wording.h"

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
std::string_view ordinal_ending(unsigned n) {
    if (n / 10 % 10 == 1) return "th";
    constexpr std::string_view kEndings[] = {"th", "st", "nd", "rd"};
    return n % 10 < std::size(kEndings) ? kEndings[n % 10] : "th";
}
std::string padded(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }
const Part kDateParts[] = {
    {"dddd", [](Date d) { return std::string(weekday_name(d.weekday())); }},
    {"ddd", [](Date d) { return std::string(weekday_name(d.weekday()).substr(0, 3)); }},
    {"MMMM", [](Date d) { return std::string(month_name(d.month())); }},
    {"MMM", [](Date d) { return std::string(month_name(d.month()).substr(0, 3)); }},
    {"MM", [](Date d) { return padded(d.month()); }},
    {"M", [](Date d) { return std::to_string(d.month()); }},
    {"Do", [](Date d) { return std::to_string(d.day()) + std::string(ordinal_ending(d.day())); }},
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

Formatted as_upper(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("text", value);
    return Value(change_case(*value.text(), Case::Upper, std::string::npos));
}

Formatted as_lower(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("text", value);
    return Value(change_case(*value.text(), Case::Lower, std::string::npos));
}

Formatted as_sentence(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("text", value);
    return Value(change_case(*value.text(), Case::Upper, 1));
}

Formatted as_possessive(const Value& value, const Argument&) {
    if (value.text() == nullptr || value.text()->empty()) return wants("a name", value);
    const char last = value.text()->back();
    return Value(*value.text() + (last == 's' || last == 'S' ? "’" : "’s"));
}

Formatted as_weekday(const Value& value, const Argument&) { return as_date(value, "dddd"); }

Formatted as_words(const Value& value, const Argument&) {
    if (const std::string* text = value.text(); text != nullptr)
        if (const auto day = Date::parse(*text)) return Value(day_in_words(*day));
    const Number* number = value.number();
    if (number == nullptr || number->value != std::floor(number->value) || number->value < 0 ||
        number->value >= kPastWords)
        return wants("a day written YYYY-MM-DD or a whole number below a million", value);
    return Value(number_in_words(static_cast<unsigned>(number->value)));
}

Formatted as_pronoun(const Value& value, const Argument& argument) {
    if (value.text() == nullptr) return wants("the pronouns that the person chose", value);
    auto word = pronoun(*value.text(), argument.value_or(""));
    if (!word) return Failure{std::move(word).error()};
    return Value(std::move(word).value());
}

// Letters and digits in groups of these sizes, with a space between.
Formatted grouped_as(const Value& value, std::string_view what, std::initializer_list<std::size_t> groups,
                     bool (*is_sound)(std::string_view)) {
    const std::string given = value.text() != nullptr     ? *value.text()
                              : value.number() != nullptr ? value.number()->text
                                                          : "";
    std::string plain;
    for (const char c : given)
        if (c != ' ' && c != '-') plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (!is_sound(plain)) return Failure{std::string("needs ") + std::string(what)};
    std::string out;
    std::size_t at = 0;
    for (const std::size_t size : groups) {
        out.append(out.empty() ? "" : " ").append(plain, at, size);
        at += size;
    }
    return Value(std::move(out));
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

Formatted as_nhs(const Value& value, const Argument&) {
    return grouped_as(value, "an NHS number of ten digits", {3, 3, 4}, [](std::string_view text) {
        return text.size() == 10 && std::all_of(text.begin(), text.end(), is_digit);
    });
}

// The check letter, the authority, the school, the year and the serial number.
Formatted as_upn(const Value& value, const Argument&) {
    return grouped_as(value, "a unique pupil number: a letter, eleven digits, and a digit or a letter", {1, 3, 4, 2, 3},
                      [](std::string_view text) {
                          return text.size() == 13 && is_capital(text[0]) &&
                                 std::all_of(text.begin() + 1, text.end() - 1, is_digit) &&
                                 (is_digit(text[12]) || is_capital(text[12]));
                      });
}

// The space stands before the last three characters.
Formatted as_postcode(const Value& value, const Argument&) {
    if (value.text() == nullptr) return wants("a postcode", value);
    const auto is_letter_or_digit = [](char c) { return c != ' '; };
    const auto size =
        static_cast<std::size_t>(std::count_if(value.text()->begin(), value.text()->end(), is_letter_or_digit));
    if (size < 5 || size > 7) return Failure{std::string("needs a postcode such as ZZ1 1AA")};
    return grouped_as(value, "a postcode such as ZZ1 1AA", {size - 3, 3}, [](std::string_view text) {
        const std::string_view inward = text.substr(text.size() < 3 ? 0 : text.size() - 3);
        return text.size() >= 5 && text.size() <= 7 && is_capital(text[0]) && is_digit(inward[0]) &&
               is_capital(inward[1]) && is_capital(inward[2]) &&
               std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_capital(c); });
    });
}

using Apply = Formatted (*)(const Value&, const Argument&);
using Need = FormatterFacts::Argument;
constexpr std::string_view kDecimals[] = {"0", "1", "2", "3", "4", "5", "6"};

// By name. The facts and what they are about stand in one row.
struct Row {
    FormatterFacts facts;
    Apply apply;
};
const Row kFormatters[] = {
    {{"age", Type::Day, Type::Number, Need::Needed, {}}, as_age},
    {{"date", Type::Day, Type::Text, Need::MayBe, {}}, as_date},
    {{"list", Type::List, Type::Text, Need::MayBe, {}}, as_list},
    {{"lower", Type::Text, Type::Text, Need::None, {}}, as_lower},
    {{"money", Type::Number, Type::Text, Need::None, {}}, as_money},
    {{"nhs", Type::Text, Type::Text, Need::None, {}}, as_nhs},
    {{"number", Type::Number, Type::Text, Need::MayBe, kDecimals}, as_number},
    {{"possessive", Type::Text, Type::Text, Need::None, {}}, as_possessive},
    {{"postcode", Type::Text, Type::Text, Need::None, {}}, as_postcode},
    {{"pronoun", Type::Text, Type::Text, Need::Needed, pronoun_roles()}, as_pronoun},
    {{"sentence", Type::Text, Type::Text, Need::None, {}}, as_sentence},
    {{"upn", Type::Text, Type::Text, Need::None, {}}, as_upn},
    {{"upper", Type::Text, Type::Text, Need::None, {}}, as_upper},
    {{"weekday", Type::Day, Type::Text, Need::None, {}}, as_weekday},
    {{"words", Type::Any, Type::Text, Need::None, {}}, as_words},
};

const Row* row_named(std::string_view name) {
    const auto row = std::find_if(std::begin(kFormatters), std::end(kFormatters),
                                  [&](const Row& one) { return one.facts.name == name; });
    return row == std::end(kFormatters) ? nullptr : row;
}

}  // namespace

std::string_view in_words(Type type) {
    switch (type) {
        case Type::Any:
            return "a value";
        case Type::Text:
            return "text";
        case Type::Day:
            return "a day";
        case Type::Number:
            return "a number";
        case Type::List:
            return "a list";
    }
    return "";
}

std::span<const FormatterFacts> formatters() {
    static const auto kFacts = [] {
        std::array<FormatterFacts, std::size(kFormatters)> facts;
        std::transform(std::begin(kFormatters), std::end(kFormatters), facts.begin(),
                       [](const Row& row) { return row.facts; });
        return facts;
    }();
    return kFacts;
}

const FormatterFacts* formatter_named(std::string_view name) {
    const Row* row = row_named(name);
    return row == nullptr ? nullptr : &row->facts;
}

bool fits(Type given, Type taken) {
    return taken == Type::Any || given == Type::Any || given == taken || (given == Type::Day && taken == Type::Text);
}

Result<std::string, std::string> format(const Value& value, std::span<const Formatter> formatters) {
    Value made;
    const Value* held = &value;
    for (const Formatter& formatter : formatters) {
        const Row* row = row_named(formatter.name);
        if (row == nullptr) return Failure{"no formatter is called \"" + formatter.name + "\""};
        auto next = row->apply(*held, formatter.argument);
        if (!next) return Failure{"\"" + formatter.name + "\" " + next.error()};
        made = std::move(next).value();
        held = &made;
    }
    const Value& current = *held;
    if (const std::string* text = current.text()) return *text;
    if (const Number* number = current.number()) return number->text;
    if (current.list() != nullptr) return Failure{std::string("is a list; repeat over it with #each, or write | list")};
    return Failure{"is " + std::string(current.type_name()) + ", which cannot be printed"};
}

}  // namespace ehcflow::templates
