// list_cases: every case with what has to be done next, worst first.
#pragma once

#include <vector>

#include "service/app/case_view.h"

namespace ehcflow::service {

// Overdue ones first, the longest overdue before the rest; then by the last lawful day; then those without a day; then
// those in which nothing has to be done.
std::vector<CaseView> list_cases(const Desk& desk, Date today);

}  // namespace ehcflow::service
