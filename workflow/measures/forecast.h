// Forecast: what will be breached in the next 14, 28 and 56 days at the present pace.
//
// The pace is read from the caseload itself, rule by rule: how long its duties took, from the event that began them.
// Duties that still run count for as long as they have run (the product-limit estimate of Kaplan and Meier), so that
// slow work that is not finished yet does not flatter the figure. For a duty that has run for e days of its L, the
// chance of a breach is then S(L) / S(e), where S(t) is the share that is still not done after t days. The choice of a
// year's work and of 5 examples is ours. Pure; any thread.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "workflow/due.h"

namespace ehcflow::workflow {

inline constexpr std::array<int, 3> kHorizons = {14, 28, 56};  // days
inline constexpr int kPaceDays = 365;          // duties begun longer ago tell nothing of the present pace
inline constexpr std::size_t kFewestDone = 5;  // with fewer done there is no pace to speak of

class Pace {
public:
    void add(int days, bool done);
    // The chance that a duty which is not done after `elapsed` days is still not done after `limit`; none where too few
    // were done to say.
    std::optional<double> chance_of_breach(int elapsed, int limit) const;

private:
    double share_not_done(int after) const;

    struct Ends {
        std::size_t done = 0, running = 0;
    };
    std::map<int, Ends> ended_;  // by days
    std::size_t done_ = 0;
};

struct Prospect {
    std::size_t case_at;           // position in the caseload
    const Duty* duty;              // points into its answer
    int days_left;                 // to the last lawful day
    std::optional<double> chance;  // of a breach; none where there is no pace
    bool behind = false;           // a final plan is due and its draft has not been sent by week 14: policy, not law
};

struct Horizon {
    int days;
    std::size_t falling_due = 0;  // duties of the council and its advisers whose last lawful day is within the days
    double expected = 0;          // breaches among them
    std::size_t likely = 0;       // those with a chance of at least a half
    std::size_t unknown = 0;      // those without a pace
};

struct Forecast {
    std::array<Horizon, kHorizons.size()> horizons;
    std::vector<Prospect> prospects;  // within the longest horizon: the likeliest breach first, unknown ones last
    std::size_t overdue = 0;          // already breached and not done
};

Forecast forecast(std::span<const Answer* const> caseload, Date today);

}  // namespace ehcflow::workflow
