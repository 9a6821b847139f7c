// Snapshot: a month's figures as they were when the month was closed, with the cases behind them. It is a value that
// nothing later changes; what is known better since is shown beside it, as a restatement with its reason. Pure; any
// thread.
#pragma once

#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "workflow/measures/tally.h"
#include "workflow/measures/whereabouts.h"

namespace ehcflow::workflow {

using References = std::vector<std::string>;  // of cases, sorted; as often as a case counts

struct FrozenFigure {
    std::string measure;
    References successes, failures;
    std::vector<References> beside;  // in the order of numbers_beside()
    std::array<Tally::Band, kAgeBands.size()> by_age{};
    std::size_t count() const { return successes.size() + failures.size(); }
    friend bool operator==(const FrozenFigure&, const FrozenFigure&) = default;
};

struct Snapshot {
    std::chrono::year_month month;
    Date frozen_on;
    std::vector<FrozenFigure> figures;  // in the order of all_measures() of its time
    References unsure_amber, unsure_red;

    const FrozenFigure* figure(std::string_view measure) const;
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// The caseload's month as it is known now. `references` are by the children's positions.
Snapshot snapshot(std::span<const Child> caseload, std::span<const std::string> references,
                  std::chrono::year_month month, Date frozen_on, const Calendar& calendar);
// Several months from one count.
std::vector<Snapshot> snapshots(std::span<const Child> caseload, std::span<const std::string> references, Months months,
                                Date frozen_on, const Calendar& calendar);

// One case by which a closed figure is now another.
struct Restated {
    std::string reference;
    std::string change;  // "now a success"
    std::string why;     // what the record says
};
struct Restatement {
    std::string measure;
    std::size_t count_was, success_was, count_now, success_now;
    std::vector<Restated> cases;
};

// What differs in the figures; none where nothing does. Both are of one month; `now` was taken of this caseload.
std::vector<Restatement> restatements(const Snapshot& closed, const Snapshot& now, std::span<const Child> caseload,
                                      std::span<const std::string> references);

}  // namespace ehcflow::workflow
