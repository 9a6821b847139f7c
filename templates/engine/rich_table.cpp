#include "templates/engine/rich_table.h"

#include <algorithm>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

constexpr std::size_t kMostColumns = 32;

// What stands between the bars; a bar after a backslash is a bar of the text.
std::vector<std::string> cells_of(std::string_view line) {
    line = trim(line);
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
    std::vector<std::string> cells(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
            cells.back() += line[++i];
        else if (line[i] == '|')
            cells.emplace_back();
        else
            cells.back() += line[i];
    }
    for (std::string& cell : cells) cell = std::string(trim(cell));
    return cells;
}

bool is_rule(const std::string& cell) {
    return cell.find('-') != std::string::npos && cell.find_first_not_of(":-") == std::string::npos;
}

}  // namespace

std::optional<RichTable> read_table(std::span<const std::string_view> lines) {
    if (lines.size() < 2 || lines[0].find('|') == std::string_view::npos) return std::nullopt;
    RichTable table;
    table.rows.push_back(cells_of(lines[0]));
    const std::size_t columns = table.rows[0].size();
    const auto rules = cells_of(lines[1]);
    if (rules.size() != columns || columns > kMostColumns || !std::all_of(rules.begin(), rules.end(), is_rule))
        return std::nullopt;
    for (const std::string_view line : lines.subspan(2)) {
        table.rows.push_back(cells_of(line));
        table.rows.back().resize(columns);
    }
    return table;
}

}  // namespace ehcflow::templates
