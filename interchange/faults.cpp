#include "interchange/faults.h"

#include <nlohmann/json.hpp>

#include "interchange/corrections.h"

namespace ehcflow::interchange {

using workflow::Fault;

Result<std::vector<Fault>, TimelineError> faults_of(std::string_view text, const workflow::Calendar& calendar,
                                                    Date today, const workflow::RuleBook& book) {
    const auto timeline = read_timeline(text);
    if (!timeline) return Failure{timeline.error()};
    const auto answer = workflow::due(*timeline, calendar, today, book);
    if (!answer) return Failure{as_error(answer.error())};
    const auto concealed = concealments(text, calendar);
    if (!concealed) return Failure{concealed.error()};
    auto faults = workflow::likely_faults(*timeline, *answer);
    for (const Concealment& one : *concealed)
        if (!one.in_order())
            faults.push_back({"lateness-corrected-away",
                              {},
                              one.correction,
                              std::nullopt,
                              in_words(one),
                              "What the record shows cannot be relied on until somebody else has looked at it.",
                              "good administration: a record is corrected openly"});
    return faults;
}

std::string write_faults(const std::vector<Fault>& faults, Date today) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Fault& fault : faults) {
        nlohmann::ordered_json one = {{"code", fault.code}};
        if (!fault.rule.empty()) one["rule"] = fault.rule;
        if (fault.event) one["event"] = *fault.event;
        if (fault.days) one["days"] = *fault.days;
        one["what"] = fault.what;
        if (!fault.effect.empty()) one["effect"] = fault.effect;
        one["cite"] = fault.cite;
        list.push_back(std::move(one));
    }
    return nlohmann::ordered_json{{"today", to_iso(today)}, {"faults", list}}.dump();
}

}  // namespace ehcflow::interchange
