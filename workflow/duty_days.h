// The days of one duty: from what they are counted, the last lawful one and the safe one. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "workflow/calendar.h"
#include "workflow/due.h"

namespace ehcflow::workflow {

// What the record says beside the event, as far as days are counted from it.
struct Moment {
    const Calendar& calendar;
    const Event* first_meeting = nullptr;  // of the review that waits for its decision
    std::optional<Date> last_meeting{};    // of any review
    std::optional<Date> moves_on{};        // the day of the move last notified
};

// Sets `due`, `safe` and what they were counted from, of a dated duty that this event begins; nothing where the day
// ahead is not known yet.
void count_days(Duty& duty, const Event& event, const Moment& at);

// When what was sent that day is deemed to arrive: by hand, by e-mail or by a route not known, the same day.
Date deemed_arrival(Date sent_on, std::string_view route, const Calendar& calendar);

}  // namespace ehcflow::workflow
