#include "base/personal.h"

#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <type_traits>

namespace ehcflow {
namespace {

template <class T>
concept Streams = requires(std::ostream& out, const T& value) {
    out << value;
};

TEST(Personal, CannotReachALogByAccident) {
    static_assert(Streams<std::string> && !Streams<Personal<std::string>>);
    static_assert(!std::is_convertible_v<Personal<std::string>, std::string>);
    static_assert(!std::is_convertible_v<std::string, Personal<std::string>>);
    EXPECT_EQ(Personal<std::string>("Invented Person").reveal(), "Invented Person");
}

}  // namespace
}  // namespace ehcflow
