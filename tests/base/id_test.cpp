#include "base/id.h"

#include <gtest/gtest.h>

namespace ehcflow {
namespace {

TEST(Id, IsSafeInAUrlAndAFileName) {
    EXPECT_TRUE(is_id("SC-0001"));
    EXPECT_TRUE(is_id(std::string(64, 'a')));
    for (const std::string& bad :
         {std::string(), std::string(65, 'a'), std::string("../etc"), std::string("a/b"), std::string("-a"),
          std::string(".a"), std::string("a b"), std::string("é"), std::string("a\0b", 3), std::string("a\n")})
        EXPECT_FALSE(CaseId::parse(bad).has_value()) << bad;
}

}  // namespace
}  // namespace ehcflow
