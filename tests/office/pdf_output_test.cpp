// The PDFs that the pool makes with the real LibreOffice: accessible, archivable, mended, the same bytes each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "documents/check/pdf/pdf_file.h"
#include "documents/check/pdf/pdf_rules.h"
#include "documents/render/office_pool.h"
#include "tests/office/asking.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

using office_tests::letter;
using office_tests::soon;
using office_tests::text_of;
using office_tests::workers;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PdfOutput, MakesAnAccessiblePdfOfAFlatDocument) {
    OfficePool pool(workers(1));
    const auto pdf = pool.render({letter("Fern Testcase, 20 May 2026 – a ‘quoted’ word.")}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_EQ(pdf->pages, 1U);
    EXPECT_THAT(text_of(*pdf), HasSubstr("Fern Testcase, 20 May 2026 – a ‘quoted’ word."));
    const auto facts = read_pdf(pdf->bytes);
    ASSERT_TRUE(facts.ok());
    EXPECT_TRUE(facts->tagged);
    EXPECT_TRUE(facts->marked_pdf_ua);
    EXPECT_TRUE(facts->shows_title);
    EXPECT_EQ(facts->title, "Decision");
    EXPECT_EQ(facts->language, "en-GB");
    EXPECT_THAT(facts->fonts_not_embedded, IsEmpty());
    EXPECT_THAT(pdf->findings, IsEmpty());
}

TEST(PdfOutput, MakesOneOfAPackageAndSaysWhatAReaderWouldMiss) {
    OfficePool pool(workers(1));
    const auto pdf = pool.render({office_tests::package(office_tests::content_xml("In a package"))}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_THAT(text_of(*pdf), HasSubstr("In a package"));
    ASSERT_FALSE(pdf->findings.empty());
    EXPECT_EQ(pdf->findings.front().code, "no-title");
}

TEST(PdfOutput, MarksItForTheArchiveUnlessToldOtherwise) {
    OfficeSettings settings = workers(1);
    {
        OfficePool pool(settings);
        const auto pdf = pool.render({letter()}, soon());
        ASSERT_TRUE(pdf.ok()) << pdf.error().what;
        EXPECT_TRUE(read_pdf(pdf->bytes)->marked_pdf_a);
        EXPECT_THAT(pdf->findings, IsEmpty());
    }
    settings.pdf = PdfKind::Accessible;
    OfficePool pool(settings);
    const auto pdf = pool.render({letter()}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_FALSE(read_pdf(pdf->bytes)->marked_pdf_a);
}

// Header and footer, a list of each kind, a table with headers and a link; and a note, which the office gets wrong.
TEST(PdfOutput, PutsRightWhatCanBeAndPrintsTheStructure) {
    OfficePool pool(workers(1));
    const auto pdf = pool.render({office_tests::rich(false)}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_THAT(pdf->findings, IsEmpty()) << summary(pdf->findings);
    EXPECT_EQ(pdf->repairs.size(), 3U) << ::testing::PrintToString(pdf->repairs);
    const auto facts = read_pdf(pdf->bytes);
    ASSERT_TRUE(facts.ok()) << facts.error();
    EXPECT_EQ(facts->each_page.at(0).bare_artifacts, 0U);
    EXPECT_TRUE(facts->has_bookmarks);
    EXPECT_THAT(check_pdf(*facts), IsEmpty());
    const std::string tree = structure_text(*facts);
    for (const char* piece :
         {"Document\n", "H1\n", "L numbering=Decimal", "L numbering=Disc", "TH scope=Column", "Link\n"})
        EXPECT_THAT(tree, HasSubstr(piece)) << tree;
    EXPECT_THAT(text_of(*pdf), HasSubstr("Reference EHC/1"));
}

TEST(PdfOutput, SaysWhereANotesLinkIsLost) {
    OfficePool pool(workers(1));
    const auto pdf = pool.render({office_tests::rich(true)}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    ASSERT_FALSE(pdf->findings.empty());
    for (const Finding& finding : pdf->findings) {
        EXPECT_THAT(finding.code, ::testing::AnyOf("link-outside-structure", "link-without-description"));
        EXPECT_EQ(finding.place, "page 1");
    }
    EXPECT_THAT(structure_text(*read_pdf(pdf->bytes)), HasSubstr("Note id=note-000001"));
    EXPECT_THAT(summary(pdf->findings), HasSubstr("link-outside-structure (page 1)"));
}

TEST(PdfOutput, TwoRendersDifferInTheRecordedDateAlone) {
    OfficePool pool(workers(2));
    const Odt undated{letter()};
    const auto first = pool.render(undated, soon());
    const auto second = pool.render(undated, soon());
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(first->bytes, second->bytes);
    const Odt dated{letter(), false, parse_instant("2026-02-20T09:15:00.000Z")};
    const auto third = pool.render(dated, soon());
    const auto fourth = pool.render(dated, soon());
    ASSERT_TRUE(third.ok() && fourth.ok());
    EXPECT_EQ(third->bytes, fourth->bytes);
    EXPECT_NE(third->bytes, first->bytes);
}

TEST(PdfOutput, ADraftSaysSoToTheEyeAndToTheEar) {
    OfficePool pool(workers(1));
    const auto pdf = pool.render({letter(), true, {}}, soon());
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_THAT(pdf->findings, IsEmpty()) << summary(pdf->findings);
    const auto facts = read_pdf(pdf->bytes);
    ASSERT_TRUE(facts.ok());
    EXPECT_EQ(facts->title, "DRAFT: Decision");
    EXPECT_EQ(facts->each_page.at(0).loose_texts, 0U);
    EXPECT_EQ(facts->each_page.at(0).marks, 1U);
    EXPECT_EQ(read_pdf(pool.render({letter()}, soon())->bytes)->each_page.at(0).marks, 0U);
}

}  // namespace
}  // namespace ehcflow::documents
