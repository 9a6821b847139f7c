// Answers are written as text, straight into one string: building a tree first cost half as much again, and a night's
// run writes hundreds of thousands of duties. Errors are few, and may hold anything that was in the input: the library
// writes them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "interchange/timeline.h"
#include "workflow/explain.h"

namespace ehcflow::interchange {
namespace {

using Json = nlohmann::ordered_json;

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void append_escaped(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20)
        (out += '\\') += c;
    else
        ((out += "\\u00") += kDigits[code >> 4U]) += kDigits[code & 15U];
}

void append_text(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto plain =
            static_cast<std::size_t>(std::find_if(text.begin(), text.end(), needs_escape) - text.begin());
        out += text.substr(0, plain);
        if (plain < text.size()) append_escaped(out, text[plain]);
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    out += '"';
}

void append_key(std::string& out, std::string_view key) { out.append(",\"").append(key).append("\":"); }

// ,"key":"text"
void append_member(std::string& out, std::string_view key, std::string_view text) {
    append_key(out, key);
    append_text(out, text);
}

// The same with a text of the program's own, in which nothing is to be escaped.
void append_plain_member(std::string& out, std::string_view key, std::string_view text) {
    append_key(out, key);
    out.append("\"").append(text).append("\"");
}

void append_member(std::string& out, std::string_view key, std::size_t number) {
    append_key(out, key);
    out += std::to_string(number);
}

void append_member(std::string& out, std::string_view key, const std::optional<Date>& date) {
    append_key(out, key);
    if (!date) {
        out += "null";
        return;
    }
    out += '"';
    append_iso(out, *date);
    out += '"';
}

void append_stages(std::string& out, const workflow::CaseState& state) {
    out += ",\"stages\":{";
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < workflow::kLifecycles; ++i)
        append_plain_member(out, workflow::name_of(static_cast<workflow::Lifecycle>(i)), state.stages[i]);
    out.erase(begin, 1);
    out += '}';
}

void append_duty(std::string& out, const workflow::Duty& duty, const workflow::Calendar& calendar) {
    const std::size_t begin = out.size();
    append_plain_member(out, "rule", duty.rule->id);
    out[begin] = '{';
    append_plain_member(out, "who", workflow::name_of(duty.rule->who));
    if (const auto* ref = duty.trigger->find<std::string>("ref")) append_member(out, "ref", std::string_view(*ref));
    out.append(",\"trigger\":{\"event\":").append(std::to_string(duty.trigger->position));
    append_plain_member(out, "kind", workflow::name_of(duty.trigger->kind));
    append_member(out, "on", std::optional(duty.trigger->on));
    out += '}';
    append_member(out, "due", duty.due);
    append_member(out, "safe", duty.safe);
    append_plain_member(out, "status", workflow::name_of(duty.status));
    if (duty.met_by != nullptr) {
        append_member(out, "met_on", duty.met_on);
        append_member(out, "met_by", duty.met_by->position);
    }
    if (duty.void_by != nullptr) append_member(out, "void_by", duty.void_by->position);
    if (duty.excused_by != nullptr) append_member(out, "excused_by", duty.excused_by->position);
    append_plain_member(out, "cite", duty.rule->cite);
    append_key(out, "working");
    out += '"';
    workflow::append_working(out, duty, calendar);
    out += "\"}";
}

}  // namespace

TimelineError as_error(const workflow::Refusal& refusal) {
    return {"refused",
            refusal.event,
            refusal.why,
            {refusal.permitted.begin(), refusal.permitted.end()},
            std::string(refusal.cite)};
}

void append_answer(std::string& out, const workflow::Answer& answer, const workflow::Calendar& calendar) {
    const std::size_t begin = out.size();
    append_member(out, "today", std::optional(answer.today));
    out[begin] = '{';
    append_plain_member(out, "rulebook", answer.rulebook);
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
    out += "]}";
}

std::string write_answer(const workflow::Answer& answer, const workflow::Calendar& calendar) {
    std::string out;
    append_answer(out, answer, calendar);
    return out;
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

bool append_reply(std::string& out, std::string_view text, const workflow::Calendar& calendar, Date today,
                  const workflow::RuleBook& book) {
    const auto timeline = read_timeline(text);
    if (!timeline) return out += write_error(timeline.error()), false;
    const auto answer = workflow::due(*timeline, calendar, today, book);
    if (!answer) return out += write_error(as_error(answer.error())), false;
    return append_answer(out, *answer, calendar), true;
}

}  // namespace ehcflow::interchange
