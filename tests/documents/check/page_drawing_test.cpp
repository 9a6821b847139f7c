// A page worked out from what it draws: words and their places, ink, and drawings made to trouble a reader. That it is
// what another program prints is asserted of every letter in notice_pdf_test.cpp.
#include "documents/check/pdf/page_drawing.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ehcflow::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr double kPoint = 72 / 25.4;  // a millimetre in points

// A font in which each letter is itself, half as wide as it is high.
std::shared_ptr<const PageFont> plain_font() {
    auto font = std::make_shared<PageFont>();
    for (int code = ' '; code < 127; ++code) {
        font->texts[static_cast<std::size_t>(code)] = std::string(1, static_cast<char>(code));
        font->advances[static_cast<std::size_t>(code)] = 500;
    }
    return font;
}

// A page of 100 by 100 mm whose drawing is in millimetres from the left and lower edge.
DrawnPage page_of(const std::string& content) {
    DrawnPage page{{0, 0, 100 * kPoint, 100 * kPoint}, {}};
    page.drawing.content = std::to_string(kPoint) + " 0 0 " + std::to_string(kPoint) + " 0 0 cm " + content;
    page.drawing.fonts = {{"/F1", plain_font()}, {"/Odd", nullptr}};
    page.drawing.objects = {{"/Picture", nullptr}};
    return page;
}

std::vector<std::string> words_of(const std::string& content) {
    const auto printed = print_page(page_of(content));
    EXPECT_TRUE(printed.ok()) << content;
    std::vector<std::string> words;
    if (printed)
        for (const PrintedWord& word : printed->words) words.push_back(word.text);
    return words;
}

// The square millimetres with ink, as the box round them, and how many.
struct Ink {
    std::size_t left = 1'000, top = 1'000, right = 0, bottom = 0, count = 0;
    bool operator==(const Ink&) const = default;
};
Ink ink_of(const DrawnPage& page) {
    const auto printed = print_page(page);
    EXPECT_TRUE(printed.ok()) << page.drawing.content;
    Ink ink;
    for (std::size_t at = 0; printed && at < printed->ink.size(); ++at) {
        if (printed->ink[at] != kInk) continue;
        const std::size_t x = at % printed->columns, y = at / printed->columns;
        ink = {std::min(ink.left, x), std::min(ink.top, y), std::max(ink.right, x), std::max(ink.bottom, y),
               ink.count + 1};
    }
    return ink;
}
Ink ink_of(const std::string& content) { return ink_of(page_of(content)); }
std::ostream& operator<<(std::ostream& out, const Ink& ink) {
    return out << ink.left << ".." << ink.right << " by " << ink.top << ".." << ink.bottom << ", " << ink.count;
}

TEST(PageDrawing, WordsEndWhereAReaderWouldEndThem) {
    EXPECT_THAT(words_of("BT /F1 10 Tf 10 50 Td (two words)Tj ET"), ElementsAre("two", "words"));
    EXPECT_THAT(words_of("BT /F1 10 Tf [(W)91(e)-20( are)]TJ ET"), ElementsAre("We", "are")) << "kerning is no gap";
    EXPECT_THAT(words_of("BT /F1 10 Tf [(left)-900(right)]TJ ET"), ElementsAre("left", "right")) << "a tab is one";
    EXPECT_THAT(words_of("BT /F1 10 Tf 0 50 Td (wo)Tj ET BT 10 50 Td (rd,)Tj ET BT 0 30 Td (next)Tj ET"),
                ElementsAre("word,", "next"))
        << "another kind of letter within a word, then another line";
    EXPECT_THAT(words_of("BT /F1 10 Tf 12 TL (one)Tj (two)' 1 0 (three)\" T* 0 0 Td <66>Tj ET"),
                ElementsAre("one", "two", "three", "f"));
    EXPECT_THAT(words_of("BT /F1 10 Tf (\\001known)Tj ET"), ElementsAre("\uFFFDknown"))
        << "what a code means is unsaid";
    EXPECT_THAT(words_of("BT (no font)Tj ET"), IsEmpty());
}

TEST(PageDrawing, AWordHasItsPlaceInMillimetresFromTheUpperLeft) {
    const auto printed = print_page(page_of("q 2 0 0 2 10 20 cm BT /F1 5 Tf 1 10 Td (abcd)Tj ET Q"));
    ASSERT_TRUE(printed.ok());
    ASSERT_EQ(printed->words.size(), 1U);
    const Millimetres& box = printed->words[0].box;
    EXPECT_NEAR(box.left, 12, 0.01);
    EXPECT_NEAR(box.right, 12 + 4 * 5, 0.01);
    EXPECT_NEAR(box.bottom, 100 - 40 + 0.22 * 10, 0.01);
    EXPECT_NEAR(box.top, 100 - 40 - 0.93 * 10, 0.01);
    EXPECT_NEAR(printed->width, 100, 0.01);
}

