#include "base/result.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace ehcflow {
namespace {

TEST(Result, HoldsOneSide) {
    Result<int, std::string> yes = 4;
    Result<int, std::string> no = Failure{std::string("why")};
    EXPECT_TRUE(yes);
    EXPECT_EQ(*yes, 4);
    EXPECT_FALSE(no);
    EXPECT_EQ(no.error(), "why");
}

TEST(Result, TellsTheSidesApartWhenTheyAreOfOneType) {
    Result<std::string, std::string> no = Failure{std::string("why")};
    EXPECT_FALSE(no.ok());
}

TEST(Result, MovesItsValueOut) {
    Result<std::unique_ptr<int>, int> one = std::make_unique<int>(7);
    EXPECT_EQ(*std::move(one).value(), 7);
}

TEST(ResultDeathTest, AskingForTheMissingSideAborts) {
    const Result<int, int> no = Failure{1};
    const Result<void, int> done;
    EXPECT_DEATH(static_cast<void>(no.value()), "value\\(\\) of a failure");
    EXPECT_DEATH(static_cast<void>(done.error()), "error\\(\\) of a success");
}

}  // namespace
}  // namespace ehcflow
