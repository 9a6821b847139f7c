#include "base/text.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

namespace ehcflow {
namespace {

TEST(Text, KnowsWellFormedUtf8) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("Siân Ó Briain, 日本, 🙂"));
    for (const char* bad : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "a\xFF"})
        EXPECT_FALSE(is_utf8(bad));
}

TEST(Text, FindsTheWordThatWasMeant) {
    constexpr std::array<std::string_view, 3> kNames = {"child.first_name", "child.last_name", "officer.name"};
    EXPECT_EQ(nearest("child.frist_name", kNames), "child.first_name");
    EXPECT_EQ(nearest("officr.name", kNames), "officer.name");
    EXPECT_EQ(nearest("nmae", std::array<std::string_view, 1>{"name"}), "name");
    EXPECT_EQ(nearest("something else entirely", kNames), std::nullopt);
    EXPECT_EQ(nearest("", kNames), std::nullopt);
    EXPECT_EQ(nearest(std::string(100000, 'a'), kNames), std::nullopt);
}

TEST(Text, JoinsAsEnglishDoes) {
    const std::array<std::string, 3> names = {"a", "b", "c"};
    EXPECT_EQ(join_with(std::span(names).first(0), " and "), "");
    EXPECT_EQ(join_with(std::span(names).first(1), " and "), "a");
    EXPECT_EQ(join_with(std::span(names).first(2), " and "), "a and b");
    EXPECT_EQ(join_with(names, " or "), "a, b or c");
}

TEST(Text, Trims) {
    EXPECT_EQ(trim(" \t a b\n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
}

}  // namespace
}  // namespace ehcflow
