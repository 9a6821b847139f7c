// Every state that any sequence of events can lead to (but for the transfer, which the quick test walks too), and cases
// two events further.
#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <iterator>

#include "tests/workflow/model_check.h"

namespace ehcflow::workflow {
namespace {

using ::testing::IsEmpty;

constexpr std::size_t kCaseDepth = 3;

class WholeModel : public ::testing::Test {
protected:
    static const StateWalk& walk() {
        static const StateWalk kWalk = walk_states(kEveryStep, Transfers::Together);
        return kWalk;
    }
};

TEST_F(WholeModel, EveryEventIsTakenOrRefusedByNameInEveryState) {
    EXPECT_TRUE(walk().complete);
    EXPECT_THAT(walk().mistakes, IsEmpty());
    RecordProperty("states", static_cast<int>(walk().states));
    RecordProperty("steps", static_cast<int>(walk().steps));
    RecordProperty("depth", static_cast<int>(walk().depth));

    std::set<std::string> unused;
    for (const Transition& row : transitions())
        if (row.lifecycle != Lifecycle::Transfer && !walk().taken.contains(&row))
            unused.insert(std::string(name_of(row.lifecycle)) + ": " + std::string(name_of(row.event.kind)) + " " +
                          std::string(row.event.word) + " (" + std::string(row.cite) + ")");
    EXPECT_THAT(unused, IsEmpty()) << "rows that no case can come to";

    std::set<Stage> stuck;
    std::set_difference(walk().stages.begin(), walk().stages.end(), walk().left.begin(), walk().left.end(),
                        std::inserter(stuck, stuck.end()));
    EXPECT_THAT(stuck, IsEmpty()) << "stages that only the end of the case or the plan leaves";
}

class LongCases : public ::testing::TestWithParam<Beginning> {};

TEST_P(LongCases, DutiesStayWhatTheyAre) {
    const CaseWalk walk = walk_case(GetParam(), kCaseDepth);
    EXPECT_THAT(walk.mistakes, IsEmpty());
    RecordProperty("cases", static_cast<int>(walk.cases));
}

std::vector<Beginning> some_beginnings() {
    constexpr std::array<std::string_view, 5> kNames = {"drafted", "under review", "ceasing", "appealed", "moving"};
    std::vector<Beginning> some = beginnings();
    std::erase_if(
        some, [&](const Beginning& one) { return std::find(kNames.begin(), kNames.end(), one.name) == kNames.end(); });
    return some;
}

INSTANTIATE_TEST_SUITE_P(From, LongCases, ::testing::ValuesIn(some_beginnings()),
                         [](const auto& one) { return test_name(one.param.name); });

}  // namespace
}  // namespace ehcflow::workflow
