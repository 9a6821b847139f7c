#include "plans/prose.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace ehcflow::plans {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }
// Bytes of other scripts and of accents count as letters.
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

constexpr std::string_view kApostrophe = "\u2019";
// Punctuation of three bytes that is no letter: dashes, quotes, the ellipsis, the bullet.
bool punctuation_at(std::string_view text, std::size_t at) {
    return text.substr(at, 2) == "\xe2\x80" && text.substr(at, kApostrophe.size()) != kApostrophe;
}

bool ends_an_abbreviation(std::string_view before) {
    static constexpr std::array<std::string_view, 9> kAbbreviations = {"Dr",  "Mr",  "Mrs", "Ms", "e.g",
                                                                       "i.e", "etc", "No",  "St"};
    const auto from = before.find_last_of(" \n\t(");
    const auto last = before.substr(from == before.npos ? 0 : from + 1);
    return std::ranges::find(kAbbreviations, last) != kAbbreviations.end() || (last.size() == 1 && is_upper(last[0]));
}

// "[K1, K3]" at the front of the text; takes it off and gives its numbers.
std::vector<std::string> take_sources(std::string_view& text) {
    std::vector<std::string> sources;
    for (;;) {
        auto rest = text;
        while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
        const auto end = rest.starts_with("[K") ? rest.find(']') : rest.npos;
        if (end == rest.npos) return sources;
        auto inside = rest.substr(1, end - 1);
        while (!inside.empty()) {
            const auto comma = std::min(inside.find_first_of(",;"), inside.size());
            sources.emplace_back(trim(inside.substr(0, comma)));
            inside.remove_prefix(std::min(comma + 1, inside.size()));
        }
        text = rest.substr(end + 1);
    }
}

// Where the sentence at the front ends: behind its full stop, at the source that follows it, or at the line's end
// where that ends a paragraph or an item of a list.
std::size_t end_of_sentence(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (c == '[' && text.substr(i, 2) == "[K") return i;
        if (c == '\n' && (next == '\n' || next == '-' || next == '*' || next == '#')) return i;
        const bool stop = c == '.' || c == '!' || c == '?';
        if (stop && (is_space(next) || next == '[') && !(c == '.' && ends_an_abbreviation(text.substr(0, i))))
            return i + 1;
    }
    return text.size();
}

std::size_t syllables(std::string_view word) {
    static constexpr std::string_view kVowels = "aeiouyAEIOUY";
    std::size_t count = 0;
    bool in_vowels = false;
    for (const char c : word) {
        const bool vowel = kVowels.find(c) != kVowels.npos;
        count += vowel && !in_vowels ? 1 : 0;
        in_vowels = vowel;
    }
    const bool silent_e = word.size() > 2 && (word.back() == 'e') && !word.ends_with("le") && !word.ends_with("ee");
    const bool silent_ed = word.size() > 3 && word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    if ((silent_e || silent_ed) && count > 1) --count;
    return std::max<std::size_t>(count, 1);
}

}  // namespace

std::vector<Sentence> sentences(std::string_view text) {
    std::vector<Sentence> found;
    while (!text.empty()) {
        // A bracket that holds no advice is part of the sentence: from 1 on, so that each turn takes something.
        const std::size_t first = text[0] == '[' ? 1 : 0;
        const std::size_t end = first + end_of_sentence(text.substr(first));
        std::string_view one = trim(text.substr(0, end));
        text.remove_prefix(std::max<std::size_t>(end, 1));
        while (!one.empty() && (one[0] == '-' || one[0] == '*' || one[0] == '#')) one = trim(one.substr(1));
        auto sources = take_sources(text);
        if (text.starts_with('.')) text.remove_prefix(1);  // "… of them [K1]."
        if (!words(one).empty()) found.push_back({one, std::move(sources)});
    }
    return found;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        const auto in_word = [&](std::size_t i) {
            if (i >= text.size() || punctuation_at(text, i)) return false;
            if (is_letter(text[i]) || is_digit(text[i])) return true;
            const bool joins = text[i] == '\'' || text[i] == '-' || text[i] == '.' || text[i] == '/';
            return joins && i > at && i + 1 < text.size() && (is_letter(text[i + 1]) || is_digit(text[i + 1]));
        };
        std::size_t end = at;
        while (in_word(end)) ++end;
        if (end > at) found.push_back(text.substr(at, end - at));
        at = end > at ? end : at + (punctuation_at(text, at) ? 3 : 1);
    }
    return found;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    return low;
}

bool says(std::string_view low, std::string_view phrase) {
    for (auto at = low.find(phrase); at != low.npos; at = low.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        if ((at == 0 || !is_letter(low[at - 1])) && (end == low.size() || !is_letter(low[end]))) return true;
    }
    return false;
}

Length& Length::operator+=(const Length& more) {
    words += more.words;
    sentences += more.sentences;
    syllables += more.syllables;
    return *this;
}

double Length::reading_age() const {
    if (words == 0 || sentences == 0) return 0;
    const auto per = [](std::size_t a, std::size_t b) { return static_cast<double>(a) / static_cast<double>(b); };
    constexpr double kAgeInFirstGrade = 5;
    return std::max(0.0, 0.39 * per(words, sentences) + 11.8 * per(syllables, words) - 15.59) + kAgeInFirstGrade;
}

int Length::minutes_aloud() const {
    constexpr std::size_t kWordsAMinute = 150;
    return static_cast<int>((words + kWordsAMinute - 1) / kWordsAMinute);
}

Length length_of(std::string_view text) {
    Length length;
    for (const Sentence& sentence : sentences(text)) {
        ++length.sentences;
        for (const std::string_view word : words(sentence.text)) {
            ++length.words;
            length.syllables += syllables(word);
        }
    }
    return length;
}

}  // namespace ehcflow::plans
