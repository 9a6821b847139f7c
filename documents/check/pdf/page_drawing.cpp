#include "documents/check/pdf/page_drawing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "documents/check/pdf/content_tokens.h"
#include "documents/check/pdf/ink.h"
#include "documents/check/pdf/plane.h"

namespace ehcflow::documents {
namespace {

constexpr double kMillimetres = 25.4 / 72;  // a point in millimetres
constexpr double kPaper = 0.96;             // what is paler than this is paper
// Of a font's size: how far letters reach over and under their line. The office writes no such measure into its fonts.
constexpr double kOver = 0.93, kUnder = 0.22;
constexpr double kWordGap = 0.1, kOverlap = 0.5;  // of a font's size: further on or back, and another word begins
constexpr std::size_t kDeepest = 512;             // states kept inside each other
constexpr std::size_t kMostOperators = 10'000'000;
constexpr double kFar = 1e6;  // mm

bool is_space(std::string_view text) {
    return text == " " || text == "\t" || text == "\u00A0" || text == "\u202F" || text == "\u205F" ||
           text == "\u3000" || (text >= "\u2000" && text <= "\u200A");
}

struct State {
    Matrix to_page;  // from where it draws, to millimetres from the page's left and top edge
    Millimetres clip;
    bool fill_shows = true, stroke_shows = true;
    double line_width = 1;
    const PageFont* font = nullptr;
    double size = 0, letter_space = 0, word_space = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;  // of text; 3 and 7 draw nothing
};

class Printer {
public:
    explicit Printer(const DrawnPage& page)
        : printed_{(page.box[2] - page.box[0]) * kMillimetres, (page.box[3] - page.box[1]) * kMillimetres, {}, 0, {}},
          ink_(printed_.width, printed_.height) {
        now_.to_page = {kMillimetres, 0, 0, -kMillimetres, -page.box[0] * kMillimetres, page.box[3] * kMillimetres};
        now_.clip = {0, 0, printed_.width, printed_.height};
    }

    void draw(const PageDrawing& drawing) {
        const PageDrawing* const before = std::exchange(drawing_, &drawing);
        const std::size_t floor = std::exchange(floor_, states_.size());
        Tokens tokens(drawing.content);
        for (Token token; fault.empty() && tokens.next(token);) {
            if (token.kind != Token::Kind::Word) {
                operands_.push_back(token);
                continue;
            }
            const auto known = operators().find(token.spelling);
            if (known != operators().end() && numbers_are_there(known->second)) (this->*known->second.draw)();
            operands_.clear();
            if (++done_ > kMostOperators || ink_.is_too_much()) fault = "draws more than any page could show";
        }
        if (!tokens.whole()) fault = "breaks off, or holds a picture in line";
        if (states_.size() > floor_) now_ = states_[floor_];  // what it kept and did not take back
        states_.resize(floor_);
        floor_ = floor;
        drawing_ = before;
    }
    PrintedPage end() {
        end_word();
        printed_.columns = ink_.columns();
        printed_.ink = ink_.take();
        return std::move(printed_);
    }

    std::string fault;

private:
    struct Operator {
        std::size_t numbers;  // that it needs
        void (Printer::*draw)();
    };
    using Operators = std::unordered_map<std::string_view, Operator>;
    static const Operators& operators();

    bool numbers_are_there(const Operator& one) {
        numbers_.clear();
        if (one.numbers == 0) return true;
        for (const Token& operand : operands_)
            if (operand.kind == Token::Kind::Number)
                numbers_.push_back(std::clamp(number_of(operand.spelling), -kFar, kFar));
        return numbers_.size() >= one.numbers;
    }
    double n(std::size_t at) const { return numbers_[at]; }

    void save() {
        if (states_.size() == kDeepest) fault = "keeps its state too many times over";
        states_.push_back(now_);
    }
    void restore() {
        if (states_.size() == floor_) return;
        now_ = states_.back();
        states_.pop_back();
    }
    void transform() { now_.to_page = Matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(now_.to_page); }
    void set_width() { now_.line_width = n(0); }

