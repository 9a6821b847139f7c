// Rating: blue, green, amber or red by a written rule, never green on a figure that is missing or stale.
//
//   red    no figure; or more than kAmberPoints below the target
//   amber  no more than kAmberPoints below the target; or at the target, but the figure is of an earlier month
//   green  at the target in the month
//   blue   green, and at the target in each of the two months before
//
// The rule is ours. Pure; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ehcflow::workflow {

enum class Rating : std::uint8_t { Red, Amber, Green, Blue };
std::string_view name_of(Rating rating);

inline constexpr std::size_t kAmberPoints = 10;  // percentage points

struct MonthFigure {
    std::chrono::year_month month;
    std::size_t count = 0;  // 0: nothing to share out, which is no figure
    std::size_t success = 0;
};

// The figures may come in any order; those after `month` are left out of account.
Rating rate(std::span<const MonthFigure> figures, std::chrono::year_month month, std::size_t target_per_cent);

}  // namespace ehcflow::workflow
