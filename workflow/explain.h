// explain(): the arithmetic of one duty in words that a parent can follow.
#pragma once

#include <string>

#include "workflow/due.h"

namespace ehcflow::workflow {

// The working, as it stands beside the date: "12 Jan 2026 is not counted; 6 weeks later is Mon 23 Feb 2026. Safe: …".
std::string working(const Duty& duty, const Calendar& calendar);
void append_working(std::string& out, const Duty& duty, const Calendar& calendar);

// What has become of it by that day: "It was done on Monday 16 February 2026, in time."
std::string outcome_in_words(const Duty& duty, Date today);

// The provision's sense, its citation, the working, and what has become of the duty, in sentences.
std::string explain(const Duty& duty, const Answer& answer, const Calendar& calendar);

}  // namespace ehcflow::workflow
