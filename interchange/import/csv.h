// CSV as RFC 4180 has it: read strictly, written so that a spreadsheet can neither misread nor run it. Pure; any
// thread.
//
// UTF-8 with or without a byte order mark; lines end in CRLF or LF. Rows are numbered as a spreadsheet numbers them
// when no cell holds a line end: the header is row 1. A file whose cells cannot be told apart (a stray quote, a missing
// one, bytes that are no text) is refused whole; a row with too few or too many cells is kept with its fault, the rest
// stand.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ehcflow::interchange {

inline constexpr std::size_t kLongestCell = std::size_t{64} << 10U;  // bytes
inline constexpr std::size_t kMostColumns = 500;
inline constexpr std::size_t kMostRows = 1'000'000;

struct CsvFault {
    std::size_t row = 0;     // from 1, the header
    std::size_t column = 0;  // from 1
    std::string what;
};
std::string in_a_line(const CsvFault& fault);  // "row 3, column 2: what"

struct CsvRow {
    std::size_t number = 0;
    std::vector<std::string> cells;  // as many as the header has, unless there is a fault
    std::string fault;               // empty, or what is wrong with the number of cells
};

struct CsvTable {
    std::vector<std::string> header;  // none empty, none twice
    std::vector<CsvRow> rows;         // blank lines left out
};

Result<CsvTable, CsvFault> read_csv(std::string_view bytes);

// Rows with CRLF after each. A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
// return) is given an apostrophe before it, which read_csv() takes away again.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // first in the file, or Excel guesses the encoding
void write_csv_row(std::string& out, std::span<const std::string> cells);

}  // namespace ehcflow::interchange
