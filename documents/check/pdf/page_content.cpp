#include "documents/check/pdf/page_content.h"

#include <cmath>
#include <sstream>
#include <vector>

#include "documents/check/pdf/content_tokens.h"

namespace ehcflow::documents {
namespace {

class Reader {
public:
    explicit Reader(std::string_view stream) : stream_(stream) {}

    void take(const Token& token) {
        if (token.kind != Token::Kind::Word) {
            operands_.push_back(token);
            return;
        }
        const std::string_view word = token.spelling;
        if (word == "BMC" || word == "BDC")
            open(token);
        else if (word == "EMC")
            close();
        else if (word == "Tf" && operands_.size() >= 2)
            take_font(operands_[operands_.size() - 2].spelling);
        else if (shows_text(word))
            show(token);
        else if ((word == "Td" || word == "Tm") && in_bare_ && !operands_.empty())
            content.bare_artifacts.back().y = number_of(operands_.back().spelling);
        operands_.clear();
    }
    PageContent content;

private:
    static constexpr long long kNoPiece = -1, kArtifact = -2;

    void take_font(std::string_view name) {
        font_ = name;
        if (!content.fonts.contains(name)) content.fonts.emplace(name);
    }
    void open(const Token& token) {
        const bool bare = token.spelling == "BMC";
        long long piece = marks_.empty() ? kNoPiece : marks_.back();
        if (!operands_.empty() && operands_.front().spelling == "/Artifact") {
            piece = kArtifact;
            if (bare) content.bare_artifacts.push_back({operands_.front().at, token.at + token.spelling.size()});
            if (bare) in_bare_ = true;
            for (const Token& operand : operands_)
                if (operand.spelling == "/Watermark") ++content.marks;
        }
        for (std::size_t i = 0; i + 1 < operands_.size(); ++i)
            if (operands_[i].spelling == "/MCID") piece = static_cast<long long>(number_of(operands_[i + 1].spelling));
        marks_.push_back(piece);
    }
    void close() {
        in_bare_ = false;
        if (!marks_.empty()) marks_.pop_back();
    }
    void show(const Token& token) {
        if (in_bare_) content.bare_artifacts.back().has_text = true;
        if (marks_.empty() || marks_.back() == kNoPiece) {
            ++content.loose_texts;
        } else if (marks_.back() != kArtifact && !operands_.empty()) {
            const std::size_t from = operands_.front().at;
            content.pieces[marks_.back()].push_back({font_, stream_.substr(from, token.at - from)});
        }
    }

    std::string_view stream_;
    std::string_view font_;
    std::vector<Token> operands_;
    std::vector<long long> marks_;  // the piece that each open mark belongs to
    bool in_bare_ = false;
};

}  // namespace

ReadContent read_content(std::string_view stream) {
    Reader reader(stream);
    Tokens tokens(stream);
    for (Token token; tokens.next(token);) reader.take(token);
    if (!tokens.whole()) return {false, {}};
    return {true, std::move(reader.content)};
}

std::string text_of(std::string_view strings, const PageFont& font) {
    std::string text;
    Tokens tokens(strings);
    for (Token token; tokens.next(token);)
        if (token.kind == Token::Kind::Text || token.kind == Token::Kind::Hex)
            for (const char code : bytes_of(token)) text += font.texts[static_cast<unsigned char>(code)];
    return text;
}

std::string name_artifacts(std::string_view stream, const PageContent& content, double page_height) {
    std::string named;
    std::size_t done = 0;
    for (const BareArtifact& artifact : content.bare_artifacts) {
        named += stream.substr(done, artifact.at - done);
        if (!artifact.has_text)
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

void read_codes(std::string_view to_unicode, std::array<std::string, 256>& texts) {
    bool inside = false;
    std::string code;
    Tokens tokens(to_unicode);
    for (Token token; tokens.next(token);) {
        if (token.spelling == "beginbfchar") inside = true;
        if (token.spelling == "endbfchar") inside = false;
        if (!inside || token.kind != Token::Kind::Hex) continue;
        if (code.empty()) {
            code = bytes_of(token);
        } else {
            if (code.size() == 1) texts[static_cast<unsigned char>(code.front())] = utf8_of_utf16(bytes_of(token));
            code.clear();
        }
    }
}

}  // namespace ehcflow::documents
