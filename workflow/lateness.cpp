#include "workflow/lateness.h"

#include <algorithm>

namespace ehcflow::workflow {

bool is_lateness(const Duty& duty) {
    switch (duty.status) {
        case Status::Late:
        case Status::Overdue:
        case Status::Omitted:
        case Status::Breached:
            return true;
        case Status::Open:
        case Status::Due:
        case Status::Met:
        case Status::Excused:
        case Status::Closed:
        case Status::Void:
            break;
    }
    return false;
}

std::vector<const Duty*> lateness_gone(const Answer& before, const Answer& after) {
    const auto stays = [&](const Duty& late) {
        return std::any_of(after.duties.begin(), after.duties.end(), [&](const Duty& duty) {
            return duty.rule == late.rule && duty.trigger->position == late.trigger->position && is_lateness(duty);
        });
    };
    std::vector<const Duty*> gone;
    for (const Duty& duty : before.duties)
        if (is_lateness(duty) && !stays(duty)) gone.push_back(&duty);
    return gone;
}

}  // namespace ehcflow::workflow
