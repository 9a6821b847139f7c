// The first steps from everywhere (model_check.h); model_check_long_test.cpp goes on from here, to the end.
#include "tests/workflow/model_check.h"

#include <gmock/gmock.h>

namespace ehcflow::workflow {
namespace {

using ::testing::IsEmpty;

constexpr std::size_t kStateDepth = 5;
constexpr std::size_t kCaseDepth = 1;

TEST(ModelCheck, EveryEventIsTakenOrRefusedByName) {
    const StateWalk walk = walk_states(kStateDepth, Transfers::Apart);
    EXPECT_THAT(walk.mistakes, IsEmpty());
    RecordProperty("states", static_cast<int>(walk.states));
    RecordProperty("steps", static_cast<int>(walk.steps));
    EXPECT_GT(walk.states, 4000U);
}

TEST(ModelCheck, DutiesStayWhatTheyAre) {
    for (const Beginning& from : beginnings()) EXPECT_THAT(walk_case(from, kCaseDepth).mistakes, IsEmpty());
}

TEST(ModelCheck, ACorrectionCanBeTakenBack) {
    for (const Beginning& from : beginnings()) EXPECT_THAT(walk_corrections(from).mistakes, IsEmpty());
}

}  // namespace
}  // namespace ehcflow::workflow
