#include "interchange/calendar.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/invariant.h"

namespace ehcflow::interchange {

extern const std::string_view kBankHolidays;  // interchange/calendar/bank-holidays.json

namespace {

using nlohmann::json;
constexpr const char* kDivision = "england-and-wales";

Result<std::vector<Date>, std::string> read_days(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded())
        return Failure{std::string("bank holidays: not JSON; give the bank-holidays.json that GOV.UK publishes")};
    const json* events = nullptr;
    if (document.is_object() && document.contains(kDivision) && document[kDivision].is_object() &&
        document[kDivision].contains("events"))
        events = &document[kDivision]["events"];
    if (events == nullptr || !events->is_array())
        return Failure{std::string("bank holidays: no list \"england-and-wales\".\"events\"")};
    std::vector<Date> days;
    for (std::size_t i = 0; i < events->size(); ++i) {
        const json& event = (*events)[i];
        const bool has_date = event.is_object() && event.contains("date") && event["date"].is_string();
        const auto date = has_date ? Date::parse(event["date"].get_ref<const std::string&>()) : std::nullopt;
        if (!date)
            return Failure{"bank holidays: event " + std::to_string(i) + " has no \"date\" of the form YYYY-MM-DD"};
        days.push_back(*date);
    }
    return days;
}

workflow::Calendar make(std::vector<Date> days) {
    invariant(!days.empty(), "the calendar holds at least one day");
    const int last_year = std::max_element(days.begin(), days.end())->year();
    return {std::move(days), std::string(kDivision) + "/" + std::to_string(last_year)};
}

}  // namespace

const workflow::Calendar& built_in_calendar() {
    static const workflow::Calendar kCalendar = [] {
        auto days = read_days(kBankHolidays);
        invariant(days.ok(), "the built-in bank holidays can be read");
        return make(std::move(days).value());
    }();
    return kCalendar;
}

Result<workflow::Calendar, std::string> merged_calendar(std::string_view bank_holidays_json) {
    auto days = read_days(bank_holidays_json);
    if (!days) return Failure{std::move(days).error()};
    const auto known = built_in_calendar().holidays();
    days->insert(days->end(), known.begin(), known.end());
    return make(std::move(days).value());
}

}  // namespace ehcflow::interchange
