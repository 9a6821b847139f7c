// The first steps from everywhere (model_check.h); model_check_long_test.cpp goes on from here, to the end.
#include "tests/workflow/model_check.h"

#include <gmock/gmock.h>

namespace ehcflow::workflow {
namespace {

using ::testing::IsEmpty;

constexpr std::size_t kStateDepth = 5;
constexpr std::size_t kCaseDepth = 2;

TEST(ModelCheck, EveryEventIsTakenOrRefusedByName) {
    const StateWalk walk = walk_states(kStateDepth, Transfers::Apart);
    EXPECT_THAT(walk.mistakes, IsEmpty());
    RecordProperty("states", static_cast<int>(walk.states));
    RecordProperty("steps", static_cast<int>(walk.steps));
    EXPECT_GT(walk.states, 4000U);
}

class CaseCheck : public ::testing::TestWithParam<Beginning> {};

TEST_P(CaseCheck, DutiesStayWhatTheyAre) {
    const CaseWalk walk = walk_case(GetParam(), kCaseDepth);
    EXPECT_THAT(walk.mistakes, IsEmpty());
    EXPECT_GT(walk.cases, 0U);
    RecordProperty("cases", static_cast<int>(walk.cases));
}

TEST_P(CaseCheck, ACorrectionCanBeTakenBack) {
    const CaseWalk walk = walk_corrections(GetParam());
    EXPECT_THAT(walk.mistakes, IsEmpty());
    EXPECT_GT(walk.cases, 0U);
}

INSTANTIATE_TEST_SUITE_P(From, CaseCheck, ::testing::ValuesIn(beginnings()),
                         [](const auto& one) { return test_name(one.param.name); });

}  // namespace
}  // namespace ehcflow::workflow
