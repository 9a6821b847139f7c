#include "workflow/inspection.h"

#include <algorithm>
#include <tuple>

namespace ehcflow::workflow {

std::vector<InspectionDuty> inspection_duties(Date received, const Calendar& calendar) {
    std::vector<InspectionDuty> duties;
    for (const Rule& rule : inspection_rules()) {
        InspectionDuty duty{&rule, std::nullopt, std::nullopt};
        if (rule.count != Count::Undated) {
            duty.due = last_day(rule.count, rule.period, received, calendar);
            duty.safe = safe_day(rule.count, rule.period, *duty.due, calendar);
        }
        duties.push_back(duty);
    }
    std::stable_sort(duties.begin(), duties.end(), [](const InspectionDuty& a, const InspectionDuty& b) {
        return std::tuple(!a.due.has_value(), a.due) < std::tuple(!b.due.has_value(), b.due);
    });
    return duties;
}

}  // namespace ehcflow::workflow
