#include "workflow/measures/tally.h"

namespace ehcflow::workflow {
namespace {

bool falls_in(std::chrono::year_month month, const Event* event) {
    if (event == nullptr) return false;
    const auto day = event->on.ymd();
    return day.year() / day.month() == month;
}

}  // namespace

Tally tally(const Measure& measure, std::span<const Answer* const> caseload, std::chrono::year_month month) {
    Tally sum;
    for (std::size_t at = 0; at < caseload.size(); ++at)
        for (const Duty& duty : caseload[at]->duties) {
            if (duty.rule->id != measure.rule) continue;
            if (counts_in(measure, duty) == month) (succeeds(duty) ? sum.successes : sum.failures).push_back(at);
            if (duty.status == Status::Excused && falls_in(month, duty.met_by)) sum.excused.push_back(at);
            if (duty.status == Status::Void && falls_in(month, duty.void_by)) sum.voided.push_back(at);
        }
    return sum;
}

}  // namespace ehcflow::workflow
