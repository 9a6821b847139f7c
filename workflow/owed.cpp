#include "workflow/owed.h"

#include <algorithm>

#include "workflow/phase.h"

namespace ehcflow::workflow {

bool is_owed(const Duty& duty) {
    return duty.status == Status::Overdue || duty.status == Status::Due || duty.status == Status::Open;
}

std::vector<const Duty*> owed(const Answer& answer) {
    std::vector<const Duty*> duties;
    for (const Duty& duty : answer.duties)
        if (is_owed(duty)) duties.push_back(&duty);
    return duties;
}

Status owed_status(std::optional<Date> due, Date today, const Calendar& calendar) {
    if (!due) return Status::Open;
    if (*due < today) return Status::Overdue;
    return *due < no_longer_soon(today, calendar) ? Status::Due : Status::Open;
}

Date owed_through(const Answer& answer) {
    Date through = next_arising(answer.today) - std::chrono::days(1);
    for (const Duty* duty : owed(answer))
        if (duty->due && *duty->due >= answer.today) through = std::min(through, *duty->due);
    return through;
}

}  // namespace ehcflow::workflow
