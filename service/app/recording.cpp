#include "service/app/recording.h"

#include "interchange/value.h"

namespace ehcflow::service {

using templates::Value;

Result<std::vector<std::string>, Refused> event_bodies(const Value& events) {
    if (events.list() == nullptr) return Failure{malformed("\"events\" is a list of events.")};
    std::vector<std::string> bodies;
    for (const Value& event : *events.list()) bodies.push_back(interchange::write_value(event));
    return bodies;
}

Result<CaseView, Refused> foresee(const Desk& desk, storage::CaseHistory history, const Value& record,
                                  std::span<const std::string> bodies) {
    std::vector<std::string> all;
    for (const storage::RecordedEvent& event : history.events)
        all.push_back(event.body ? event.body->reveal() : std::string("null"));
    all.insert(all.end(), bodies.begin(), bodies.end());
    const std::string json = timeline_json(record, all);
    auto timeline = interchange::read_timeline(json);
    if (!timeline) return Failure{from_timeline(timeline.error())};
    auto answer = workflow::due(*timeline, desk.calendar, desk.today());
    if (!answer) return Failure{from_law(answer.error())};
    const auto concealed = interchange::concealments(json, desk.calendar, history.events.size());
    if (!concealed) return Failure{from_timeline(concealed.error())};
    for (const interchange::Concealment& one : *concealed)
        if (!one.in_order()) return Failure{from_concealment(one)};
    for (storage::NewEvent& event : new_events(bodies))
        history.events.push_back({history.sequence() + 1, std::move(event.kind), event.happened_on, desk.clock(),
                                  desk.recorder, std::move(event.body)});
    return CaseView(std::move(history), record, std::move(timeline).value(), std::move(answer).value());
}

std::vector<storage::NewEvent> new_events(std::span<const std::string> bodies) {
    std::vector<storage::NewEvent> events;
    for (const std::string& body : bodies) {
        const auto value = interchange::read_value(body);
        invariant(value.ok(), "an event that was read once is read again");
        const Value* kind = value->find("kind");
        const Value* on = value->find("on");
        invariant(kind != nullptr && kind->text() != nullptr && on != nullptr && on->text() != nullptr,
                  "an event of a timeline has its kind and its day");
        events.push_back({*kind->text(), *Date::parse(*on->text()), storage::Body(body)});
    }
    return events;
}

}  // namespace ehcflow::service
