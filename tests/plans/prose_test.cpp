#include "plans/prose.h"

#include <gtest/gtest.h>

namespace ehcflow::plans {
namespace {

TEST(Prose, CutsSentencesAndReadsTheAdviceBehindThem) {
    const auto found =
        sentences("Dr. Anand saw Tam. [K1] She reads, e.g. menus, aloud! [K2, K3]\n\n- One item\n- Two of them [K4].");
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].text, "Dr. Anand saw Tam.");
    EXPECT_EQ(found[0].sources, (std::vector<std::string>{"K1"}));
    EXPECT_EQ(found[1].sources, (std::vector<std::string>{"K2", "K3"}));
    EXPECT_EQ(found[2].text, "One item");
    EXPECT_TRUE(found[2].sources.empty());
    EXPECT_EQ(found[3].sources, (std::vector<std::string>{"K4"}));
}

TEST(Prose, StandsAnyBytes) {
    for (const char* text : {"", " ", "[K", "[K1]", "[K1][K2]", "...", "- - -", "a[K1", "\xe2\x80", "[K]. [K,,]"})
        EXPECT_LE(sentences(text).size(), 2U) << text;
}

TEST(Prose, KeepsWordsWhole) {
    EXPECT_EQ(words("Tam’s one-to-one – 2.5 hours, don't.").size(), 5U);
    EXPECT_TRUE(words("– … ‘’").size() <= 1U);
}

TEST(Prose, TellsHardTextFromEasy) {
    const Length easy = length_of("Tam likes her cat. The cat is big. It sits on the mat.");
    const Length hard =
        length_of("Multidisciplinary professionals necessitate comprehensive communication strategies.");
    EXPECT_LT(easy.reading_age(), 8);
    EXPECT_GT(hard.reading_age(), 18);
    EXPECT_EQ(easy.sentences, 3U);
    EXPECT_EQ(Length{}.reading_age(), 0);
}

TEST(Prose, FindsPhrasesAsWholeWords) {
    EXPECT_TRUE(says("access to a room", "access to"));
    EXPECT_FALSE(says("irregular", "regular"));
    EXPECT_FALSE(says("regularly", "regular"));
}

}  // namespace
}  // namespace ehcflow::plans