    // Colours: of grey, of red, green and blue, or of four inks; another is taken for ink.
    bool shows() const {
        const auto pale = [](double brightness) { return brightness > kPaper; };
        switch (numbers_.size()) {
            case 1:
                return !pale(n(0));
            case 3:
                return !pale(0.3 * n(0) + 0.59 * n(1) + 0.11 * n(2));
            case 4:
                return !pale((1 - n(3)) * (1 - 0.3 * n(0) - 0.59 * n(1) - 0.11 * n(2)));
            default:
                return true;
        }
    }
    void set_fill() { now_.fill_shows = shows(); }
    void set_stroke() { now_.stroke_shows = shows(); }
    void set_fill_of_a_space() { now_.fill_shows = true; }
    void set_stroke_of_a_space() { now_.stroke_shows = true; }

    void move_to() {
        start_ = at_ = {n(0), n(1)};
        outlines_.push_back({now_.to_page(at_)});
    }
    void go_to(Point to) {
        if (outlines_.empty()) outlines_.push_back({now_.to_page(to)});
        outlines_.back().push_back(now_.to_page(to));
        at_ = to;
    }
    void line_to() { go_to({n(0), n(1)}); }
    // A curve stays within its four points.
    void curve_to() {
        for (std::size_t i = 0; i + 1 < numbers_.size(); i += 2) go_to({n(i), n(i + 1)});
    }
    void close() {
        if (!outlines_.empty()) go_to(start_);
    }
    void rectangle() {
        const double x = n(0), y = n(1), right = x + n(2), top = y + n(3);
        start_ = {x, y};
        outlines_.push_back({now_.to_page(start_)});
        for (const Point& corner : {Point{right, y}, Point{right, top}, Point{x, top}, start_}) go_to(corner);
    }
    void clip() { clips_ = true; }

    void paint(bool fills, bool strokes) {
        if (clips_) {
            Millimetres area = box_round(std::span<const Point>{});
            for (const auto& outline : outlines_) area = box_round(area, box_round(outline));
            now_.clip = meet(now_.clip, area);
        }
        for (const auto& outline : outlines_) {
            if (fills && now_.fill_shows) mark(box_round(outline));
            if (strokes && now_.stroke_shows)
                for (std::size_t i = 0; i + 1 < outline.size(); ++i) mark_line(outline[i], outline[i + 1]);
        }
        outlines_.clear();
        clips_ = false;
    }
    void end_path() { paint(false, false); }
    void stroke() { paint(false, true); }
    void close_and_stroke() {
        close();
        stroke();
    }
    void fill() { paint(true, false); }
    void fill_and_stroke() { paint(true, true); }
    void close_fill_and_stroke() {
        close();
        fill_and_stroke();
    }
    void shade() { mark(now_.clip); }

    void mark(const Millimetres& area) { ink_.box(meet(area, now_.clip)); }
    void mark_line(Point from, Point to) {
        const Matrix& m = now_.to_page;
        ink_.line(from, to, now_.line_width * std::sqrt(std::abs(m.a * m.d - m.b * m.c)), now_.clip);
    }

    void place_object() {
        if (operands_.empty()) return;
        const auto object = drawing_->objects.find(std::string(operands_.back().spelling));
        if (object == drawing_->objects.end()) {
            fault = "places something that is not in the file";
        } else if (object->second == nullptr) {
            mark(box_on_page({0, 0, 1, 1}));
        } else {
            operands_.clear();
            save();
            now_.to_page = matrix_of(object->second->matrix).then(now_.to_page);
            now_.clip = meet(now_.clip, box_on_page(object->second->box));
            draw(object->second->drawing);
            restore();
        }
    }
    Millimetres box_on_page(const std::array<double, 4>& box) const {
        const Point corners[] = {now_.to_page({box[0], box[1]}), now_.to_page({box[2], box[1]}),
                                 now_.to_page({box[0], box[3]}), now_.to_page({box[2], box[3]})};
        return box_round(corners);
    }

