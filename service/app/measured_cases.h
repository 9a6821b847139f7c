// measured_cases: every case that is not erased, as the measures look at it.
#pragma once

#include <string>
#include <vector>

#include "service/app/case_view.h"
#include "workflow/measures/snapshot.h"

namespace ehcflow::service {

// Not copied, since the children point into the views.
struct MeasuredCases {
    std::vector<CaseView> views;
    std::vector<workflow::Child> children;
    std::vector<std::string> references;

    MeasuredCases() = default;
    MeasuredCases(const MeasuredCases&) = delete;
    MeasuredCases& operator=(const MeasuredCases&) = delete;
    MeasuredCases(MeasuredCases&&) = default;
    MeasuredCases& operator=(MeasuredCases&&) = default;
};

// Of a record, views and grades that cannot be read are left out of what is measured: the measure is then a failure or
// not counted, never a success.
MeasuredCases measured_cases(const Desk& desk, Date today);

// The last `count` months up to this one, as they are known now.
std::vector<workflow::Snapshot> months_of(const MeasuredCases& cases, const Desk& desk, std::chrono::year_month last,
                                          int count);

}  // namespace ehcflow::service
