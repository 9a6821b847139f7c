// An attacker who knows the rule, and can try every table there is, still cannot tell what a small number is, though
// figures over the same matters are published side by side.
#include "workflow/measures/disclosure.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace ehcflow::workflow {
namespace {

constexpr std::size_t kLargest = 14;

// In time, late with an exception, late without: two figures are made of them.
using Plans = std::array<std::size_t, 3>;
std::vector<PublicFigure> published(const Plans& plans) {
    const auto [in_time, excused, late] = plans;
    return disclose(std::vector<Numbers>{{in_time + excused + late, in_time}, {in_time + late, in_time}});
}

// Advice in all, and by three advisers who between them gave it all: each in time and late.
using Advice = std::array<std::size_t, 4>;
std::vector<PublicFigure> published(const Advice& advice) {
    const auto [a, a_late, b, b_late] = advice;
    return disclose(std::vector<Numbers>{{a + a_late + b + b_late, a + b}, {a + a_late, a}, {b + b_late, b}});
}

// For every table, whether each of its small cells could be at least two things, as far as what is published tells.
template <class Table>
std::size_t attack(const std::vector<Table>& tables) {
    std::map<std::vector<PublicFigure>, std::vector<Table>> behind;
    for (const Table& table : tables) behind[published(table)].push_back(table);
    std::size_t attacked = 0;
    for (const auto& [shown, possible] : behind)
        for (std::size_t cell = 0; cell < possible[0].size(); ++cell) {
            std::set<std::size_t> values;
            for (const Table& table : possible) values.insert(table[cell]);
            const auto least = values.lower_bound(1);
            if (least == values.end() || *least >= kSmallestShown) continue;
            ++attacked;
            EXPECT_GE(values.size(), 2U) << "a difference gives a cell away";
        }
    return attacked;
}

TEST(Disclosure, OfPlansWithAndWithoutExceptionsCannotBeUndone) {
    std::vector<Plans> tables;
    for (std::size_t a = 0; a <= kLargest; ++a)
        for (std::size_t b = 0; b <= kLargest; ++b)
            for (std::size_t c = 0; c <= kLargest; ++c) tables.push_back({a, b, c});
    EXPECT_GT(attack(tables), 50U);
}

TEST(Disclosure, OfAdviceAndItsPartsCannotBeUndone) {
    std::vector<Advice> tables;
    for (std::size_t a = 0; a <= kLargest; ++a)
        for (std::size_t b = 0; b <= kLargest; ++b)
            for (std::size_t c = 0; c <= kLargest; ++c)
                for (std::size_t d = 0; d <= kLargest; ++d) tables.push_back({a, b, c, d});
    EXPECT_GT(attack(tables), 50U);
}

TEST(Disclosure, ShowsWhatTellsOfNobody) {
    EXPECT_EQ(published(Plans{20, 6, 9}), (std::vector<PublicFigure>{{false, 35, 20}, {false, 29, 20}}));
    EXPECT_EQ(published(Plans{20, 1, 9}), (std::vector<PublicFigure>{{false, 30, 20}, {true, 0, 0}}));
    EXPECT_EQ(published(Plans{20, 0, 3})[0].withheld, true);
    EXPECT_TRUE(disclose(std::vector<Numbers>{}).empty());
    EXPECT_EQ(disclose_number(0), "0");
    EXPECT_EQ(disclose_number(1), disclose_number(4));
    EXPECT_EQ(disclose_number(5), "5");
}

}  // namespace
}  // namespace ehcflow::workflow