    void begin_text() { text_ = line_ = {}; }
    void set_font() {
        const auto name = std::find_if(operands_.begin(), operands_.end(),
                                       [](const Token& operand) { return operand.kind == Token::Kind::Name; });
        if (name == operands_.end()) return;
        const auto font = drawing_->fonts.find(name->spelling);
        if (font == drawing_->fonts.end() || font->second == nullptr)
            fault = "writes with a font that is not there, or not of one byte a letter";
        else
            now_.font = font->second.get();
        now_.size = n(0);
    }
    void set_letter_space() { now_.letter_space = n(0); }
    void set_word_space() { now_.word_space = n(0); }
    void set_stretch() { now_.stretch = n(0) / 100; }
    void set_leading() { now_.leading = n(0); }
    void set_rise() { now_.rise = n(0); }
    void set_mode() { now_.mode = static_cast<int>(n(0)); }
    void next_line(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y}.then(line_); }
    void move_line() { next_line(n(0), n(1)); }
    void move_line_and_lead() {
        now_.leading = -n(1);
        move_line();
    }
    void lead() { next_line(0, -now_.leading); }
    void set_text_matrix() { text_ = line_ = {n(0), n(1), n(2), n(3), n(4), n(5)}; }

    void show() {
        if (now_.font == nullptr) return;
        for (const Token& operand : operands_) {
            if (operand.kind == Token::Kind::Text || operand.kind == Token::Kind::Hex) {
                for (const char code : bytes_of(operand)) letter(static_cast<unsigned char>(code));
            } else if (operand.kind == Token::Kind::Number) {
                go_on(-number_of(operand.spelling) / 1000 * now_.size * now_.stretch);
            }
        }
        mark_word();
    }
    void lead_and_show() {
        lead();
        show();
    }
    void space_lead_and_show() {
        now_.word_space = n(0);
        now_.letter_space = n(1);
        lead();
        std::erase_if(operands_, [](const Token& operand) { return operand.kind == Token::Kind::Number; });
        show();
    }

    void go_on(double x) { text_ = Matrix{1, 0, 0, 1, std::clamp(x, -kFar, kFar), 0}.then(text_); }

    void letter(unsigned char code) {
        const double advance = now_.font->advances[code] / 1000 * now_.size;
        const Matrix to_page = Matrix{now_.stretch, 0, 0, 1, 0, now_.rise}.then(text_).then(now_.to_page);
        const Point corners[] = {to_page({0, -kUnder * now_.size}), to_page({advance, -kUnder * now_.size}),
                                 to_page({0, kOver * now_.size}), to_page({advance, kOver * now_.size})};
        const Point from = to_page({0, 0}), to = to_page({advance, 0}), up = to_page({0, now_.size});
        const std::string& said = now_.font->texts[code];
        if (is_space(said)) {
            end_word();
        } else {
            const Millimetres box = box_round(corners);
            if (!goes_on_at(from)) end_word();
            if (!word_) word_ = PrintedWord{{}, box};
            word_->text += said.empty() ? "\uFFFD" : said;
            word_->box = box_round(word_->box, box);
            word_end_ = to;
            word_up_ = {up.x - from.x, up.y - from.y};
            if (now_.mode != 3 && now_.mode != 7 && now_.fill_shows)
                word_ink_ = word_ink_ ? box_round(*word_ink_, box) : box;
        }
        go_on((advance + now_.letter_space + (code == ' ' ? now_.word_space : 0)) * now_.stretch);
    }

    // Whether a letter that begins here belongs to the word: measured along its line, and across it.
    bool goes_on_at(Point from) const {
        const double size = std::hypot(word_up_.x, word_up_.y);
        if (!word_ || size == 0) return false;
        const Point step{from.x - word_end_.x, from.y - word_end_.y}, up{word_up_.x / size, word_up_.y / size};
        const double along = (step.y * up.x - step.x * up.y), across = step.x * up.x + step.y * up.y;
        return along < kWordGap * size && along > -kOverlap * size && std::abs(across) < kOverlap * size;
    }
    // A word at once, not a letter at a time; before anything else is drawn.
    void mark_word() {
        if (word_ink_) mark(*word_ink_);
        word_ink_.reset();
    }
    void end_word() {
        mark_word();
        if (word_) printed_.words.push_back(std::move(*word_));
        word_.reset();
    }

