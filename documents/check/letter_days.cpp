// The days in a letter: those that the law gives, and those that nobody counted.
#include <array>
#include <set>

#include "documents/check/letter_looks.h"
#include "documents/compose/foresight.h"

namespace ehcflow::documents::looks {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::string as_printed(Date day) {
    return std::to_string(day.day()) + " " + std::string(kMonths.at(static_cast<std::size_t>(day.month()) - 1)) + " " +
           std::to_string(day.year());
}

struct NamedDay {
    std::string name;
    Date day;
};

void collect_days(const Value& value, const std::string& name, std::vector<NamedDay>& days) {
    if (value.text() != nullptr)
        if (const auto day = Date::parse(*value.text())) days.push_back({name, *day});
    for (const Value& item : list_of(value)) collect_days(item, name + "[]", days);
    if (value.object() != nullptr)
        for (const templates::Member& member : *value.object())
            collect_days(member.value, name.empty() ? member.name : name + "." + member.name, days);
}

}  // namespace

// Each day that the rule book gives for this sending, worked out afresh, stands in the letter.
Spots days_of_the_law(const Subject& subject) {
    const auto now = foresee(step_of(subject.file, subject.sending), subject.file.timeline, subject.file.calendar);
    if (!now)
        return {{"timeline", "The rule book does not allow this letter as the case stands now.", "Prepare it again."}};
    std::vector<NamedDay> days;
    collect_days(now->values, "", days);
    Spots spots;
    for (const NamedDay& named : days)
        if (subject.text.find(as_printed(named.day)) == std::string_view::npos)
            spots.push_back({named.name,
                             "The rule book gives " + as_printed(named.day) + ", and the letter does not say it.",
                             "Prepare the letter again from the approved template."});
    return spots;
}

namespace {

// "16 February 2026", wherever it begins.
std::vector<Date> days_in(std::string_view text) {
    std::vector<Date> days;
    for (std::size_t month = 0; month < kMonths.size(); ++month)
        for (std::size_t at = text.find(kMonths.at(month)); at != std::string_view::npos;
             at = text.find(kMonths.at(month), at + 1)) {
            const std::size_t from = text.substr(0, at).find_last_not_of("0123456789 ");
            std::string_view day = text.substr(0, at).substr(from == std::string_view::npos ? 0 : from + 1);
            std::string_view year = text.substr(at + kMonths.at(month).size());
            while (day.starts_with(' ')) day.remove_prefix(1);
            if (day.size() < 2 || day.size() > 3 || !year.starts_with(' ') || year.size() < 5) continue;
            std::string iso(year.substr(1, 4));
            const std::string number = std::to_string(month + 1);
            iso += (number.size() == 1 ? "-0" : "-") + number + (day.size() == 2 ? "-0" : "-") +
                   std::string(day.substr(0, day.size() - 1));
            if (const auto parsed = Date::parse(iso)) days.push_back(*parsed);
        }
    return days;
}

}  // namespace

// A day to come that neither the rule book nor a day of the record gives has been typed into a sentence.
Spots unknown_days(const Subject& subject) {
    std::vector<NamedDay> named;
    collect_days(subject.composed.values, "", named);
    std::set<Date> known;
    for (const NamedDay& one : named) known.insert(one.day);
    return in_each_piece(subject, [&](const std::string& words, const std::string& place, Spots& spots) {
        for (const Date day : days_in(words))
            if (day > subject.sending.sent_on && known.count(day) == 0)
                spots.push_back({place,
                                 as_printed(day) + " is a day to come that neither the rule book nor the record gives.",
                                 "Take it out, or say whose day it is and override this."});
    });
}

}  // namespace ehcflow::documents::looks
