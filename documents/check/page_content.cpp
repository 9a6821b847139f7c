#include "documents/check/page_content.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <vector>

namespace ehcflow::documents {
namespace {

constexpr std::string_view kSpace{"\0\t\n\f\r ", 6};

// By byte: a table, since half of the reading is looking for these.
constexpr auto kEndsWord = [] {
    std::array<bool, 256> ends{};
    for (const char c : kSpace) ends[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view("()<>[]{}/%")) ends[static_cast<unsigned char>(c)] = true;
    return ends;
}();

struct Token {
    enum class Kind { Word, Name, Text, Hex, Bracket };
    Kind kind;
    std::size_t at;
    std::string_view spelling;
};

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
    while (at < stream.size() && !kEndsWord[static_cast<unsigned char>(stream[at])]) ++at;
    return at;
}

// False where the stream is broken off, or holds an image in line, whose bytes may look like anything.
template <class Take>
bool each_token(std::string_view stream, Take take) {
    std::size_t at = 0;
    while ((at = stream.find_first_not_of(kSpace, at)) != std::string_view::npos) {
        std::size_t end = at + 1;
        auto kind = Token::Kind::Word;
        switch (stream[at]) {
            case '%':
                at = std::min(stream.size(), stream.find_first_of("\r\n", at));
                continue;
            case '(':
                kind = Token::Kind::Text;
                end = end_of_text(stream, at);
                break;
            case '<':
                kind = stream.substr(at).starts_with("<<") ? Token::Kind::Bracket : Token::Kind::Hex;
                end = kind == Token::Kind::Bracket ? at + 2 : stream.find('>', at);
                if (kind == Token::Kind::Hex && end != std::string_view::npos) ++end;
                break;
            case '>':
                kind = Token::Kind::Bracket;
                end = stream.substr(at).starts_with(">>") ? at + 2 : at + 1;
                break;
            case '/':
                kind = Token::Kind::Name;
                end = end_of_word(stream, at + 1);
                break;
            case '[':
            case ']':
            case '{':
            case '}':
            case ')':
                kind = Token::Kind::Bracket;
                break;
            default:
                end = end_of_word(stream, at);
        }
        if (end == std::string_view::npos) return false;
        const Token token{kind, at, stream.substr(at, end - at)};
        if (kind == Token::Kind::Word && token.spelling == "BI") return false;
        take(token);
        at = end;
    }
    return true;
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

double number(std::string_view spelling) {
    double value = 0;
    std::from_chars(spelling.data(), spelling.data() + spelling.size(), value);
    return value;
}

bool shows_text(std::string_view word) { return word == "Tj" || word == "TJ" || word == "'" || word == "\""; }

class Reader {
public:
    explicit Reader(const FontCodes& fonts) : fonts_(fonts) {}

    void take(const Token& token) {
        if (token.kind != Token::Kind::Word || (!token.spelling.empty() && is_number(token.spelling))) {
            operands_.push_back(token);
            return;
        }
        if (token.spelling == "BMC" || token.spelling == "BDC")
            open(token.spelling == "BMC");
        else if (token.spelling == "EMC" && !marks_.empty())
            marks_.pop_back();
        else if (token.spelling == "Tf" && operands_.size() >= 2)
            take_font(operands_[operands_.size() - 2].spelling);
        else if (shows_text(token.spelling))
            show();
        operands_.clear();
    }
    PageContent content;

private:
    static constexpr long long kNoPiece = -1, kArtifact = -2;

    static bool is_number(std::string_view word) {
        return word.find_first_not_of("+-.0123456789") == std::string_view::npos;
    }
    void take_font(std::string_view name) {
        content.fonts.emplace(name);
        font_ = fonts_.find(name);
    }
    void open(bool bare) {
        long long piece = marks_.empty() ? kNoPiece : marks_.back();
        if (!operands_.empty() && operands_.front().spelling == "/Artifact") {
            piece = kArtifact;
            if (bare) ++content.bare_artifacts;
            for (const Token& operand : operands_)
                if (operand.spelling == "/Watermark") ++content.marks;
        }
        for (std::size_t i = 0; i + 1 < operands_.size(); ++i)
            if (operands_[i].spelling == "/MCID") piece = static_cast<long long>(number(operands_[i + 1].spelling));
        marks_.push_back(piece);
    }
    void show() {
        if (marks_.empty() || marks_.back() == kNoPiece) {
            ++content.loose_texts;
            return;
        }
        if (marks_.back() == kArtifact || font_ == fonts_.end()) return;
        std::string& said = content.texts[marks_.back()];
        for (const Token& operand : operands_) {
            if (operand.kind != Token::Kind::Text && operand.kind != Token::Kind::Hex) continue;
            const std::string codes =
                operand.kind == Token::Kind::Text ? from_text(operand.spelling) : from_hex(operand.spelling);
            for (const char code : codes) {
                const auto meant = font_->second.find(static_cast<unsigned char>(code));
                if (meant != font_->second.end()) said += meant->second;
            }
        }
    }

    const FontCodes& fonts_;
    FontCodes::const_iterator font_ = fonts_.end();
    std::vector<Token> operands_;
    std::vector<long long> marks_;  // the piece that each open mark belongs to
};

// The kind of the artifact that begins here, from what it draws before its end.
struct Artifact {
    std::size_t at = 0, end = 0;  // of "/Artifact BMC"
    bool text = false;
    double y = 0;
};

std::vector<Artifact> bare_artifacts(std::string_view stream) {
    std::vector<Artifact> found;
    std::optional<Token> last;
    bool open = false;
    const bool known = each_token(stream, [&](const Token& token) {
        if (token.spelling == "BMC" && last && last->spelling == "/Artifact") {
            found.push_back({last->at, token.at + token.spelling.size()});
            open = true;
        }
        if (token.spelling == "EMC") open = false;
        if (open && shows_text(token.spelling)) found.back().text = true;
        if (open && (token.spelling == "Td" || token.spelling == "Tm") && last) found.back().y = number(last->spelling);
        last = token;
    });
    return known ? found : std::vector<Artifact>{};
}

// UTF-16, big end first, as a map spells it.
std::string to_utf8(std::string_view wide) {
    std::string text;
    for (std::size_t i = 0; i + 1 < wide.size(); i += 2) {
        const auto unit =
            static_cast<unsigned>(static_cast<unsigned char>(wide[i]) << 8 | static_cast<unsigned char>(wide[i + 1]));
        if (unit < 0x80) {
            text += static_cast<char>(unit);
        } else if (unit < 0x800) {
            text += static_cast<char>(0xC0 | unit >> 6);
            text += static_cast<char>(0x80 | (unit & 0x3F));
        } else {  // a half of a pair becomes a character that no label has
            text += static_cast<char>(0xE0 | unit >> 12);
            text += static_cast<char>(0x80 | (unit >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (unit & 0x3F));
        }
    }
    return text;
}

}  // namespace

ReadContent read_content(std::string_view stream, const FontCodes& fonts) {
    Reader reader(fonts);
    if (!each_token(stream, [&](const Token& token) { reader.take(token); })) return {false, {}};
    return {true, std::move(reader.content)};
}

std::string name_artifacts(std::string_view stream, double page_height) {
    std::string named;
    std::size_t done = 0;
    for (const Artifact& artifact : bare_artifacts(stream)) {
        named += stream.substr(done, artifact.at - done);
        if (!artifact.text)
            named += "/Artifact<</Type/Layout>>BDC";
        else if (artifact.y > page_height / 2)
            named += "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC";
        else
            named += "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC";
        done = artifact.end;
    }
    named += stream.substr(done);
    return named;
}

std::string draft_mark(double page_width, double page_height) {
    // Each letter in a box of 100 by 140.
    static constexpr std::string_view kLetters[] = {
        "0 0 m 0 140 l 35 140 l 105 140 105 0 35 0 c h S",                          // D
        "0 0 m 0 140 l 45 140 l 100 140 100 70 45 70 c 0 70 l S 45 70 m 85 0 l S",  // R
        "0 0 m 45 140 l 90 0 l S 15 48 m 75 48 l S",                                // A
        "0 0 m 0 140 l 80 140 l S 0 72 m 65 72 l S",                                // F
        "45 0 m 45 140 l S 0 140 m 90 140 l S",                                     // T
    };
    constexpr double kStep = 125, kWidth = 4 * kStep + 90, kHeight = 140;
    const double diagonal = std::hypot(page_width, page_height);
    const double scale = 0.6 * diagonal / kWidth;
    const double cosine = page_width / diagonal, sine = page_height / diagonal;
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.setf(std::ios::fixed);
    out.precision(3);
    out << "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\nq\n"
        << kDraftState << " gs 0 G 18 w 1 J 1 j\n"
        << scale * cosine << ' ' << scale * sine << ' ' << -scale * sine << ' ' << scale * cosine << ' '
        << page_width / 2 << ' ' << page_height / 2 << " cm\n1 0 0 1 " << -kWidth / 2 << ' ' << -kHeight / 2 << " cm\n";
    for (const std::string_view letter : kLetters) out << letter << "\n1 0 0 1 " << kStep << " 0 cm\n";
    out << "Q\nEMC\n";
    return out.str();
}

std::map<unsigned char, std::string> read_codes(std::string_view to_unicode) {
    std::map<unsigned char, std::string> codes;
    bool inside = false;
    std::string code;
    each_token(to_unicode, [&](const Token& token) {
        if (token.spelling == "beginbfchar") inside = true;
        if (token.spelling == "endbfchar") inside = false;
        if (!inside || token.kind != Token::Kind::Hex) return;
        if (code.empty()) {
            code = from_hex(token.spelling);
        } else {
            if (code.size() == 1) codes[static_cast<unsigned char>(code.front())] = to_utf8(from_hex(token.spelling));
            code.clear();
        }
    });
    return codes;
}

}  // namespace ehcflow::documents
