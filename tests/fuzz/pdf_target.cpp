// A file of its own: libqpdf's headers do not compile under the clang of the fuzz preset.
#include "documents/check/pdf/page_layout.h"
#include "documents/check/pdf/pdf_file.h"
#include "documents/check/pdf/pdf_rules.h"
#include "documents/check/pdf/printed_page.h"
#include "tests/fuzz/targets.h"

namespace ehcflow::fuzz {
void pdf(const std::uint8_t* data, std::size_t size) {
    using namespace documents;  // NOLINT(google-build-using-namespace)
    const auto finished = finish_pdf(text_of(data, size), {});
    if (!finished) return must(!finished.error().empty());
    const auto again = finish_pdf(text_of(data, size), {});
    must(again.ok() && again->bytes == finished->bytes);
    // What is said of the finished file is so.
    const auto facts = read_pdf(finished->bytes);
    must(facts.ok() && facts->pages == finished->facts.pages);
    for (std::size_t i = 0; i < facts->each_page.size(); ++i) {
        const PdfPage &is = facts->each_page[i], &said = finished->facts.each_page[i];
        must(is.content_known == said.content_known && is.bare_artifacts == said.bare_artifacts &&
             is.loose_texts == said.loose_texts && is.marks == said.marks && is.missing_fonts == said.missing_fonts);
    }
    must(summary(check_pdf(*facts)) == summary(check_pdf(finished->facts)));
    const auto printed = read_printed(finished->bytes);
    if (printed)
        (void)check_layout(*printed, finished->bytes.size());
    else
        must(!printed.error().empty());
}

}  // namespace ehcflow::fuzz
