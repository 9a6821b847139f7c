// Disclosure: what of a month's figures may stand in a public copy, so that no subtraction tells of few children.
//
// Some figures are of the same matters: plans with and without exceptions, advice in all and by adviser, reviews held
// and decided. The first of them is shown unless one of its own numbers is from 1 to 4. The others are shown together,
// and only where none of their numbers, and no difference from the first one's, is: with all parts but one shown, the
// last is what is left. So with the numbers beside the figures, of which a small one that has no kin is "fewer than 5".
// Ages and the cases themselves are not for the public. What this cannot see is the change of a number from month to
// month. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflow/measures/snapshot.h"
#include "workflow/measures/suppression.h"

namespace ehcflow::workflow {

enum class Copy { Public, Private };  // for whom figures are told: private ones open to their cases

struct PublicFigure {
    bool withheld = false;
    std::size_t count = 0, successes = 0;  // 0 where withheld
    friend auto operator<=>(const PublicFigure&, const PublicFigure&) = default;
};

struct Numbers {
    std::size_t count = 0, successes = 0;
};

// Of figures over the same matters, the widest first.
std::vector<PublicFigure> disclose(std::span<const Numbers> linked);

// Of a whole month, in the order of its figures.
std::vector<PublicFigure> disclose(const Snapshot& snapshot);

// "0", "fewer than 5", "17".
std::string disclose_number(std::size_t number);

inline constexpr std::string_view kNotShown = "not shown";

// The numbers beside each figure of a month, in the order of its figures and of numbers_beside(), as they may be told.
std::vector<std::vector<std::string>> disclose_beside(const Snapshot& snapshot);

// How many are known, and how many of them are not sure to be anywhere. Withheld together: the red, the amber, those
// who are sure, and those of the measure's own failures are told apart by subtraction.
struct PublicWhereabouts {
    std::string known;
    bool withheld = false;
    std::size_t amber = 0, red = 0;  // 0 where withheld
};
PublicWhereabouts disclose_whereabouts(const Snapshot& snapshot);

}  // namespace ehcflow::workflow
