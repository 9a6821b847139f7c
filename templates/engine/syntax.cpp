#include "templates/engine/syntax.h"

#include <cctype>
#include <cstdlib>
#include <utility>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

struct Replaced {
    std::string_view from, to;
};
constexpr Replaced kAutocorrected[] = {
    {"\xE2\x80\x9C", "\""}, {"\xE2\x80\x9D", "\""}, {"\xE2\x80\x9E", "\""}, {"\xC2\xAB", "\""},
    {"\xC2\xBB", "\""},     {"\xE2\x80\x98", "'"},  {"\xE2\x80\x99", "'"},  {"\xC2\xA0", " "},
    {"\xE2\x80\xAF", " "},  {"\xE2\x80\x91", "-"},  {"\xE2\x80\x93", "-"},  {"\xE2\x80\x94", "-"},
    {"\xC2\xAD", ""},       {"\xE2\x80\x8B", ""},   {"\xEF\xBB\xBF", ""},   {"\xE2\x80\xA6", "..."},
    {"\xE2\x80\x8D", ""},
};

constexpr std::size_t kLongestTag = 2'000;
constexpr int kDeepest = 32;  // brackets and nots in one condition

// A reader over the words of one tag.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    void skip_space() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    }
    bool done() { return skip_space(), at_ == text_.size(); }
    bool take(std::string_view token) {
        skip_space();
        if (!text_.substr(at_).starts_with(token)) return false;
        at_ += token.size();
        return true;
    }
    // A whole word: "or" is not the beginning of "order".
    bool take_word(std::string_view word) {
        skip_space();
        const auto rest = text_.substr(at_);
        if (!rest.starts_with(word) || (rest.size() > word.size() && is_name(rest[word.size()]))) return false;
        at_ += word.size();
        return true;
    }
    std::string name() {
        skip_space();
        const std::size_t from = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        return std::string(text_.substr(from, at_ - from));
    }
    std::optional<std::string> quoted() {
        skip_space();
        if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return std::nullopt;
        const auto end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        const auto inside = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return std::string(inside);
    }
    std::optional<Number> number() {
        skip_space();
        const auto is_digit_at = [&](std::size_t i) {
            return i < text_.size() && std::isdigit(static_cast<unsigned char>(text_[i])) != 0;
        };
        std::size_t end = at_ + (at_ < text_.size() && text_[at_] == '-' ? 1 : 0);
        if (!is_digit_at(end)) return std::nullopt;  // "../name" is a path
        while (end < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[end])) || text_[end] == '.')) ++end;
        Number number{0, std::string(text_.substr(at_, end - at_))};
        number.value = std::strtod(number.text.c_str(), nullptr);
        at_ = end;
        return number;
    }
    std::string rest() { return skip_space(), std::string(text_.substr(at_)); }

    std::optional<Path> path() {
        Path path;
        skip_space();
        const std::size_t from = at_;
        while (take("../")) ++path.up;
        if (take("@")) {
            path.names = {"@" + name()};
            if (path.names[0] != "@number" && path.names[0] != "@first" && path.names[0] != "@last")
                return std::nullopt;
        } else {
            do {
                std::string one = name();
                if (one.empty()) return std::nullopt;
                path.names.push_back(std::move(one));
            } while (at_ < text_.size() && text_[at_] == '.' && ++at_ > 0);
            if (path.names[0] == "this") path.names.erase(path.names.begin());
        }
        path.text = std::string(text_.substr(from, at_ - from));
        return path;
    }

private:
    static bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; }

    std::string_view text_;
    std::size_t at_ = 0;
};

using Read = Result<Condition, std::string>;
Read read_either(Reader& in, int depth);

Condition joined(Condition::Kind kind, Condition left, Condition right) {
    Condition both;
    both.kind = kind;
    both.parts.push_back(std::move(left));
    both.parts.push_back(std::move(right));
    return both;
}

