#include "templates/engine/text_template.h"

#include <algorithm>

#include "base/text.h"
#include "templates/engine/html_place.h"

namespace ehcflow::templates {
namespace {

// One tag in a text: from its braces to what follows, with the blanks of a line that it has to itself.
struct Found {
    std::size_t begin, end;   // what the tag takes with it
    std::string_view inside;  // between the braces
    bool is_closed = true;
};

std::size_t line_of(std::string_view text, std::size_t at) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

bool is_marker(std::string_view inside) {
    const auto tag = read_tag(inside);
    return tag && !is_shown(*tag);
}

void take_whole_line(std::string_view text, Found& found) {
    std::size_t begin = found.begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    if (begin > 0 && text[begin - 1] != '\n') return;
    std::size_t end = found.end;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
    if (end < text.size() && text[end] != '\n') return;
    found.begin = begin;
    found.end = std::min(end + 1, text.size());
}

std::optional<Found> next_tag(std::string_view text, std::size_t from) {
    const std::size_t open = text.find("{{", from);
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) return Found{open, text.size(), text.substr(open), false};
    Found found{open, close + 2, text.substr(open + 2, close - open - 2)};
    if (is_marker(found.inside)) take_whole_line(text, found);
    found.begin = std::max(found.begin, from);
    return found;
}

class TextCompiler final : public Assembler {
public:
    TextCompiler(TextKind kind, const BlockLoader& blocks, const Limits& limits, Findings& findings,
                 std::vector<FieldUse>& uses)
        : Assembler(blocks, limits, findings, uses), kind_(kind) {}

    Program compile(std::string_view text) {
        Level level;
        read(text, level, "");
        return finish(level);
    }

private:
    void read_block(const std::string& name, const std::string& bytes, Level& level) override {
        if (is_html() && !here_.is_between_tags())
            return report("unsafe-place", "A shared block is included " + std::string(here_.name()) + ".",
                          "Include it between tags.");
        read(bytes, level, "block " + name + ", ");
    }

    void read(std::string_view text, Level& level, const std::string& place_before) {
        const std::size_t open_before = edges_.size();
        std::size_t at = 0;
        while (const auto found = next_tag(text, at)) {
            literal(text.substr(at, found->begin - at), level);
            set_place({place_before + "line " + std::to_string(line_of(text, found->begin))});
            at = found->end;
            if (!found->is_closed) {
                report("unclosed-tag", "\"" + shortened(found->inside) + "\" begins a tag that is not closed.",
                       "End it with }}.");
                break;
            }
            one_tag(found->inside, level);
        }
        literal(text.substr(at), level);
        edges_.resize(open_before);  // blocks left open are findings of their own
        set_place({place_before + "the end"});
        if (is_html() && !here_.is_between_tags())
            report("bad-markup", "It ends " + std::string(here_.name()) + ".",
                   "Close the tag, the script or the comment.");
        report_unclear();
        here_ = {};
    }

    void literal(std::string_view text, Level& level) {
        level.literal() += text;
        if (is_html()) here_.pass(text);
    }

    void one_tag(std::string_view inside, Level& level) {
        const std::optional<Context> context = is_html() ? here_.context() : Context::Text;
        const RichFrame frame{"<p>", "</p>", true};
        const auto kind =
            tag(inside, level, context.value_or(Context::Html), here_.is_between_tags() ? &frame : nullptr);
        if (!kind || !is_html()) return;
        switch (*kind) {
            case Tag::Kind::Image:
                if (!here_.is_between_tags())
                    report("image-not-here", "A picture stands " + std::string(here_.name()) + ".",
                           "Put it between tags.");
                return;
            case Tag::Kind::Field:
                if (!context)
                    report("unsafe-place",
                           "{{" + plain_tag(inside) + "}} stands " + std::string(here_.name()) +
                               ", where no value can be made safe.",
                           "Put it between tags or into a quoted attribute.");
                return here_.pass_value();
            case Tag::Kind::Each:
            case Tag::Kind::If:
                here_.pass_block_edge();
                return edges_.push_back({here_});
            case Tag::Kind::Else:
            case Tag::Kind::ElseIf:
                end_branch();
                return here_.go_on_from(edges_.back().begin, HtmlPlace::NameCut::No);
            case Tag::Kind::EndEach:
            case Tag::Kind::EndIf:
                end_branch();
                here_.go_on_from(edges_.back().begin, edges_.back().cut);
                return edges_.pop_back();
            case Tag::Kind::Block:
                return;
        }
    }

    // Whichever way a block goes, and however often, the page must go on from the same kind of place.
    void end_branch() {
        Edge& edge = edges_.back();
        here_.pass_block_edge();
        if (!here_.is_same_as(edge.begin))
            report(
                "crossing-block",
                "The block begins " + std::string(edge.begin.name()) + " and ends " + std::string(here_.name()) + ".",
                "Begin and end it in the same tag or attribute, or between tags.");
        report_unclear();
        if (here_.name_cut() == HtmlPlace::NameCut::Yes) edge.cut = HtmlPlace::NameCut::Yes;
    }

    void report_unclear() {
        if (here_.is_unclear())
            report("unsafe-place", "A name goes on over the edge of a block.", "Put a space between them.");
    }

    bool is_html() const { return kind_ == TextKind::Html; }

    TextKind kind_;
    HtmlPlace here_;
    struct Edge {
        HtmlPlace begin;
        HtmlPlace::NameCut cut = HtmlPlace::NameCut::No;  // of any branch so far
    };
    std::vector<Edge> edges_;  // of the blocks that are open
};

}  // namespace

Result<TextTemplate, Findings> TextTemplate::parse(std::string_view utf8, TextKind kind, const BlockLoader& blocks,
                                                   const Limits& limits) {
    auto reading = read(utf8, kind, blocks, limits);
    if (!reading) return Failure{std::move(reading).error()};
    if (!reading->findings.empty()) return Failure{std::move(reading->findings)};
    return std::move(reading->form);
}

Result<Reading<TextTemplate>, Findings> TextTemplate::read(std::string_view utf8, TextKind kind,
                                                           const BlockLoader& blocks, const Limits& limits) {
    if (!is_utf8(utf8))
        return Failure{
            Findings{{"not-a-template", Severity::Error, "the file", "It is not UTF-8 text.", "Save it as UTF-8."}}};
    Findings findings;
    std::vector<FieldUse> uses;
    Program program = TextCompiler(kind, blocks, limits, findings, uses).compile(utf8);
    return Reading<TextTemplate>{TextTemplate(std::move(program), std::move(uses), limits), std::move(findings)};
}

Result<std::string, Findings> TextTemplate::fill(const Value& data) const {
    std::string out;
    Findings findings;
    Pictures pictures;
    run(program_, data, out, findings, pictures, limits_);
    if (!findings.empty()) return Failure{std::move(findings)};
    return out;
}

Findings TextTemplate::try_with(const Value& data) const {
    std::string out;
    Findings findings;
    Pictures pictures;
    run(program_, data, out, findings, pictures, limits_, Mode::Preview);
    return findings;
}

}  // namespace ehcflow::templates
