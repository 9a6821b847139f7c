#include "plans/word_diff.h"

#include <gtest/gtest.h>
#include <random>

namespace ehcflow::plans {
namespace {

std::string random_text(std::mt19937& random) {
    static constexpr const char* kWords[] = {"Tam ",    "reads\n", "for ", "ten ", "minutes  ",
                                             "daily. ", " ",       "é\t",  "x"};
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += kWords[random() % std::size(kWords)];
    return text;
}

TEST(WordDiff, LosesAndDoublesNoWordOfEitherText) {
    std::mt19937 random(8);
    for (int i = 0; i < 5000; ++i) {
        const std::string before = random_text(random), after = random_text(random);
        const auto runs = word_diff(before, after);
        ASSERT_EQ(before_of(runs), before);
        ASSERT_EQ(after_of(runs), after);
    }
}

TEST(WordDiff, SaysNothingChangedWhereNothingDid) {
    EXPECT_EQ(word_diff("one two", "one two"), (std::vector<plans::Run>{{WordFate::Kept, "one two", 0}}));
    EXPECT_TRUE(word_diff("", "").empty());
}

TEST(WordDiff, NumbersAReplacementAsOneChange) {
    const auto runs = word_diff("a weekly hour of speech therapy", "a daily hour of therapy");
    const std::vector<plans::Run> expected = {{WordFate::Kept, "a ", 0},         {WordFate::Removed, "weekly ", 1},
                                              {WordFate::Added, "daily ", 1},    {WordFate::Kept, "hour of ", 0},
                                              {WordFate::Removed, "speech ", 2}, {WordFate::Kept, "therapy", 0}};
    EXPECT_EQ(runs, expected);
}

TEST(WordDiff, ShowsATextTooLongToCompareAsReplacedWhole) {
    std::string before, after;
    for (int i = 0; i < 3000; ++i) before += "old" + std::to_string(i) + " ", after += "new" + std::to_string(i) + " ";
    const auto runs = word_diff(before, after);
    EXPECT_EQ(runs.size(), 2U);
    EXPECT_EQ(after_of(runs), after);
}

}  // namespace
}  // namespace ehcflow::plans