Read read_operand(Reader& in, int depth) {
    if (depth > kDeepest) return Failure{std::string("the condition is nested too deeply")};
    Condition condition;
    if (in.take("(")) {
        Read inner = read_either(in, depth + 1);
        if (inner && !in.take(")")) return Failure{std::string("a bracket is not closed")};
        return inner;
    }
    if (in.take_word("not")) {
        Read inner = read_operand(in, depth + 1);
        if (!inner) return inner;
        condition.kind = Condition::Kind::Not;
        condition.parts.push_back(std::move(inner).value());
        return condition;
    }
    if (auto text = in.quoted()) return condition.literal = Value(std::move(*text)), condition;
    if (auto number = in.number()) return condition.literal = Value(std::move(*number)), condition;
    if (in.take_word("true")) return condition.literal = Value(true), condition;
    if (in.take_word("false")) return condition.literal = Value(false), condition;
    auto path = in.path();
    if (!path) return Failure{"a name or a value is missing before \"" + in.rest() + "\""};
    condition.kind = Condition::Kind::Path;
    condition.path = std::move(*path);
    in.take("?");
    return condition;
}

Read read_comparison(Reader& in, int depth) {
    struct Operator {
        std::string_view sign;
        Condition::Kind kind;
    };
    constexpr Operator kOperators[] = {{"==", Condition::Kind::Equal},
                                       {"!=", Condition::Kind::NotEqual},
                                       {"<", Condition::Kind::Less},
                                       {">", Condition::Kind::Greater}};
    Read left = read_operand(in, depth);
    if (!left) return left;
    for (const Operator& one : kOperators) {
        if (!in.take(one.sign)) continue;
        Read right = read_operand(in, depth);
        if (!right) return right;
        return joined(one.kind, std::move(left).value(), std::move(right).value());
    }
    return left;
}

Read read_both(Reader& in, int depth) {
    Read left = read_comparison(in, depth);
    while (left && in.take_word("and")) {
        Read right = read_comparison(in, depth);
        if (!right) return right;
        left = joined(Condition::Kind::And, std::move(left).value(), std::move(right).value());
    }
    return left;
}

Read read_either(Reader& in, int depth) {
    Read left = read_both(in, depth);
    while (left && in.take_word("or")) {
        Read right = read_both(in, depth);
        if (!right) return right;
        left = joined(Condition::Kind::Or, std::move(left).value(), std::move(right).value());
    }
    return left;
}

Result<Tag, std::string> read_condition_tag(Reader& in, Tag tag) {
    if (in.done()) return Failure{"\"" + tag.text + "\" says no condition"};
    Read condition = read_either(in, 0);
    if (!condition) return Failure{std::move(condition).error()};
    if (!in.done()) return Failure{"\"" + in.rest() + "\" is left over after the condition"};
    tag.condition = std::move(condition).value();
    return tag;
}

Result<Tag, std::string> read_field(Reader& in, Tag tag) {
    auto path = in.path();
    if (!path) return Failure{"\"" + tag.text + "\" is not the name of a field"};
    tag.path = std::move(*path);
    tag.optional = in.take("?");
    while (in.take("|")) {
        Formatter formatter{in.name(), std::nullopt, std::nullopt};
        if (formatter.name.empty()) return Failure{std::string("the name of a formatter is missing after |")};
        if (in.take(":")) {
            formatter.argument = in.quoted();
            if (!formatter.argument) formatter.from = in.path();
            if (!formatter.argument && !formatter.from)
                return Failure{"the argument of \"" + formatter.name + "\" must stand in quotes, or be a field"};
        }
        tag.formatters.push_back(std::move(formatter));
    }
    if (!in.done()) return Failure{"\"" + in.rest() + "\" is left over after the field; formatters follow a |"};
    return tag;
}

// Nothing where it is no length.
std::optional<double> read_length(Reader& in) {
    constexpr std::pair<std::string_view, double> kUnits[] = {{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}};
    constexpr double kLongest = 1'000;
    const auto number = in.number();
    if (!number) return std::nullopt;
    for (const auto& [unit, mm] : kUnits)
        if (in.take_word(unit))
            return number->value > 0 && number->value * mm <= kLongest ? std::optional(number->value * mm)
                                                                       : std::nullopt;
    return std::nullopt;
}

