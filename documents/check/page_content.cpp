#include "documents/check/page_content.h"

#include <cmath>
#include <optional>
#include <sstream>
#include <vector>

#include "documents/check/content_tokens.h"

namespace ehcflow::documents {
namespace {

class Reader {
public:
    explicit Reader(const PageFonts& fonts) : fonts_(fonts) {}

    void take(const Token& token) {
        if (token.kind != Token::Kind::Word) {
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
            if (operands_[i].spelling == "/MCID") piece = static_cast<long long>(number_of(operands_[i + 1].spelling));
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
            for (const char code : bytes_of(operand)) said += font_->second->texts[static_cast<unsigned char>(code)];
        }
    }

    const PageFonts& fonts_;
    PageFonts::const_iterator font_ = fonts_.end();
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
    Tokens tokens(stream);
    for (Token token; tokens.next(token);) {
        if (token.spelling == "BMC" && last && last->spelling == "/Artifact") {
            found.push_back({last->at, token.at + token.spelling.size()});
            open = true;
        }
        if (token.spelling == "EMC") open = false;
        if (open && shows_text(token.spelling)) found.back().text = true;
        if (open && (token.spelling == "Td" || token.spelling == "Tm") && last)
            found.back().y = number_of(last->spelling);
        last = token;
    }
    return tokens.whole() ? found : std::vector<Artifact>{};
}

}  // namespace

ReadContent read_content(std::string_view stream, const PageFonts& fonts) {
    Reader reader(fonts);
    Tokens tokens(stream);
    for (Token token; tokens.next(token);) reader.take(token);
    if (!tokens.whole()) return {false, {}};
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