    PrintedPage printed_;
    Ink ink_;
    const PageDrawing* drawing_ = nullptr;
    State now_;
    std::vector<State> states_;
    std::size_t floor_ = 0;  // of the states: those below are of the drawing in which this one is placed
    std::vector<Token> operands_;
    std::vector<double> numbers_;  // of the operands
    std::vector<std::vector<Point>> outlines_;
    Point start_, at_;
    bool clips_ = false;
    Matrix text_, line_;
    std::optional<PrintedWord> word_;
    std::optional<Millimetres> word_ink_;  // what of it is not marked yet
    Point word_end_, word_up_;             // where its last letter ends, and from there up by the font's size
    std::size_t done_ = 0;                 // operators
};

// PDF 32000-1, table A.1. What is not here draws nothing.
const Printer::Operators& Printer::operators() {
    using P = Printer;
    static const Operators kAll = {
        {"q", {0, &P::save}},
        {"Q", {0, &P::restore}},
        {"cm", {6, &P::transform}},
        {"w", {1, &P::set_width}},
        {"g", {1, &P::set_fill}},
        {"rg", {3, &P::set_fill}},
        {"k", {4, &P::set_fill}},
        {"cs", {0, &P::set_fill_of_a_space}},
        {"sc", {0, &P::set_fill_of_a_space}},
        {"scn", {0, &P::set_fill_of_a_space}},
        {"G", {1, &P::set_stroke}},
        {"RG", {3, &P::set_stroke}},
        {"K", {4, &P::set_stroke}},
        {"CS", {0, &P::set_stroke_of_a_space}},
        {"SC", {0, &P::set_stroke_of_a_space}},
        {"SCN", {0, &P::set_stroke_of_a_space}},
        {"m", {2, &P::move_to}},
        {"l", {2, &P::line_to}},
        {"c", {6, &P::curve_to}},
        {"v", {4, &P::curve_to}},
        {"y", {4, &P::curve_to}},
        {"h", {0, &P::close}},
        {"re", {4, &P::rectangle}},
        {"W", {0, &P::clip}},
        {"W*", {0, &P::clip}},
        {"n", {0, &P::end_path}},
        {"S", {0, &P::stroke}},
        {"s", {0, &P::close_and_stroke}},
        {"f", {0, &P::fill}},
        {"F", {0, &P::fill}},
        {"f*", {0, &P::fill}},
        {"B", {0, &P::fill_and_stroke}},
        {"B*", {0, &P::fill_and_stroke}},
        {"b", {0, &P::close_fill_and_stroke}},
        {"b*", {0, &P::close_fill_and_stroke}},
        {"sh", {0, &P::shade}},
        {"Do", {0, &P::place_object}},
        {"BT", {0, &P::begin_text}},
        {"Tf", {1, &P::set_font}},
        {"Tc", {1, &P::set_letter_space}},
        {"Tw", {1, &P::set_word_space}},
        {"Tz", {1, &P::set_stretch}},
        {"TL", {1, &P::set_leading}},
        {"Ts", {1, &P::set_rise}},
        {"Tr", {1, &P::set_mode}},
        {"Td", {2, &P::move_line}},
        {"TD", {2, &P::move_line_and_lead}},
        {"Tm", {6, &P::set_text_matrix}},
        {"T*", {0, &P::lead}},
        {"Tj", {0, &P::show}},
        {"TJ", {0, &P::show}},
        {"'", {0, &P::lead_and_show}},
        {"\"", {2, &P::space_lead_and_show}},
    };
    return kAll;
}

}  // namespace

Result<PrintedPage, std::string> print_page(const DrawnPage& page) {
    constexpr double kLargest = 5'100 / kMillimetres;  // what PDF allows, 200 inches
    const double width = page.box[2] - page.box[0], height = page.box[3] - page.box[1];
    if (!(width > 0 && height > 0 && width < kLargest && height < kLargest))
        return Failure{std::string("has no size that paper could have")};
    Printer printer(page);
    printer.draw(page.drawing);
    if (!printer.fault.empty()) return Failure{std::move(printer.fault)};
    return printer.end();
}

}  // namespace ehcflow::documents
