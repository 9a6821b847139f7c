// The events that sending a notice would record, and the timeline as it would then be. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/compose/notices.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"
#include "workflow/event.h"

namespace ehcflow::documents {

// A notice about to be sent, and what of the record its event tells.
struct Step {
    const NoticeRow& notice;
    Date sent_on;
    std::string_view route{};  // hand, email, first-class, second-class; empty counts as second class for a family
    const templates::Value& addressee;  // the person of the record who gets it
    const templates::Value& content;    // NoticeRow::content
};

// The notice's event, with what its kind asks for: the route of a draft, the adviser of a request, the day of a
// meeting.
workflow::Event event_of(const workflow::Happening& happening, const Step& step, const workflow::Timeline& timeline,
                         const workflow::Calendar& calendar);

// All events that its sending is: none, one, or two steps of one sending.
std::vector<workflow::Event> events_of(const Step& step, const workflow::Timeline& timeline,
                                       const workflow::Calendar& calendar);

bool is_route(std::string_view route);

// The timeline with one event more, in its own order: by day, then by position.
workflow::Timeline with(const workflow::Timeline& timeline, const workflow::Event& event);
std::size_t next_position(const workflow::Timeline& timeline);

// The last of its kind, or nothing.
const workflow::Event* latest(const workflow::Timeline& timeline, workflow::Kind kind);
// When the review meeting is that has been arranged and not yet held.
std::optional<Date> meeting_arranged(const workflow::Timeline& timeline);

}  // namespace ehcflow::documents
