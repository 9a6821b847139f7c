// Small questions about text that several rooms ask. Bytes are UTF-8 unless said otherwise.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ehcflow {

std::string_view trim(std::string_view text);  // without ASCII white space at both ends

// Well-formed UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

// The candidate nearest to the word by edit distance, where it is near enough to be a likely slip (at most a third of
// the word's length, and at least one edit is allowed). For "did you mean".
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

// "a", "a and b", "a, b and c": the English of lists, for messages and letters alike.
std::string join_with(std::span<const std::string> parts, std::string_view last_separator);

std::string in_base64(std::string_view bytes);

// "review-meeting-held" as it begins a line: "Review meeting held".
std::string kind_in_words(std::string kind);

}  // namespace ehcflow