bool is_image(std::string_view text) {
    constexpr std::string_view kWord = "image";
    if (!text.starts_with(kWord) || text.size() == kWord.size() || text[kWord.size()] != ' ') return false;
    const std::string_view rest = trim(text.substr(kWord.size()));
    return !rest.empty() && (std::isalnum(static_cast<unsigned char>(rest[0])) || rest.starts_with("../"));
}

Result<Tag, std::string> read_image(Reader& in, Tag tag) {
    in.take_word("image");
    auto path = in.path();
    if (!path) return Failure{std::string("the name of a picture is missing after image")};
    tag.path = std::move(*path);
    tag.optional = in.take("?");
    bool has_alternative = false;
    while (!in.done()) {
        const std::string name = in.name();
        if ((name != "width" && name != "height" && name != "alt") || !in.take(":"))
            return Failure{std::string("after the name of a picture come width:, height: and alt:")};
        if (name == "alt") {
            tag.alternative.argument = in.quoted();
            if (!tag.alternative.argument) tag.alternative.from = in.path();
            has_alternative =
                tag.alternative.from || (tag.alternative.argument && !trim(*tag.alternative.argument).empty());
        } else {
            auto& length = name == "width" ? tag.size.width : tag.size.height;
            length = read_length(in);
            if (!length) return Failure{name + ": must be a length of a page, such as 40mm"};
        }
    }
    if (!has_alternative)
        return Failure{std::string("a picture needs words for who cannot see it: alt: \"Council crest\"")};
    return tag;
}

Result<Tag, std::string> finished(Reader& in, Tag tag) {
    if (!in.done()) return Failure{"\"" + in.rest() + "\" is left over"};
    return tag;
}

}  // namespace

bool is_shown(const Tag& tag) { return tag.kind == Tag::Kind::Field || tag.kind == Tag::Kind::Image; }

bool is_rich(const Tag& tag) {
    return tag.kind == Tag::Kind::Field && !tag.formatters.empty() && tag.formatters.back().name == kRich;
}

std::string plain_tag(std::string_view inside) {
    std::string out;
    for (std::size_t i = 0; i < inside.size();) {
        const Replaced* hit = nullptr;
        for (const Replaced& one : kAutocorrected)
            if (inside.substr(i).starts_with(one.from)) hit = &one;
        if (hit != nullptr) {
            out += hit->to;
            i += hit->from.size();
        } else {
            out += inside[i++];
        }
    }
    return std::string(trim(out));
}

Result<Tag, std::string> read_tag(std::string_view inside) {
    if (inside.size() > kLongestTag) return Failure{"a tag is longer than " + std::to_string(kLongestTag) + " letters"};
    Tag tag;
    tag.text = plain_tag(inside);
    const auto of = [&](Tag::Kind kind) { return tag.kind = kind, std::move(tag); };
    const std::string text = tag.text;
    Reader in(text);
    if (in.done()) return Failure{std::string("the braces are empty")};
    if (in.take("#each")) {
        tag.kind = Tag::Kind::Each;
        Result<Tag, std::string> each = read_field(in, std::move(tag));
        if (each && !each->formatters.empty()) return Failure{std::string("#each takes a list, without formatters")};
        return each;
    }
    if (in.take("#if")) return read_condition_tag(in, of(Tag::Kind::If));
    if (in.take("/each")) return finished(in, of(Tag::Kind::EndEach));
    if (in.take("/if")) return finished(in, of(Tag::Kind::EndIf));
    if (in.take(">")) {
        tag.block = in.name();
        if (tag.block.empty()) return Failure{std::string("the name of a shared block is missing after >")};
        return finished(in, of(Tag::Kind::Block));
    }
    if (in.take("#") || in.take("/"))
        return Failure{"\"" + text + "\" is not known; there are #each, #if, else, /each and /if"};
    if (in.take_word("else")) {
        if (in.done()) return of(Tag::Kind::Else);
        if (in.take_word("if")) return read_condition_tag(in, of(Tag::Kind::ElseIf));
        return Failure{std::string("after else comes nothing, or if and a condition")};
    }
    if (is_image(text)) return read_image(in, of(Tag::Kind::Image));
    return read_field(in, std::move(tag));
}

}  // namespace ehcflow::templates
