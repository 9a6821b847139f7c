// What a finished PDF says of itself, and whether that is what a reader with a screen reader needs. The only file that
// includes libqpdf is pdf_file.cpp. Says "checked against these rules", never "conforms". Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"

namespace ehcflow::documents {

struct PdfFacts {
    std::size_t pages = 0;
    bool tagged = false;       // has a structure tree, and is marked as tagged
    bool shows_title = false;  // the window shows the title, not the file name
    bool marked_pdf_ua = false;
    std::string title;
    std::string language;  // "en-GB"
    std::vector<std::string> fonts_not_embedded;
};

// Or one sentence that says why it cannot be read.
Result<PdfFacts, std::string> read_pdf(std::string_view bytes);

inline constexpr std::size_t kPdfRules = 7;
Findings check_pdf(const PdfFacts& facts);

}  // namespace ehcflow::documents
