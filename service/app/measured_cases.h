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
MeasuredCases measured_cases(const storage::Ledger& ledger, const workflow::Calendar& calendar, Date today);

}  // namespace ehcflow::service
