// Timeliness: is this case in the count, is it a success? Each measure is a pair of pure predicates over one duty, so
// that every figure opens to its cases by construction. Pure; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "workflow/due.h"

namespace ehcflow::workflow {

enum class Excusable : bool { No, Yes };  // do admitted exceptions leave the count?

struct Measure {
    std::string_view id;
    std::string_view title;
    std::string_view definition;
    std::string_view rule;  // the duty that is measured
    Excusable exceptions;   // Yes: a late one that its provision excuses is not counted at all
    std::string_view source;
};

// Every measure that is worked out, those of the monthly statement first.
std::span<const Measure> all_measures();

// Decisions in 6 weeks, and plans in 20 weeks with and without exceptions, counted by the month of the decision or of
// the final plan, as the published national statistics count plans (to be verified against their methodology).
std::span<const Measure> timeliness_measures();

// The month in which this duty counts, where it is in the count: done, and not left out as excused.
std::optional<std::chrono::year_month> counts_in(const Measure& measure, const Duty& duty);
bool succeeds(const Duty& duty);

}  // namespace ehcflow::workflow
