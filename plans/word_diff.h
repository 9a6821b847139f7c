// What changed between two texts, word by word. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ehcflow::plans {

enum class WordFate { Kept, Removed, Added };

// A run of the text with everything in it, white space too: the Kept and Removed runs joined are the old text, the Kept
// and Added runs joined are the new one.
struct Run {
    WordFate change = WordFate::Kept;
    std::string text;
    std::size_t number = 0;  // of the change, from 1, so that a parent can answer "change 4: no"; 0 where kept
    friend bool operator==(const Run&, const Run&) = default;
};

// A removal and the addition that stands in its place are one change and share its number.
std::vector<Run> word_diff(std::string_view before, std::string_view after);

std::string before_of(const std::vector<Run>& runs);
std::string after_of(const std::vector<Run>& runs);

}  // namespace ehcflow::plans
