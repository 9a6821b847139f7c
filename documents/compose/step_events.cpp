#include "documents/compose/step_events.h"

#include <algorithm>

#include "templates/engine/members.h"
#include "workflow/duty_days.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using workflow::Event;
using workflow::Kind;
using workflow::Timeline;

// A word as the table of events has it, or "" where that field does not know it.
std::string_view known_word(Kind kind, std::string_view field, std::string_view word) {
    for (const workflow::FieldRow& row : workflow::kind_row(kind).fields)
        if (row.name == field)
            for (const std::string_view known : row.words)
                if (known == word) return known;
    return {};
}

void add_word(Event& event, std::string_view field, std::string_view word) {
    const std::string_view known = known_word(event.kind, field, word);
    if (!known.empty()) event.fields.push_back({field, known});
}

// What its kind asks of the event beside its day, one row a kind.
struct Filling {
    Kind kind;
    void (*fill)(Event& event, const Step& step, const Timeline& timeline, const workflow::Calendar& calendar);
};
// A refusal says which of the two decisions it is: before the council considered assessing (reg 4) or after (reg 5).
void say_which_refusal(Event& event, const Step&, const Timeline& timeline, const workflow::Calendar&) {
    add_word(event, "after", latest(timeline, Kind::ConsideringNotified) ? "consideration" : "determination");
}
void say_route(Event& event, const Step& step, const Timeline&, const workflow::Calendar&) {
    add_word(event, "route", step.route);
}
void say_review_meeting(Event& event, const Step&, const Timeline& timeline, const workflow::Calendar&) {
    if (const auto meeting = meeting_arranged(timeline)) event.fields.push_back({"meeting_on", *meeting});
}
// Regulation 8 counts from the day on which the adviser receives the request.
void say_adviser(Event& event, const Step& step, const Timeline&, const workflow::Calendar& calendar) {
    event.on = workflow::deemed_arrival(step.sent_on, step.route, calendar);
    event.fields.push_back({"ref", text_of(step.addressee, "id")});
    add_word(event, "from", text_of(step.addressee, "from"));
    add_word(event, "body", text_of(step.addressee, "body"));
    if (event.on != step.sent_on) event.fields.push_back({"sent_on", step.sent_on});
}
void say_setting(Event& event, const Step& step, const Timeline&, const workflow::Calendar& calendar) {
    event.on = workflow::deemed_arrival(step.sent_on, step.route, calendar);
    event.fields.push_back({"setting", text_of(step.addressee, "setting")});
}
void say_mediation_meeting(Event& event, const Step& step, const Timeline&, const workflow::Calendar&) {
    if (const auto meeting = Date::parse(text_of(step.content, "on"))) event.fields.push_back({"meeting_on", *meeting});
}
constexpr Filling kFillings[] = {
    {Kind::AssessmentRefused, say_which_refusal},
    {Kind::DraftSent, say_route},
    {Kind::AmendmentProposed, say_route},
    {Kind::ReviewInvited, say_review_meeting},
    {Kind::AdviceRequested, say_adviser},
    {Kind::SettingConsulted, say_setting},
    {Kind::MediationArranged, say_mediation_meeting},
};

}  // namespace

const Event* latest(const Timeline& timeline, Kind kind) {
    const auto found = std::find_if(timeline.events.rbegin(), timeline.events.rend(),
                                    [kind](const Event& event) { return event.kind == kind; });
    return found == timeline.events.rend() ? nullptr : &*found;
}

std::optional<Date> meeting_arranged(const Timeline& timeline) {
    const Event* arranged = latest(timeline, Kind::ReviewArranged);
    const Event* held = latest(timeline, Kind::ReviewMeetingHeld);
    if (arranged == nullptr || (held != nullptr && held->on > arranged->on)) return std::nullopt;
    return arranged->date("meeting_on");
}

bool is_route(std::string_view route) { return !known_word(Kind::DraftSent, "route", route).empty(); }

std::size_t next_position(const Timeline& timeline) {
    // Corrections may have taken events out, so the number of those that are left is no free position.
    std::size_t next = 0;
    for (const Event& event : timeline.events) next = std::max(next, event.position + 1);
    return next;
}

Timeline with(const Timeline& timeline, const Event& event) {
    Timeline then = timeline;
    const auto after = std::upper_bound(then.events.begin(), then.events.end(), event.on,
                                        [](Date day, const Event& other) { return day < other.on; });
    then.events.insert(after, event);
    return then;
}

Event event_of(const workflow::Happening& happening, const Step& step, const Timeline& timeline,
               const workflow::Calendar& calendar) {
    Event event{.kind = happening.kind, .on = step.sent_on, .position = next_position(timeline), .fields = {}};
    if (!happening.field.empty()) event.fields.push_back({happening.field, happening.word});
    for (const Filling& row : kFillings)
        if (row.kind == event.kind) row.fill(event, step, timeline, calendar);
    return event;
}

std::vector<Event> events_of(const Step& step, const Timeline& timeline, const workflow::Calendar& calendar) {
    std::vector<Event> events;
    Timeline then = timeline;
    for (const auto& happening : {step.notice.records, step.notice.also_records}) {
        if (!happening) continue;
        events.push_back(event_of(*happening, step, then, calendar));
        then = with(then, events.back());
    }
    return events;
}

}  // namespace ehcflow::documents
