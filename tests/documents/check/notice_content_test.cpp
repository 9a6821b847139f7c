#include "documents/check/notice_content.h"

#include <gtest/gtest.h>
#include <vector>

namespace ehcflow::documents {
namespace {

const std::vector<ApprovedText> kRequired = {
    {"Mediation", "reg 32",
     "Mediation\nYou need the adviser’s certificate before you can appeal.\nIt is free of charge."},
    {"Advice", "s.32", "Free advice: 01632 960 820."},
};

TEST(NoticeContent, AcceptsTheWordsHoweverTheyAreSet) {
    EXPECT_TRUE(
        check_notice_content("Dear Ms Okafor\n\nMediation\nYou need the adviser's\ncertificate before\u00a0you can "
                             "appeal.\n\n\nIt is free of charge.\fFree advice: 01632 960 820.\nPage 2",
                             kRequired)
            .empty());
    EXPECT_TRUE(check_notice_content("Mediation You need the adviser’s certi\u00adficate before you can appeal. It is "
                                     "free of charge. Free advice: 01632 960 820.",
                                     kRequired)
                    .empty());
}

TEST(NoticeContent, AcceptsALineBrokenInsideAnAddressOfTheWeb) {
    const std::vector<ApprovedText> required = {{"Advice", "s.32", "See www.fenwich-help.example.org/a-z for more."}};
    for (const char* text :
         {"See www.fenwich-help.example.org/a-z for more.", "See www.fenwich-\nhelp.example.org/a-z for more.",
          "See www.fenwichhelp.example.org/\na-z for more."})
        EXPECT_TRUE(check_notice_content(text, required).empty()) << text;
    EXPECT_FALSE(check_notice_content("See www.fenwich-hello.example.org/a-z for more.", required).empty());
}

TEST(NoticeContent, NamesThePassageThatIsMissing) {
    const Findings findings = check_notice_content(
        "Mediation You need the adviser’s certificate before you can appeal. It is free of charge.", kRequired);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, "mandatory-text-missing");
    EXPECT_EQ(findings[0].severity, Severity::Error);
    EXPECT_EQ(findings[0].place, "\"Advice\" (s.32)");
    EXPECT_NE(findings[0].what.find("Free advice: 01632 960 820."), std::string::npos);
}

TEST(NoticeContent, OneChangedWordIsEnough) {
    const std::string whole =
        "Mediation You need the adviser’s certificate before you can appeal. It is free of charge. "
        "Free advice: 01632 960 820.";
    ASSERT_TRUE(check_notice_content(whole, kRequired).empty());
    for (const std::string_view word : {"need", "certificate", "before", "free", "charge.", "01632", "820."}) {
        std::string changed = whole;
        changed.replace(changed.find(word), word.size(), "other");
        EXPECT_FALSE(check_notice_content(changed, kRequired).empty()) << word;
    }
    EXPECT_FALSE(check_notice_content("Mediation It is free of charge. You need the adviser’s certificate before you "
                                      "can appeal. Free advice: 01632 960 820.",
                                      kRequired)
                     .empty());
    // Part of a word is not the word.
    EXPECT_FALSE(
        check_notice_content("Mediation You need the adviser’s certificate before you can appeal. It is free of "
                             "charge. Free advice: 01632 960 820.5",
                             kRequired)
            .empty());
}

TEST(NoticeContent, AnEmptyApprovedTextLetsNothingThrough) {
    const std::vector<ApprovedText> lost = {{"Mediation", "reg 32", " \n\n"}};
    EXPECT_EQ(check_notice_content("anything", lost).size(), 1U);
    EXPECT_TRUE(check_notice_content("", {}).empty());
}

}  // namespace
}  // namespace ehcflow::documents
