#include "interchange/corrections.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "workflow/lateness.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::json;
using workflow::Event;
using workflow::Kind;

std::string text_of(const Event& event, std::string_view field) {
    const auto* text = event.find<std::string>(field);
    return text == nullptr ? std::string() : *text;
}

struct Worked {
    workflow::Timeline timeline;
    workflow::Answer answer;  // points into the timeline
};

Result<Worked, TimelineError> worked(const json& document, const workflow::Calendar& calendar, Date today) {
    auto timeline = read_timeline(document.dump());
    if (!timeline) return Failure{std::move(timeline).error()};
    Worked result{std::move(timeline).value(), {}};
    auto answer = workflow::due(result.timeline, calendar, today);
    if (!answer) return Failure{as_error(answer.error())};
    result.answer = std::move(answer).value();
    return result;
}

// The record as it stood with its first `count` events.
json stood(json document, std::size_t count) {
    json& events = document["events"];
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(count), events.end());
    return document;
}

// The record as it is, but for one correction.
json undone(json document, std::size_t correction) {
    document["events"].push_back(
        {{"kind", "correction"}, {"on", document["events"][correction]["on"]}, {"of", correction}, {"void", true}});
    return document;
}

// A record that was written at once need not be in the order in which it happened, so that its beginning alone makes no
// sense; then the whole is asked with and without the correction. One without which nothing makes sense hides nothing.
std::vector<std::string> rules_concealed(const json& document, const Event& correction,
                                         const workflow::Calendar& calendar) {
    auto before = worked(stood(document, correction.position), calendar, correction.on);
    auto after = worked(stood(document, correction.position + 1), calendar, correction.on);
    if (!before || !after) {
        before = worked(undone(document, correction.position), calendar, correction.on);
        after = worked(document, calendar, correction.on);
    }
    std::vector<std::string> rules;
    if (!before || !after) return rules;
    for (const workflow::Duty* gone : lateness_gone(before->answer, after->answer))
        if (std::find(rules.begin(), rules.end(), gone->rule->id) == rules.end()) rules.emplace_back(gone->rule->id);
    return rules;
}

}  // namespace

Result<std::vector<Concealment>, TimelineError> concealments(std::string_view text, const workflow::Calendar& calendar,
                                                             std::size_t first) {
    const auto timeline = read_timeline(text);
    if (!timeline) return Failure{timeline.error()};
    std::vector<Concealment> found;
    const json document = json::parse(text);
    for (const Event& event : timeline->events) {
        if (event.kind != Kind::Correction || event.position < first) continue;
        Concealment concealment{event.position, event.on, rules_concealed(document, event, calendar),
                                !text_of(event, "reason").empty(), false};
        const std::string approver = text_of(event, "approved_by");
        concealment.approved = !approver.empty() && approver != text_of(event, "by");
        if (!concealment.rules.empty()) found.push_back(std::move(concealment));
    }
    std::sort(found.begin(), found.end(),
              [](const Concealment& a, const Concealment& b) { return a.correction < b.correction; });
    return found;
}

std::string in_words(const Concealment& concealment) {
    std::string text = "The correction at position " + std::to_string(concealment.correction) +
                       " makes the lateness of " + join_with(concealment.rules, " and ") + " disappear";
    std::vector<std::string> lacks;
    if (!concealment.has_reason) lacks.emplace_back("a reason");
    if (!concealment.approved) lacks.emplace_back("a second person's approval");
    return lacks.empty() ? text + "." : text + " and lacks " + join_with(lacks, " and ") + ".";
}

}  // namespace ehcflow::interchange
