// Tally: one measure's figures for one month, each number as the cases that it opens to, and beside them what could
// flatter it: what was corrected, excused, made void, recorded late, or is overdue and so in no count of what was done.
// Pure; any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "workflow/measures/measure.h"

namespace ehcflow::workflow {

// The record is late where an event is written down more than this many days after it.
inline constexpr int kLateRecordingDays = 5;

// Positions in the caseload that was counted, in order; a case stands twice where it has two such matters.
using Cases = std::vector<std::size_t>;

struct Tally {
    struct Band {
        std::size_t count = 0, successes = 0;
        friend bool operator==(const Band&, const Band&) = default;
    };
    Cases successes;
    Cases failures;
    // Beside the figure.
    Cases corrected;      // in the count, by an event that was corrected
    Cases excused;        // done late in the month with an exception that the provision admits, counted or not
    Cases voided;         // the duty ceased to arise in the month, so that nothing is counted
    Cases recorded_late;  // in the count, by an event that was written down late
    Cases overdue;        // past its last lawful day at the end of the month and still not done
    std::array<Band, kAgeBands.size()> by_age{};  // of those in the count
    std::size_t count() const { return successes.size() + failures.size(); }
};

// The numbers beside a figure, with what each is, in the order in which they are shown.
struct Beside {
    std::string_view id, title;
    Cases Tally::*cases;
};
std::span<const Beside> numbers_beside();

using Months = std::span<const std::chrono::year_month>;  // in order, one after another

// For each measure in the order of all_measures(), the tally of each month. One walk over each child's case.
std::vector<std::vector<Tally>> tally(std::span<const Child> caseload, Months months, const Calendar& calendar);

// One measure's month. For one figure; the whole costs little more.
Tally tally(const Measure& measure, std::span<const Child> caseload, std::chrono::year_month month,
            const Calendar& calendar);

}  // namespace ehcflow::workflow