TEST(PageDrawing, InkIsWhereItIsDrawn) {
    const Ink square{20, 59, 30, 79, 231};  // 20 to 30 mm, 20 to 40 mm from below, and the millimetres that it touches
    EXPECT_EQ(ink_of("20.1 20.9 10 20 re f"), square);
    EXPECT_EQ(ink_of("1 g 20 20 10 20 re f"), Ink{}) << "white is paper";
    EXPECT_EQ(ink_of("0 0 0 0 k 0.2 w 20.5 20.5 10 20 re B*"), (Ink{20, 59, 30, 79, 60})) << "but its frame is black";
    EXPECT_EQ(ink_of("20.1 20.9 10 20 re W n 0 0 100 100 re f"), square) << "within what is cut out";
    EXPECT_EQ(ink_of("q 20.1 20.9 10 20 re W* n Q q 10 0 0 20 20.1 20.9 cm /Picture Do Q"), square);
    EXPECT_EQ(ink_of("0.2 w 10.5 10.5 m 10.5 20.5 l S"), (Ink{10, 79, 10, 89, 11})) << "a line is as wide as it is";
    EXPECT_EQ(ink_of("10 10 m 10 20 20 20 20 10 c h S").count > 20, true);
    EXPECT_EQ(ink_of("BT 3 Tr /F1 10 Tf 10 50 Td (unseen)Tj ET"), Ink{});
    EXPECT_EQ(ink_of("BT 1 g /F1 10 Tf 10 50 Td (white)Tj ET"), Ink{});
    EXPECT_EQ(ink_of("-500 -500 1 1 re f 900 900 m 901 901 l S"), Ink{}) << "beside the page";
    EXPECT_EQ(ink_of("/Pattern cs /P1 scn 20.1 20.9 10 20 re f"), square) << "what is not known is ink";
    EXPECT_EQ(ink_of("1 g /Spot cs 1 scn 20.1 20.9 10 20 re f"), square) << "of an ink, one is all of it";
}

TEST(PageDrawing, ADrawingWithinADrawingIsDrawnWhereItIsPlaced) {
    DrawnPage page = page_of("q 1 0 0 1 20.1 20.9 cm /Form Do Q BT /F1 10 Tf 60 60 Td (after)Tj ET");
    auto form = std::make_shared<DrawnForm>();
    form->box = {0, 0, 10, 20};
    form->drawing.content =
        "Q Q q q 0 0 500 500 re f";  // takes what is not its own, leaves more, is cut off at its box
    page.drawing.objects["/Form"] = form;
    const Ink ink = ink_of(page);
    EXPECT_EQ(ink.left, 20U);
    EXPECT_EQ(ink.bottom, 79U);
    const auto printed = print_page(page);
    ASSERT_EQ(printed->words.size(), 1U);
    EXPECT_NEAR(printed->words[0].box.left, 60, 0.01) << "the states that it left open are closed";
}

TEST(PageDrawing, WhatIsNotUnderstoodIsSaid) {
    const std::string deep = [] {
        std::string states;
        for (int i = 0; i < 600; ++i) states += "q ";
        return states;
    }();
    std::string much;
    for (int i = 0; i < 20'000; ++i) much += "0 0 100 100 re f ";
    const std::pair<std::string, const char*> kHostile[] = {
        {"BT /Odd 10 Tf (x)Tj ET", "font"},     {"BT /F9 10 Tf ET", "font"},
        {"/Nothing Do", "not in the file"},     {"(never ends", "breaks off"},
        {"BI /W 1 ID x EI", "picture in line"}, {deep, "too many times"},
        {much, "more than any page"},
    };
    for (const auto& [content, why] : kHostile) {
        const auto printed = print_page(page_of(content));
        ASSERT_FALSE(printed.ok()) << why;
        EXPECT_THAT(printed.error(), HasSubstr(why));
    }
    // Drawings that place each other without end cost no more than a bounded time.
    DrawnPage page = page_of("/Form Do");
    auto form = std::make_shared<DrawnForm>();
    form->box = {0, 0, 1, 1};
    for (int i = 0; i < 30; ++i) form->drawing.content += "/Form Do ";
    form->drawing.objects["/Form"] = form;
    page.drawing.objects["/Form"] = form;
    EXPECT_FALSE(print_page(page).ok());
    form->drawing.objects.clear();
}

TEST(PageDrawing, OddDrawingsHarmNothing) {
    for (const char* odd :
         {"Q Q Q", "cm", "1 2 cm", "re f", "l S", "c", "h", "W n", "Tj", "BT TJ ET", "Do", "1e99 0 m nan inf l S",
          "99999999999999999999 0 m -99999999999999999999 7 l S", "0 0 0 0 0 0 cm BT /F1 10 Tf (x)Tj ET 1 1 m 2 2 l S",
          "BT /F1 0 Tf (x)Tj /F1 -10 Tf (y)Tj ET", "BT /F1 1e9 Tf 1000000 Tc (xyz)Tj ET", "+5 -5 --5 . 5 re f"})
        EXPECT_TRUE(print_page(page_of(odd)).ok()) << odd;
    for (const std::array<double, 4>& box :
         {std::array<double, 4>{0, 0, 0, 0}, {0, 0, -1, 5}, {0, 0, 1e12, 5}, {0, 0, std::nan(""), 5}}) {
        DrawnPage page = page_of("");
        page.box = box;
        EXPECT_FALSE(print_page(page).ok());
    }
}

}  // namespace
}  // namespace ehcflow::documents
