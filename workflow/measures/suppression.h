// Suppression: a breakdown for the public that tells nobody about few children.
//
// Where any cell is from 1 to 4 the whole breakdown is withheld and only its total is given, and not even that where it
// is itself so small. Hiding single cells would not do: a total less its shown cells gives the last one away. What
// this cannot see is a second table over the same children: publish one breakdown of a figure. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace ehcflow::workflow {

inline constexpr std::size_t kSmallestShown = 5;

struct PublicBreakdown {
    std::vector<std::optional<std::size_t>> cells;  // all given, or none
    std::optional<std::size_t> total;
    friend auto operator<=>(const PublicBreakdown&, const PublicBreakdown&) = default;
};

PublicBreakdown suppress(std::span<const std::size_t> cells);

}  // namespace ehcflow::workflow
