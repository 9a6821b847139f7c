// Foresight: what the rule book says once a notice has been sent on a day. The dates that a letter tells a family are
// read from the duties that would then stand; none is counted here. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/step_events.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"
#include "workflow/due.h"

namespace ehcflow::documents {

struct Foresight {
    std::vector<workflow::Event> events;  // what is recorded when it is sent, in this order
    templates::Value values;  // dates, milestones, representations, appeal and mediation: those that the notice has
};

// Findings where the law does not allow this step now (with the provision), or where a date cannot be known yet.
Result<Foresight, Findings> foresee(const Step& step, const workflow::Timeline& timeline,
                                    const workflow::Calendar& calendar);

}  // namespace ehcflow::documents
