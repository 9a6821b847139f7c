#include "plans/word_diff.h"

#include <algorithm>
#include <span>

namespace ehcflow::plans {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t kLargestTable = 4'000'000;  // cells; beyond it the middle is shown as replaced whole

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Each word with the white space after it, so that joining the words gives the text back.
Words words_of(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end])) ++end;
        while (end < text.size() && is_space(text[end])) ++end;
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

void append(std::vector<Run>& runs, WordFate change, std::span<const std::string_view> words) {
    for (const auto word : words) {
        if (runs.empty() || runs.back().change != change) runs.push_back({change, {}, 0});
        runs.back().text += word;
    }
}

// The longest common subsequence of what lies between the equal ends.
void append_middle(std::vector<Run>& runs, std::span<const std::string_view> before,
                   std::span<const std::string_view> after) {
    const std::size_t width = after.size() + 1;
    if (before.size() > kLargestTable / width) {
        append(runs, WordFate::Removed, before);
        append(runs, WordFate::Added, after);
        return;
    }
    std::vector<unsigned> longest((before.size() + 1) * width);
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            longest[i * width + j] = before[i] == after[j]
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    std::size_t i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            append(runs, WordFate::Kept, before.subspan(i++, 1));
            ++j;
            continue;
        }
        std::size_t removed = i, added = j;
        while ((removed < before.size() || added < after.size()) &&
               !(removed < before.size() && added < after.size() && before[removed] == after[added])) {
            const bool remove = added == after.size() ||
                                (removed < before.size() &&
                                 longest[(removed + 1) * width + added] >= longest[removed * width + added + 1]);
            ++(remove ? removed : added);
        }
        append(runs, WordFate::Removed, before.subspan(i, removed - i));
        append(runs, WordFate::Added, after.subspan(j, added - j));
        i = removed, j = added;
    }
}

void number(std::vector<Run>& runs) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].change == WordFate::Kept) continue;
        const bool answers = i > 0 && runs[i - 1].change == WordFate::Removed && runs[i].change == WordFate::Added;
        runs[i].number = answers ? last : ++last;
    }
}

std::string joined_without(const std::vector<Run>& runs, WordFate left_out) {
    std::string text;
    for (const auto& run : runs)
        if (run.change != left_out) text += run.text;
    return text;
}

}  // namespace

std::vector<Run> word_diff(std::string_view before, std::string_view after) {
    const Words old_words = words_of(before), new_words = words_of(after);
    const std::size_t most = std::min(old_words.size(), new_words.size());
    std::size_t head = 0, tail = 0;
    while (head < most && old_words[head] == new_words[head]) ++head;
    while (tail < most - head && old_words[old_words.size() - 1 - tail] == new_words[new_words.size() - 1 - tail])
        ++tail;
    const std::span<const std::string_view> olds(old_words), news(new_words);
    std::vector<Run> runs;
    append(runs, WordFate::Kept, olds.first(head));
    append_middle(runs, olds.subspan(head, olds.size() - head - tail), news.subspan(head, news.size() - head - tail));
    append(runs, WordFate::Kept, olds.last(tail));
    number(runs);
    return runs;
}

std::string before_of(const std::vector<Run>& runs) { return joined_without(runs, WordFate::Added); }
std::string after_of(const std::vector<Run>& runs) { return joined_without(runs, WordFate::Removed); }

}  // namespace ehcflow::plans
