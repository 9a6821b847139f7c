// A PDF as it would be printed: how large each page is, which words stand where, and which square millimetres have ink.
// Words come in the order in which the page draws them, which is that of the text. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ehcflow::documents {

struct Millimetres {
    double left = 0, top = 0, right = 0, bottom = 0;  // from the page's left and top edge
};

struct PrintedWord {
    std::string text;
    Millimetres box;
};

inline constexpr char kInk = 1;

struct PrintedPage {
    double width = 0, height = 0;  // mm
    std::vector<PrintedWord> words;
    std::size_t columns = 0;  // of `ink`, one a millimetre
    std::string ink;          // row by row from the top: kInk where anything is printed on that square millimetre, or 0
};

struct PrintedPdf {
    std::string title;
    std::vector<PrintedPage> pages;
    std::string text() const;  // every word, one space apart; a line of the page is a line
    // The same without the lines that pages share at their head or foot, so that a paragraph that goes on over a page's
    // end reads as one. A number in them may differ: "Page 2 of 3".
    std::string running_text() const;
};

// Or one sentence that says why it cannot be read.
Result<PrintedPdf, std::string> read_printed(std::string_view pdf);

}  // namespace ehcflow::documents
