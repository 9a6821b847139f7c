// What is still owed in a case, and how long that stays so: the part of an answer that may be kept, since the day it is
// read on changes only the words for it. Pure; any thread.
#pragma once

#include <vector>

#include "workflow/due.h"

namespace ehcflow::workflow {

bool is_owed(const Duty& duty);                       // somebody must still act on it
std::vector<const Duty*> owed(const Answer& answer);  // in the answer's order

// The status of a duty that is owed, as due() would give it on this day.
Status owed_status(std::optional<Date> due, Date today, const Calendar& calendar);

// The last day on which due() would give the same duties as owed, if nothing else happens. After the day of a duty it
// may be excused, or a family's window closed; on 1 September the year's phase transfers arise.
Date owed_through(const Answer& answer);

}  // namespace ehcflow::workflow
