#include <nlohmann/json.hpp>

#include "interchange/timeline.h"
#include "workflow/explain.h"

namespace ehcflow::interchange {
namespace {

using Json = nlohmann::ordered_json;

Json iso_or_null(const std::optional<Date>& date) { return date ? Json(to_iso(*date)) : Json(nullptr); }

// Every lifecycle has its stage in an answer, those whose rules are a later step too.
constexpr const char* kLaterLifecycles[] = {"reassessment", "appeal", "transfer"};

Json stages_json(const workflow::CaseState& state) {
    Json stages = Json::object();
    for (std::size_t i = 0; i < workflow::kLifecycles; ++i)
        stages[std::string(workflow::name_of(static_cast<workflow::Lifecycle>(i)))] = state.stages[i];
    for (const char* name : kLaterLifecycles) stages[name] = "none";
    return stages;
}

Json duty_json(const workflow::Duty& duty, const workflow::Calendar& calendar) {
    Json json = Json::object();
    json["rule"] = duty.rule->id;
    json["who"] = workflow::name_of(duty.rule->who);
    if (const auto* ref = duty.trigger->find<std::string>("ref")) json["ref"] = *ref;
    json["trigger"] = {{"event", duty.trigger->position},
                       {"kind", workflow::name_of(duty.trigger->kind)},
                       {"on", to_iso(duty.trigger->on)}};
    json["due"] = iso_or_null(duty.due);
    json["safe"] = iso_or_null(duty.safe);
    json["status"] = workflow::name_of(duty.status);
    if (duty.met_by != nullptr) {
        json["met_on"] = to_iso(duty.met_by->on);
        json["met_by"] = duty.met_by->position;
    }
    if (duty.void_by != nullptr) json["void_by"] = duty.void_by->position;
    if (duty.excused_by != nullptr) json["excused_by"] = duty.excused_by->position;
    json["cite"] = duty.rule->cite;
    json["working"] = workflow::working(duty, calendar);
    return json;
}

}  // namespace

TimelineError as_error(const workflow::Refusal& refusal) {
    return {"refused",
            refusal.event,
            refusal.why,
            {refusal.permitted.begin(), refusal.permitted.end()},
            std::string(refusal.cite)};
}

std::string write_answer(const workflow::Answer& answer, const workflow::Calendar& calendar) {
    Json json = Json::object();
    json["today"] = to_iso(answer.today);
    json["rulebook"] = answer.rulebook;
    json["calendar"] = answer.calendar;
    json["warnings"] = answer.warnings;
    json["stages"] = stages_json(answer.state);
    json["duties"] = Json::array();
    for (const workflow::Duty& duty : answer.duties) json["duties"].push_back(duty_json(duty, calendar));
    return json.dump();
}

std::string write_error(const TimelineError& error) {
    Json json = Json::object();
    json["error"] = error.code;
    if (error.event) json["event"] = *error.event;
    json["detail"] = error.detail;
    json["permitted"] = error.permitted;
    json["cite"] = error.cite;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Reply answer_timeline(std::string_view text, const workflow::Calendar& calendar, Date today) {
    const auto timeline = read_timeline(text);
    if (!timeline) return {write_error(timeline.error()), false};
    const auto answer = workflow::due(*timeline, calendar, today);
    if (!answer) return {write_error(as_error(answer.error())), false};
    return {write_answer(*answer, calendar), true};
}

}  // namespace ehcflow::interchange
