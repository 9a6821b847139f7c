#include "service/app/case_view.h"

#include <stdexcept>
#include <utility>
#include <vector>

#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/people.h"

namespace ehcflow::service {

CaseView::CaseView(storage::CaseHistory a_history, templates::Value a_record, workflow::Timeline a_timeline,
                   workflow::Answer an_answer)
    : history(std::move(a_history)),
      record(std::move(a_record)),
      timeline(std::move(a_timeline)),
      answer(std::move(an_answer)) {}

std::string timeline_json(const templates::Value& record, std::span<const std::string> events) {
    std::string json = "{";
    const templates::Value* child = record.find("child");
    const templates::Value* born = child == nullptr ? nullptr : child->find("born");
    if (born != nullptr) json += "\"child\":{\"born\":" + interchange::write_value(*born) + "},";
    json += "\"events\":[";
    for (std::size_t i = 0; i < events.size(); ++i) json.append(i == 0 ? "" : ",").append(events[i]);
    return json + "]}";
}

std::string timeline_json(const CaseView& view) {
    std::vector<std::string> bodies;
    for (const storage::RecordedEvent& event : view.history.events) bodies.push_back(event.body->reveal());
    return timeline_json(view.record, bodies);
}

CaseView work_out(const workflow::Calendar& calendar, storage::CaseHistory history, Date today) {
    const auto damaged = [&](const std::string& what) {
        return std::runtime_error("case " + history.id.text() + ": " + what + "; run ehcflow verify");
    };
    templates::Value record = put_together(history);
    std::vector<std::string> bodies;
    for (const storage::RecordedEvent& event : history.events) {
        if (!event.body) throw damaged("event " + std::to_string(event.sequence) + " was erased");
        bodies.push_back(event.body->reveal());
    }
    auto timeline = interchange::read_timeline(timeline_json(record, bodies));
    if (!timeline) throw damaged("its timeline cannot be read (" + timeline.error().code + ")");
    auto answer = workflow::due(*timeline, calendar, today);
    if (!answer) throw damaged("its events cannot have happened");
    return CaseView(std::move(history), std::move(record), std::move(timeline).value(), std::move(answer).value());
}

Result<CaseView, Refused> view_case(const Desk& desk, const CaseId& id, Date today) {
    auto history = desk.ledger.read_case(id);
    if (!history) return Failure{Refused{Reason::UnknownCase, "No case has this reference."}};
    if (history->erased) return Failure{from_ledger({storage::Conflict::Code::CaseErased})};
    return work_out(desk.calendar, std::move(*history), today);
}

}  // namespace ehcflow::service
