// Notify's rules on pages made by hand, one at a time; the real letters are in notice_pdf_test.cpp.
#include "documents/check/pdf/page_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ehcflow::documents {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

PrintedPage blank(double width = 210, double height = 297) {
    PrintedPage page{width, height, {}, static_cast<std::size_t>(width), {}};
    page.ink.assign(page.columns * static_cast<std::size_t>(height), 0);
    return page;
}

void put(PrintedPage& page, const char* text, double left, double top) {
    page.words.push_back({text, {left, top, left + 10, top + 3}});
    page.ink[static_cast<std::size_t>(top) * page.columns + static_cast<std::size_t>(left)] = kInk;
}

PrintedPdf good(std::size_t pages = 2) {
    PrintedPdf pdf;
    for (std::size_t i = 0; i < pages; ++i) pdf.pages.push_back(blank());
    put(pdf.pages[0], "Ngozi", 25, 42);
    put(pdf.pages[0], "Lane", 25, 46);
    put(pdf.pages[0], "ZZ1", 25, 50);
    put(pdf.pages[0], "4AB", 35, 50);
    put(pdf.pages[0], "Dear", 25, 100);
    return pdf;
}

TEST(PageLayout, ALetterThatKeepsToItGoesByNotify) {
    const Findings findings = check_layout(good(10), 100'000);
    EXPECT_THAT(findings, IsEmpty());
    EXPECT_EQ(way_for(findings), Way::Notify);
}

TEST(PageLayout, ElevenPagesGoAnotherWay) {
    const Findings findings = check_layout(good(11), 100'000);
    EXPECT_THAT(findings, Contains(Field(&Finding::code, "letter-too-long")));
    EXPECT_EQ(way_for(findings), Way::PrintOrSecureLink);
    EXPECT_THAT(check_layout(good(), 2'000'001), Contains(Field(&Finding::code, "letter-too-large")));
}

struct Spoiled {
    const char* code;
    const char* place;
    void (*spoil)(PrintedPdf&);
};
constexpr Spoiled kSpoiled[] = {
    {"letter-not-a4-portrait-oriented", "page 2", [](PrintedPdf& pdf) { pdf.pages[1] = blank(297, 210); }},
    {"letter-not-a4-portrait-oriented", "page 1", [](PrintedPdf& pdf) { pdf.pages[0].height = 279; }},
    {"content-outside-printable-area", "page 2, 14 mm", [](PrintedPdf& pdf) { put(pdf.pages[1], "x", 13, 100); }},
    {"content-outside-printable-area", "page 2, 198 mm", [](PrintedPdf& pdf) { put(pdf.pages[1], "x", 197, 100); }},
    {"content-outside-printable-area", "page 1, 51 mm", [](PrintedPdf& pdf) { put(pdf.pages[0], "x", 50, 80); }},
    {"content-outside-printable-area", "page 2, 51 mm", [](PrintedPdf& pdf) { put(pdf.pages[1], "x", 50, 294); }},
    {"notify-tag-found-in-content", "page 1, 1 mm", [](PrintedPdf& pdf) { put(pdf.pages[0], "NOTIFY", 1, 1); }},
    {"address-is-empty", "window",
     [](PrintedPdf& pdf) { pdf.pages[0].words.erase(pdf.pages[0].words.begin(), pdf.pages[0].words.begin() + 4); }},
    {"not-enough-address-lines", "window",
     [](PrintedPdf& pdf) { pdf.pages[0].words.erase(pdf.pages[0].words.begin()); }},
    {"too-many-address-lines", "window",
     [](PrintedPdf& pdf) {
         for (int line = 0; line < 5; ++line) put(pdf.pages[0], "ZZ14AB", 25, 53 + 2.5 * line);
     }},
    {"invalid-address-line-1-or-2", "window", [](PrintedPdf& pdf) { pdf.pages[0].words[0].text = "..."; }},
    {"invalid-char-in-address", "window", [](PrintedPdf& pdf) { pdf.pages[0].words[1].text = "(Lane)"; }},
    {"not-a-real-uk-postcode", "window", [](PrintedPdf& pdf) { pdf.pages[0].words[3].text = "44B"; }},
};

TEST(PageLayout, EachRuleSaysWhereItIsBroken) {
    for (const Spoiled& row : kSpoiled) {
        PrintedPdf pdf = good();
        row.spoil(pdf);
        EXPECT_THAT(check_layout(pdf, 1), Contains(testing::AllOf(Field(&Finding::code, row.code),
                                                                  Field(&Finding::place, HasSubstr(row.place)))))
            << row.code;
    }
    for (const LayoutRule& rule : layout_rules())
        EXPECT_TRUE(std::any_of(std::begin(kSpoiled), std::end(kSpoiled),
                                [&](const Spoiled& row) { return row.code == rule.code; }) ||
                    rule.code == "letter-too-long" || rule.code == "letter-too-large")
            << rule.code;
}

// A paragraph that goes on over a page's end: its words are read as one, and no word of it is lost with the foot.
TEST(PrintedPdf, AParagraphReadsOnOverThePagesEnd) {
    PrintedPdf pdf;
    const char* const kLast[] = {"by", "the", "end"};
    for (std::size_t page = 0; page < 3; ++page) {
        PrintedPage printed = blank();
        put(printed, "words", 25, 100);
        put(printed, kLast[page], 25, 270);  // in the foot's area, and its own
        put(printed, "Page", 25, 280);
        put(printed, std::to_string(page + 1).c_str(), 40, 280);
        if (page == 1) put(printed, "once", 25, 284);
        pdf.pages.push_back(std::move(printed));
    }
    EXPECT_EQ(pdf.running_text(), "words\nby\nwords\nthe\nonce\nwords\nend\n");
    EXPECT_THAT(pdf.text(), HasSubstr("by\nPage 1\nwords\nthe\nPage 2\nonce\n"));
    PrintedPdf single;
    single.pages.push_back(pdf.pages[0]);
    EXPECT_EQ(single.running_text(), single.text()) << "one page shares nothing";
}

TEST(PageLayout, WhatIsNoPdfIsSaid) {
    for (const char* hostile : {"", "x", "%PDF-1.7\n%%EOF"}) EXPECT_FALSE(read_printed(hostile).ok());
}

}  // namespace
}  // namespace ehcflow::documents
