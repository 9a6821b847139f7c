// Lateness: what a family could hold against the council or against those who advise it. Pure; any thread.
#pragma once

#include <vector>

#include "workflow/due.h"

namespace ehcflow::workflow {

// Done late, not done, passed over, or a family's time cut short. What a recorded exception excuses is none.
bool is_lateness(const Duty& duty);

// The latenesses of `before` that `after` no longer shows; the duties point into `before`.
std::vector<const Duty*> lateness_gone(const Answer& before, const Answer& after);

}  // namespace ehcflow::workflow
