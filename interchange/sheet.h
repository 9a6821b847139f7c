// A table as files that other programs open: CSV and XLSX. Both are safe in a spreadsheet: a text is never taken for a
// formula, whatever it begins with. Dates are ISO; one header row. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehcflow::interchange {

using Cell = std::variant<std::string, std::size_t>;

struct Sheet {
    std::string name;  // of the XLSX sheet: at most 31 characters, none of []:*?/\, which its maker sees to
    std::vector<std::string> heads;
    std::vector<std::vector<Cell>> rows;
};

// UTF-8 with a byte order mark, by which Excel knows it; lines end in CR LF. A text that a spreadsheet could take for a
// formula (= + - @, a tab or a carriage return first, spaces before it or not) has an apostrophe put before it.
std::string write_csv(const Sheet& sheet);

// One sheet, texts as inline strings, so that nothing in it can be a formula. Same sheet, same bytes.
std::string write_xlsx(const Sheet& sheet);

}  // namespace ehcflow::interchange
