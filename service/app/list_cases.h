// list_cases: every case with what has to be done next, worst first; and every case worked out in full.
#pragma once

#include <vector>

#include "service/app/case_view.h"

namespace ehcflow::service {

// Overdue ones first, the longest overdue before the rest; then by the last lawful day; then those without a day; then
// those in which nothing has to be done. Today's are read as they are kept, another day's are worked out.
std::vector<storage::CaseLine> list_cases(const Desk& desk, Date today);

// In the same order, with all their duties: reads the whole ledger.
std::vector<CaseView> caseload(const storage::Ledger& ledger, const workflow::Calendar& calendar, Date today);

}  // namespace ehcflow::service
