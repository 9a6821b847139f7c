// The words of a content stream (PDF 32000-1, 7.2 and 7.8): operators, numbers, names, strings and brackets, in order.
// Pure functions and a reader of one's own each; views into the stream, which must outlive them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ehcflow::documents {

struct Token {
    enum class Kind { Word, Number, Name, Text, Hex, Bracket };
    Kind kind = Kind::Word;
    std::size_t at = 0;  // in the stream
    std::string_view spelling;
};

class Tokens {
public:
    explicit Tokens(std::string_view stream) : stream_(stream) {}
    // False at the end, and where the stream is broken off or holds an image in line, whose bytes may look like
    // anything.
    bool next(Token& token);
    bool whole() const { return whole_; }

private:
    std::string_view stream_;
    std::size_t at_ = 0;
    bool whole_ = true;
};

double number_of(std::string_view spelling);  // 0 where it is none
// The bytes that a string stands for, in either spelling.
std::string bytes_of(const Token& text);
// A string of UTF-16, big end first, as UTF-8; half a pair becomes U+FFFD.
std::string utf8_of_utf16(std::string_view wide);

inline bool shows_text(std::string_view word) { return word == "Tj" || word == "TJ" || word == "'" || word == "\""; }

}  // namespace ehcflow::documents
