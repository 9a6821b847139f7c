#include "documents/check/pdf/content_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ehcflow::documents {
namespace {

// By byte: a table, since half of the reading is looking for these.
enum Kind : unsigned char { kOfWords = 0, kSpace = 1, kBracket = 2, kOfNumbers = 4 };
constexpr auto kKinds = [] {
    std::array<unsigned char, 256> kinds{};
    for (const char c : std::string_view("\0\t\n\f\r ", 6)) kinds[static_cast<unsigned char>(c)] = kSpace;
    for (const char c : std::string_view("()<>[]{}/%")) kinds[static_cast<unsigned char>(c)] = kBracket;
    for (const char c : std::string_view("+-.0123456789")) kinds[static_cast<unsigned char>(c)] = kOfNumbers;
    return kinds;
}();
unsigned char kind_of(char c) { return kKinds[static_cast<unsigned char>(c)]; }

// Where a string that begins with its bracket ends, or npos.
std::size_t end_of_text(std::string_view stream, std::size_t at) {
    int depth = 0;
    for (; at < stream.size(); ++at) {
        if (stream[at] == '\\') {
            ++at;
        } else if (stream[at] == '(') {
            ++depth;
        } else if (stream[at] == ')' && --depth == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

std::size_t end_of_word(std::string_view stream, std::size_t at) {
    while (at < stream.size() && (kind_of(stream[at]) & (kSpace | kBracket)) == 0) ++at;
    return at;
}

bool is_number(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return kind_of(c) == kOfNumbers; });
}

unsigned char digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned char>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned char>(c - 'a' + 10);
    return c >= 'A' && c <= 'F' ? static_cast<unsigned char>(c - 'A' + 10) : 0;
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    int high = -1;
    for (const char c : hex) {
        if (std::string_view("0123456789abcdefABCDEF").find(c) == std::string_view::npos) continue;
        if (high < 0) {
            high = digit(c);
        } else {
            bytes += static_cast<char>(high << 4 | digit(c));
            high = -1;
        }
    }
    if (high >= 0) bytes += static_cast<char>(high << 4);
    return bytes;
}

std::string from_text(std::string_view text) {
    constexpr std::string_view kLetters = "nrtbf", kMeant = "\n\r\t\b\f";
    std::string bytes;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            bytes += text[i];
            continue;
        }
        const char c = text[++i];
        if (const auto letter = kLetters.find(c); letter != std::string_view::npos) {
            bytes += kMeant[letter];
        } else if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int more = 0; more < 2 && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '7'; ++more)
                value = value * 8 + (text[++i] - '0');
            bytes += static_cast<char>(value);
        } else if (c != '\n' && c != '\r') {
            bytes += c;
        }
    }
    return bytes;
}

void add_utf8(std::string& text, unsigned code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr unsigned kFirst[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(kFirst[more] | code >> 6 * more);
    for (int left = more - 1; left >= 0; --left) text += static_cast<char>(0x80 | (code >> 6 * left & 0x3F));
}

}  // namespace

bool Tokens::next(Token& token) {
    for (; at_ < stream_.size() && (kind_of(stream_[at_]) == kSpace || stream_[at_] == '%'); ++at_)
        if (stream_[at_] == '%') at_ = std::min(stream_.size() - 1, stream_.find_first_of("\r\n", at_));
    if (at_ >= stream_.size()) return false;
    std::size_t end = at_ + 1;
    auto kind = Token::Kind::Word;
    switch (stream_[at_]) {
        case '(':
            kind = Token::Kind::Text;
            end = end_of_text(stream_, at_);
            break;
        case '<':
            kind = stream_.substr(at_).starts_with("<<") ? Token::Kind::Bracket : Token::Kind::Hex;
            end = kind == Token::Kind::Bracket ? at_ + 2 : stream_.find('>', at_);
            if (kind == Token::Kind::Hex && end != std::string_view::npos) ++end;
            break;
        case '>':
            kind = Token::Kind::Bracket;
            end = stream_.substr(at_).starts_with(">>") ? at_ + 2 : at_ + 1;
            break;
        case '/':
            kind = Token::Kind::Name;
            end = end_of_word(stream_, at_ + 1);
            break;
        case '[':
        case ']':
        case '{':
        case '}':
        case ')':
            kind = Token::Kind::Bracket;
            break;
        default:
            end = end_of_word(stream_, at_);
    }
    if (end == std::string_view::npos) return whole_ = false;
    token = {kind, at_, stream_.substr(at_, end - at_)};
    if (kind == Token::Kind::Word && is_number(token.spelling)) token.kind = Token::Kind::Number;
    if (kind == Token::Kind::Word && token.spelling == "BI") return whole_ = false;
    at_ = end;
    return true;
}

double number_of(std::string_view spelling) {
    double value = 0;
    if (spelling.starts_with('+')) spelling.remove_prefix(1);
    std::from_chars(spelling.data(), spelling.data() + spelling.size(), value);
    return value;
}

std::string bytes_of(const Token& text) {
    return text.kind == Token::Kind::Text ? from_text(text.spelling) : from_hex(text.spelling);
}

std::string utf8_of_utf16(std::string_view wide) {
    constexpr unsigned kUnknown = 0xFFFD;
    const auto unit = [&](std::size_t at) {
        return static_cast<unsigned>(static_cast<unsigned char>(wide[at]) << 8 |
                                     static_cast<unsigned char>(wide[at + 1]));
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < wide.size(); i += 2) {
        unsigned code = unit(i);
        if (code >= 0xD800 && code < 0xE000) {
            const unsigned low = code < 0xDC00 && i + 3 < wide.size() ? unit(i + 2) : 0;
            const bool pair = low >= 0xDC00 && low < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : kUnknown;
            if (pair) i += 2;
        }
        add_utf8(text, code);
    }
    return text;
}

}  // namespace ehcflow::documents
