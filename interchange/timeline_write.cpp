// Answers are written as text, straight into one string: building a tree first cost half as much again, and a night's
// run writes hundreds of thousands of duties. Errors are few, and may hold anything that was in the input: the library
// writes them.
#include <nlohmann/json.hpp>

#include "interchange/timeline.h"
#include "workflow/explain.h"

namespace ehcflow::interchange {
namespace {

using Json = nlohmann::ordered_json;


void append_text(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20) {
            out.append("\\u00");
            out += kDigits[code >> 4U];
            out += kDigits[code & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

// ,"key":"text"
void append_member(std::string& out, std::string_view key, std::string_view text) {
    out.append(",\"").append(key).append("\":");
    append_text(out, text);
}

void append_member(std::string& out, std::string_view key, std::size_t number) {
    out.append(",\"").append(key).append("\":").append(std::to_string(number));
}

void append_member(std::string& out, std::string_view key, const std::optional<Date>& date) {
    if (date)
        append_member(out, key, std::string_view(to_iso(*date)));
    else
        out.append(",\"").append(key).append("\":null");
}

void append_stages(std::string& out, const workflow::CaseState& state) {
    out += ",\"stages\":{";
    std::string stages;
    for (std::size_t i = 0; i < workflow::kLifecycles; ++i)
        append_member(stages, workflow::name_of(static_cast<workflow::Lifecycle>(i)), state.stages[i]);
    out.append(stages, 1).append("}");
}

void append_duty(std::string& out, const workflow::Duty& duty, const workflow::Calendar& calendar) {
    const std::size_t begin = out.size();
    append_member(out, "rule", duty.rule->id);
    out[begin] = '{';
    append_member(out, "who", workflow::name_of(duty.rule->who));
    if (const auto* ref = duty.trigger->find<std::string>("ref")) append_member(out, "ref", std::string_view(*ref));
    out.append(",\"trigger\":{\"event\":").append(std::to_string(duty.trigger->position));
    append_member(out, "kind", workflow::name_of(duty.trigger->kind));
    append_member(out, "on", std::optional(duty.trigger->on));
    out += '}';
    append_member(out, "due", duty.due);
    append_member(out, "safe", duty.safe);
    append_member(out, "status", workflow::name_of(duty.status));
    if (duty.met_by != nullptr) {
        append_member(out, "met_on", duty.met_on);
        append_member(out, "met_by", duty.met_by->position);
    }
    if (duty.void_by != nullptr) append_member(out, "void_by", duty.void_by->position);
    if (duty.excused_by != nullptr) append_member(out, "excused_by", duty.excused_by->position);
    append_member(out, "cite", duty.rule->cite);
    append_member(out, "working", std::string_view(workflow::working(duty, calendar)));
    out += '}';
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
    constexpr std::size_t kDutyBytes = 512;
    std::string out;
    out.reserve(kDutyBytes * (answer.duties.size() + 1));
    append_member(out, "today", std::optional(answer.today));
    out[0] = '{';
    append_member(out, "rulebook", answer.rulebook);
    append_member(out, "calendar", std::string_view(answer.calendar));
    out += ",\"warnings\":[";
    for (std::size_t i = 0; i < answer.warnings.size(); ++i) {
        if (i > 0) out += ',';
        append_text(out, answer.warnings[i]);
    }
    out += ']';
    append_stages(out, answer.state);
    out += ",\"duties\":[";
    for (std::size_t i = 0; i < answer.duties.size(); ++i) {
        if (i > 0) out += ',';
        append_duty(out, answer.duties[i], calendar);
    }
    return out += "]}";
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

Reply answer_timeline(std::string_view text, const workflow::Calendar& calendar, Date today,
                      const workflow::RuleBook& book) {
    const auto timeline = read_timeline(text);
    if (!timeline) return {write_error(timeline.error()), false};
    const auto answer = workflow::due(*timeline, calendar, today, book);
    if (!answer) return {write_error(as_error(answer.error())), false};
    return {write_answer(*answer, calendar), true};
}

}  // namespace ehcflow::interchange
