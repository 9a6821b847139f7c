// Disclosure: what of a month's figures may stand in a public copy, so that no subtraction tells of few children.
//
// Some figures are of the same matters: plans with and without exceptions, advice in all and by adviser, reviews held
// and decided. The first of them is shown unless one of its own numbers is from 1 to 4. The others are shown together,
// and only where none of their numbers, and no difference from the first one's, is: with all parts but one shown, the
// last is what is left. Ages and the cases themselves are not for the public. The numbers beside a figure are shown one
// by one, as "fewer than 5" where small. What this cannot see is the change of a number from month to month. Pure; any
// thread.
#pragma once

#include <string>
#include <vector>

#include "workflow/measures/snapshot.h"
#include "workflow/measures/suppression.h"

namespace ehcflow::workflow {

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

}  // namespace ehcflow::workflow
