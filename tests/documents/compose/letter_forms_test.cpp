#include "documents/compose/letter_forms.h"

#include <gtest/gtest.h>
#include <regex>
#include <string>

#include "templates/engine/package.h"
#include "templates/engine/template.h"
#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

templates::Template form_of(Notice notice) {
    auto form = templates::Template::parse(file_text("templates/" + std::string(notice_row(notice).template_path)),
                                           approved_block);
    EXPECT_TRUE(form.ok());
    return std::move(form).value();
}

templates::Value values_of(Notice notice) {
    const Moment& moment = moment_for(notice);
    const auto composed = compose_from(moment.timeline, example("templates/samples/record.json"),
                                       example("templates/house/council.json"), {notice, moment.to, moment.sent_on});
    EXPECT_TRUE(composed.ok());
    return composed->values;
}

std::string spaced(std::string text) {
    text = std::regex_replace(text, std::regex("\u00a0"), " ");
    return std::regex_replace(text, std::regex("[*\\s]+"), " ");
}

// Whatever the page says, each of the other forms says.
TEST(LetterForms, NoneSaysLessThanAnother) {
    for (const NoticeRow& row : notice_rows()) {
        const templates::Template form = form_of(row.notice);
        const templates::Value values = values_of(row.notice);
        const auto flat = form.fill_flat(values);
        const auto odt = form.fill_package(values);
        ASSERT_TRUE(flat.ok() && odt.ok()) << row.name;
        const auto pieces = read_pieces(*flat);
        const auto packed = read_pieces(*odt);
        ASSERT_TRUE(pieces.ok() && packed.ok()) << row.name;
        EXPECT_EQ(plain_text(*pieces), plain_text(*packed)) << row.name;
        EXPECT_EQ(web_page(*pieces), web_page(*packed)) << row.name;
        const std::string text = spaced(plain_text(*pieces));
        const std::string page = spaced(std::regex_replace(web_page(*pieces), std::regex("<[^>]*>"), ""));
        for (const Piece& piece : pieces->pieces) {
            const std::string words = spaced(words_of(piece.runs));
            EXPECT_NE(text.find(words), std::string::npos) << row.name << ": " << words;
            if (words.find_first_of("&<>\"") != std::string::npos) continue;
            EXPECT_NE(page.find(words), std::string::npos) << row.name << ": " << words;
        }
        EXPECT_EQ(pieces->frames.empty(), row.notice == Notice::DraftPlan) << row.name;
    }
}

TEST(LetterForms, AWebPageHoldsNothingThatRunsWhateverAValueSays) {
    templates::Value values = values_of(Notice::RefuseAssess);
    part_of(values, "refusal").set("conclusion", "<script>alert(1)</script> & \"x\" a@b.c\" onclick=\"y");
    const auto flat = form_of(Notice::RefuseAssess).fill_flat(values);
    ASSERT_TRUE(flat.ok());
    const std::string page = web_page(*read_pieces(*flat));
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("onclick=\""), std::string::npos);
    EXPECT_NE(page.find("<html lang=\"en-GB\">"), std::string::npos);
    EXPECT_NE(page.find("<a href=\"mailto:"), std::string::npos);
    EXPECT_NE(page.find("<a href=\"https://www."), std::string::npos);
    EXPECT_NE(page.find("<main>"), std::string::npos);
}

TEST(LetterForms, ATableIsReadWithItsHeadings) {
    const auto flat = form_of(Notice::ReviewPapers).fill_flat(values_of(Notice::ReviewPapers));
    const auto pieces = read_pieces(*flat);
    EXPECT_NE(plain_text(*pieces).find("* Outcome in the plan: "), std::string::npos);
    EXPECT_NE(web_page(*pieces).find("<th scope=\"col\" role=\"columnheader\">Outcome in the plan</th>"),
              std::string::npos);
}

TEST(LetterForms, LargePrintHasNothingSmallButTheAddress) {
    const auto odt = form_of(Notice::RefuseAssess).fill_package(values_of(Notice::RefuseAssess));
    const auto large = large_print(*odt);
    ASSERT_TRUE(large.ok()) << large.error();
    std::size_t small = 0, seen = 0;
    const auto entries = templates::read_package(*large);
    ASSERT_TRUE(entries.ok());
    for (const auto& entry : *entries) {
        const std::regex size("fo:font-size=\"([0-9.]+)pt\"");
        for (std::sregex_iterator one(entry.bytes.begin(), entry.bytes.end(), size), end; one != end; ++one, ++seen)
            if (std::stod((*one)[1]) < 16) ++small;
    }
    EXPECT_GT(seen, 10U);
    EXPECT_LE(small, 1U);  // the address in the window
    EXPECT_EQ(plain_text(*read_pieces(*large)), plain_text(*read_pieces(*odt)));
}

TEST(LetterForms, WhatIsNoDocumentIsSaid) {
    for (const char* hostile : {"", "x", "<a/>", "PK\x03\x04rubbish",
                                "<office:document xmlns:office=\"o\"><office:body/></office:document>"}) {
        EXPECT_FALSE(read_pieces(hostile).ok());
        EXPECT_FALSE(large_print(hostile).ok());
    }
}

}  // namespace
}  // namespace ehcflow::documents
