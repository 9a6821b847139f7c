// Tally: one measure's figures for one month, each number as the cases that it opens to, and beside them what could
// flatter it: those excused and those that fell away. Pure; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "workflow/measures/timeliness.h"

namespace ehcflow::workflow {

// Positions in the caseload that was counted, in order; a case stands twice where it has two such duties.
using Cases = std::vector<std::size_t>;

struct Tally {
    Cases successes;
    Cases failures;
    Cases excused;  // done late in the month with an exception that the provision admits, counted or not
    Cases voided;   // the duty ceased to arise in the month, so that nothing is counted
    std::size_t count() const { return successes.size() + failures.size(); }
};

Tally tally(const Measure& measure, std::span<const Answer* const> caseload, std::chrono::year_month month);

}  // namespace ehcflow::workflow
