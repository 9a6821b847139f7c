// What a page of a PDF draws, and with what: enough to say which words stand where and where there is ink, without a
// picture of it. documents/check/pdf/pdf_file reads it from a file; print_page works it out. Pure; any thread.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "documents/check/pdf/page_content.h"
#include "documents/check/pdf/printed_page.h"

namespace ehcflow::documents {

struct DrawnForm;

struct PageDrawing {
    std::string content;
    PageFonts fonts;                                                  // nothing: one of a kind that is not read
    std::map<std::string, std::shared_ptr<const DrawnForm>> objects;  // by the page's name; nothing: a picture
};

// A drawing that others place as they would a picture (PDF 32000-1, 8.10).
struct DrawnForm {
    std::array<double, 6> matrix{1, 0, 0, 1, 0, 0};
    std::array<double, 4> box{};  // left, bottom, right, top; in its own measure
    PageDrawing drawing;
};

struct DrawnPage {
    std::array<double, 4> box{};  // left, bottom, right, top; in points
    PageDrawing drawing;
};

// Ink is said where there may be some: a letter's is its whole box, a shape's that of each of its outlines. What is
// drawn in a colour that cannot be told from paper is none. The failure is what it does that is not understood, to
// follow "Page 2".
Result<PrintedPage, std::string> print_page(const DrawnPage& page);

}  // namespace ehcflow::documents
