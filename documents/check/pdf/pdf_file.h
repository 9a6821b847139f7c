// A finished PDF: what it says of itself, what can be put right in it without guessing, and how it is written so that
// two of the same document are the same bytes. Only open_pdf.h and its sources work with libqpdf. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "documents/check/pdf/page_drawing.h"

namespace ehcflow::documents {

struct PdfElement {
    std::string type;              // of the standard's, where the file's own maps to one: "P"
    std::string own_type;          // as the file calls it: "Standard"
    std::size_t page = 0;          // the first it is on, counted from 1; 0 where it is not said
    bool has_alternative = false;  // text in place of a picture (/Alt or /ActualText)
    std::string id;
    std::string scope;           // of a header cell: "Column"
    std::string list_numbering;  // of a list: "Decimal"
    std::vector<PdfElement> children;
};

struct PdfPage {
    bool tabs_by_structure = false;
    std::size_t loose_annotations = 0;   // links and the like that are not in the structure
    std::size_t silent_annotations = 0;  // without a description
    bool content_known = true;           // the page's drawing could be read
    std::size_t missing_fonts = 0;       // that it writes with, and that are nowhere
    std::size_t bare_artifacts = 0, loose_texts = 0, marks = 0;
};

struct PdfFacts {
    std::size_t pages = 0;
    bool tagged = false;       // has a structure tree, and is marked as tagged
    bool shows_title = false;  // the window shows the title, not the file name
    bool marked_pdf_ua = false, marked_pdf_a = false;
    bool has_bookmarks = false;
    bool acts = false;  // runs, opens or submits something by itself, or carries a file
    std::string title;
    std::string language;  // "en-GB"
    std::vector<std::string> fonts_not_embedded, fonts_without_characters;
    std::vector<PdfPage> each_page;
    PdfElement structure;  // without a type; its children are the tree
};

// Or one sentence that says why it cannot be read.
Result<PdfFacts, std::string> read_pdf(std::string_view bytes);

// What each page draws, for print_page. The failure is one sentence's middle: "it is not a whole PDF: ...".
struct PdfDrawings {
    std::string title;
    std::vector<DrawnPage> pages;
};
Result<PdfDrawings, std::string> read_drawings(std::string_view bytes);

struct PdfFinish {
    bool draft = false;              // the mark across each page, and in the title for those who hear it
    std::optional<Instant> dated{};  // the one date that is recorded; none: the file has none
};

struct FinishedPdf {
    std::string bytes;
    PdfFacts facts;                    // of the finished file
    std::vector<std::string> repairs;  // a sentence each
};

// The failure is a sentence.
Result<FinishedPdf, std::string> finish_pdf(std::string_view bytes, const PdfFinish& wishes);

}  // namespace ehcflow::documents
