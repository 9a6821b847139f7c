// Whereabouts: the children of whom it is not sure where they are, over everyone known, with the reasons. Pure.
//
//   green  confirmed within a term by somebody other than the provider, and no reason to doubt it
//   amber  confirmed within two terms by somebody other than the provider, or within one by the provider alone
//   red    anything else
//
// A reason to doubt takes green away; it does not redden what was confirmed in time. A term, with its holiday, is taken
// as 4 months. The rule is ours. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "workflow/measures/child.h"
#include "workflow/measures/rating.h"

namespace ehcflow::workflow {

inline constexpr int kTermMonths = 4;
// Whether a day is no more than so many terms before (or on) another.
bool within_terms(Date earlier, int terms, Date day);

// Why the council ought to know where a child is; the first that fits.
enum class Known : std::uint8_t { AwaitingPlacement, OutOfSchool, WithPlan, Assessed, Moved };
std::string_view in_words(Known known);
std::optional<Known> why_known(const Standing& standing);

enum class Doubt : std::uint8_t {
    NeverConfirmed,
    LongAgo,        // by anybody
    ProviderAlone,  // and nobody else within a term
    NoPlacement,    // none was ever recorded
    PlacementEnded,
    NotAsInPlan,
    NotSinceMove,
};
std::string_view in_words(Doubt doubt);

struct Unsure {
    std::size_t child;  // position in the caseload
    Known known;
    std::vector<Doubt> doubts;      // at least one
    std::optional<Date> confirmed;  // last, by anybody
    Rating rating;                  // Amber or Red
};

std::vector<Doubt> doubts_of(const Standing& standing);
Rating rate_whereabouts(const Standing& standing);

// Amber or red, of somebody who is known; none where it is sure, or nobody's to know.
std::optional<Rating> rate_if_unsure(const Standing& standing);

// Everyone known whose whereabouts are not green: red before amber, the longest unconfirmed first.
std::vector<Unsure> unsure(std::span<const Child> caseload, Date day, const Calendar& calendar);

}  // namespace ehcflow::workflow
