// An attacker who knows the rule and can try every table there is still cannot tell what a small cell holds.
#include "workflow/measures/suppression.h"

#include <array>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace ehcflow::workflow {
namespace {

constexpr std::size_t kLargest = 12;

TEST(Suppression, GivesABreakdownWithoutSmallCellsAsItIs) {
    const std::array<std::size_t, 3> cells = {5, 0, 7};
    const PublicBreakdown shown = suppress(cells);
    EXPECT_EQ(shown.total, 12U);
    EXPECT_EQ(shown.cells, (std::vector<std::optional<std::size_t>>{5, 0, 7}));
}

TEST(Suppression, WithholdsTheCellsAndASmallTotal) {
    EXPECT_EQ(suppress(std::array<std::size_t, 2>{1, 9}).total, 10U);
    EXPECT_EQ(suppress(std::array<std::size_t, 2>{1, 9}).cells[1], std::nullopt);
    EXPECT_EQ(suppress(std::array<std::size_t, 2>{1, 3}).total, std::nullopt);
    EXPECT_EQ(suppress(std::array<std::size_t, 1>{4}), suppress(std::array<std::size_t, 1>{1}));
    EXPECT_EQ(suppress({}).total, 0U);
}

using Table = std::array<std::size_t, 3>;

TEST(Suppression, CannotBeUndoneBySubtraction) {
    std::map<PublicBreakdown, std::vector<Table>> behind;
    for (std::size_t a = 0; a <= kLargest; ++a)
        for (std::size_t b = 0; b <= kLargest; ++b)
            for (std::size_t c = 0; c <= kLargest; ++c) behind[suppress(Table{a, b, c})].push_back({a, b, c});
    std::size_t attacked = 0;
    for (const auto& [shown, tables] : behind) {
        for (std::size_t cell = 0; cell < 3; ++cell) {
            std::set<std::size_t> possible;
            for (const Table& table : tables) possible.insert(table[cell]);
            const auto least = possible.lower_bound(1);
            if (least == possible.end() || *least >= kSmallestShown) continue;
            ++attacked;
            EXPECT_GE(possible.size(), 2U) << "a total gives a cell away";
        }
    }
    EXPECT_GT(attacked, 60U);
}

}  // namespace
}  // namespace ehcflow::workflow
