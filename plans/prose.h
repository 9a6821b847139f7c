// Prose: the sentences of a text, the advice each names, and how hard it is to read. English, in CommonMark. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ehcflow::plans {

struct Sentence {
    std::string_view text;             // points into the text that was given
    std::vector<std::string> sources;  // "K1", "K3": those that stand in square brackets behind it
};
std::vector<Sentence> sentences(std::string_view text);

// Runs of letters, digits and what joins them: "don’t", "one-to-one", "2.5".
std::vector<std::string_view> words(std::string_view text);

std::string lowered(std::string_view text);  // its ASCII letters
// Whether a phrase stands there in whole words; both in lower case.
bool says(std::string_view lowered_text, std::string_view phrase);

struct Length {
    std::size_t words = 0, sentences = 0, syllables = 0;
    Length& operator+=(const Length& more);
    // The age at which most can read it alone, by the Flesch-Kincaid grade; 0 where there is no text.
    double reading_age() const;
    int minutes_aloud() const;  // at 150 words a minute, rounded up
};
Length length_of(std::string_view text);

}  // namespace ehcflow::plans
