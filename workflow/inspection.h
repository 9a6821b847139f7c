// What an area owes after an inspection report that calls for a Written Statement of Action: SI 2015/1792 regs 3, 4.
// Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "workflow/calendar.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {

struct InspectionDuty {
    const Rule* rule;
    std::optional<Date> due, safe;  // none for what has no number of days
};

// By due date, those without one last. `received` is the day on which the council received the report.
std::vector<InspectionDuty> inspection_duties(Date received, const Calendar& calendar);

}  // namespace ehcflow::workflow
