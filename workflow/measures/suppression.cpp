#include "workflow/measures/suppression.h"

#include <algorithm>
#include <numeric>

namespace ehcflow::workflow {
namespace {

bool is_small(std::size_t number) { return number > 0 && number < kSmallestShown; }

}  // namespace

PublicBreakdown suppress(std::span<const std::size_t> cells) {
    PublicBreakdown shown;
    const std::size_t total = std::accumulate(cells.begin(), cells.end(), std::size_t{0});
    if (!is_small(total)) shown.total = total;
    if (std::ranges::any_of(cells, is_small))
        shown.cells.resize(cells.size());
    else
        shown.cells.assign(cells.begin(), cells.end());
    return shown;
}

}  // namespace ehcflow::workflow
