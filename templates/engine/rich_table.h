// Tables in rich text, as people write them: lines of cells between bars, the second line dashes. CommonMark has none,
// so they are read here, before the cells go to it. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ehcflow::templates {

struct RichTable {
    std::vector<std::vector<std::string>> rows;  // the first is the header; each as long as the header
};

// The table that these lines are; or nothing where they are words.
std::optional<RichTable> read_table(std::span<const std::string_view> lines);

}  // namespace ehcflow::templates
