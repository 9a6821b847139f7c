#include "templates/engine/lint.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "templates/engine/assembler.h"
#include "templates/engine/heal.h"
#include "templates/engine/lint_walk.h"
#include "templates/engine/styles.h"

namespace ehcflow::templates {
namespace {

constexpr std::string_view kFonts[] = {"Liberation Sans", "Liberation Serif", "Liberation Mono",
                                       "Liberation Sans Narrow", "OpenSymbol"};
constexpr std::string_view kText = "style:text-properties";
constexpr std::size_t kLongestHeading = 80;                        // letters
constexpr double kLeastContrast = 4.5, kLeastContrastLarge = 3.0;  // WCAG 2.2, 1.4.3

std::string value(const Node& node, std::string_view attribute) {
    const std::string* found = node.attribute(attribute);
    return found == nullptr ? std::string() : *found;
}

// Fields that say another day whenever the document is opened, unless they are fixed.
constexpr std::string_view kMoving[] = {
    "text:date",       "text:time",       "text:modification-date", "text:modification-time",
    "text:print-date", "text:print-time", "text:creation-date",     "text:creation-time"};

// "1. words", "(a) words", "- words": what a list's own number or bullet should say.
bool begins_like_an_item(std::string_view text) {
    constexpr std::string_view kBullets[] = {"•", "-", "–", "*", "·", "o"};
    const auto space = text.find_first_of(" \t");
    if (space == std::string_view::npos || space == 0 || trim(text.substr(space)).empty()) return false;
    std::string_view mark = text.substr(0, space);
    if (std::find(std::begin(kBullets), std::end(kBullets), mark) != std::end(kBullets)) return true;
    if (mark.starts_with('(')) mark.remove_prefix(1);
    if (!mark.ends_with('.') && !mark.ends_with(')')) return false;
    mark.remove_suffix(1);
    const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    if (!mark.empty() && mark.size() <= 2 && std::all_of(mark.begin(), mark.end(), is_digit)) return true;
    return mark.size() == 1 && std::isalpha(static_cast<unsigned char>(mark[0])) != 0;
}

// Relative luminance of "#rrggbb", as WCAG computes it; nothing where it is no such colour.
std::optional<double> luminance(const std::string& colour) {
    if (colour.size() != 7 || colour[0] != '#') return std::nullopt;
    constexpr std::array<double, 3> kWeights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto byte = static_cast<int>(std::strtol(colour.substr(1 + 2 * i, 2).c_str(), nullptr, 16));
        const double part = byte / 255.0;
        sum += kWeights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

class Linter {
public:
    Linter(const Document& document, std::span<const std::string_view> fonts)
        : document_(document), fonts_(fonts), styles_(document) {}

    Findings look() {
        look_at_whole();
        for (const Document::Item& item : document_.items)
            if (item.root) walk(*item.root, {}, [this](const Node& node, const Spot& spot) { element(node, spot); });
        return std::move(findings_);
    }

private:
    void add(const Spot& spot, std::string_view code, Severity severity, std::string what, std::string mend) {
        Finding finding = finding_at(spot, code, severity, std::move(what), std::move(mend));
        if (std::find(findings_.begin(), findings_.end(), finding) == findings_.end())
            findings_.push_back(std::move(finding));
    }
    void warn(const Spot& spot, std::string_view code, std::string what, std::string mend) {
        add(spot, code, Severity::Warning, std::move(what), std::move(mend));
    }

    void look_at_whole() {
        std::string title;
        for (const Document::Item& item : document_.items)
            if (item.root)
                each_element(*item.root, [&](const Node& node) {
                    if (node.name == "dc:title" && !node.children.empty()) title = visible_text(node);
                });
        if (trim(title).empty())
            warn({}, "no-title", "It has no title, which a screen reader says first.",
                 "Give it one under File, Properties, Description; tags may stand in it.");
        const std::string* language = styles_.default_property("paragraph", "fo:language");
        const std::string* country = styles_.default_property("paragraph", "fo:country");
        if (language == nullptr || language->empty() || *language == "none")
            warn({}, "no-language", "It does not say its language, so that a screen reader guesses.",
                 "Set English (UK) under Tools, Options, Languages, for the current document.");
        else if (*language != "en" || country == nullptr || *country != "GB")
            warn({}, "language", "Its language is " + *language + (country == nullptr ? "" : "-" + *country) + ".",
                 "Set English (UK), unless the letter is written in another language.");
    }

    // One row an element, so that a rule is found by what it looks at.
    void element(const Node& node, const Spot& spot) {
        struct Rule {
            std::string_view element;
            void (Linter::*look)(const Node&, const Spot&);
        };
        static constexpr Rule kRules[] = {{"draw:frame", &Linter::frame},
                                          {"text:p", &Linter::paragraph},
                                          {"text:h", &Linter::heading},
                                          {"text:span", &Linter::span},
                                          {"text:a", &Linter::link},
                                          {"table:table", &Linter::table},
                                          {"table:table-cell", &Linter::cell},
                                          {"style:style", &Linter::style},
                                          {"style:default-style", &Linter::style},
                                          {"office:text", &Linter::siblings},
                                          {"text:section", &Linter::siblings},
                                          {"table:table-cell", &Linter::siblings}};
        for (const Rule& rule : kRules)
            if (node.name == rule.element) (this->*rule.look)(node, spot);
        if (std::find(std::begin(kMoving), std::end(kMoving), node.name) != std::end(kMoving) &&
            value(node, "text:fixed") != "true")
            add(spot, "moving-date", Severity::Error, "A date or time field says another day whenever it is opened.",
                "Put a tag for the day in its place, or make the field fixed.");
    }

    void frame(const Node& node, const Spot& spot) {
        const bool shows_picture = child_of(node, "draw:image") != nullptr || child_of(node, "draw:object") != nullptr;
        const auto says_something = [&](std::string_view name) {
            const Node* said = child_of(node, name);
            return said != nullptr && !trim(visible_text(*said)).empty();
        };
        if (!shows_picture || says_something("svg:title") || says_something("svg:desc")) return;
        if (value(node, "loext:decorative") == "true" || value(node, "draw:decorative") == "true") return;
        warn(spot, "no-alternative-text", "A picture has no words for who cannot see it.",
             "Say in a few words what it shows: right click, Description.");
    }

    bool is_bold(std::string_view family, const std::string& style) const {
        const std::string* weight = styles_.property(family, style, kText, "fo:font-weight");
        return weight != nullptr && (*weight == "bold" || std::atoi(weight->c_str()) >= 600);
    }

    // Whether every word of it is bold, by its own style or by that of the words.
    bool all_bold(const Node& node, bool bold) const {
        for (const auto& child : node.children) {
            if (child->is_text()) {
                if (!bold && !trim(child->text).empty()) return false;
            } else if (!is_own_flow(*child)) {
                const bool is_span = child->name == "text:span";
                if (!all_bold(*child, bold || (is_span && is_bold("text", value(*child, "text:style-name")))))
                    return false;
            }
        }
        return true;
    }

    void paragraph(const Node& node, const Spot& spot) {
        contrast(node, spot);
        if (!spot.in_text || spot.cell != nullptr) return;
        const std::string text(trim(visible_text(node)));
        const std::string style = value(node, "text:style-name");
        if (text.empty() || text.size() > kLongestHeading || text.find('\n') != std::string::npos ||
            std::string_view(".,;:?!").find(text.back()) != std::string_view::npos)
            return;
        if (styles_.is_based_on("paragraph", style, "Title") || styles_.is_based_on("paragraph", style, "Subtitle"))
            return;
        // A named style of the house is a choice; bold set by hand on a line of its own is a heading that only looks
        // so.
        const bool by_hand = !is_bold("paragraph", style) || styles_.is_automatic("paragraph", style);
        if (by_hand && all_bold(node, is_bold("paragraph", style)))
            warn(spot, "fake-heading", "A line in bold stands where a heading should.",
                 "Give it the style Heading 1, 2 or 3.");
    }

    void heading(const Node& node, const Spot& spot) {
        contrast(node, spot);
        if (!spot.in_text) return;
        const int level = std::atoi(value(node, "text:outline-level").c_str());
        // A shared block begins at level 2, under the heading of its letter.
        if (level > std::max(last_heading_, 1) + 1)
            warn(spot, "heading-order",
                 "A heading of level " + std::to_string(level) +
                     (last_heading_ == 0 ? " comes first."
                                         : " follows one of level " + std::to_string(last_heading_) + "."),
                 "Use level " + std::to_string(std::max(last_heading_, 1) + 1) + ".");
        last_heading_ = level;
    }

    void span(const Node& node, const Spot& spot) { contrast(node, spot); }

    void link(const Node& node, const Spot& spot) {
        std::string words(trim(visible_text(node)));
        std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) { return std::tolower(c); });
        if (words.empty() || words == "here" || words == "click here" || words == "this link" || words == "more")
            warn(spot, "link-words", "A link does not say where it leads.", "Let its words say what is found there.");
    }

    void table(const Node& node, const Spot& spot) {
        std::size_t rows = 0;
        std::size_t columns = 0;
        bool has_header = child_of(node, "table:table-header-rows") != nullptr;
        for (const auto& child : node.children) {
            if (child->name == "table:table-rows" || child->name == "table:table-row-group")
                rows += child->children.size();
            if (child->name == "table:table-row") {
                ++rows;
                columns = std::max(columns, child->children.size());
            }
        }
        if (rows < 2 || columns < 2 || has_header) return;
        Spot here = spot;
        here.paragraph = first_paragraph(node);
        warn(here, "no-header-row", "A table has no header row, so that nobody hears what a cell is about.",
             "Mark the first row: Table, Properties, Text Flow, Repeat heading.");
    }

    static const Node* first_paragraph(const Node& node) {
        for (const auto& child : node.children) {
            if (child->is_text()) continue;
            if (is_paragraph(*child)) return child.get();
            if (const Node* found = first_paragraph(*child); found != nullptr) return found;
        }
        return nullptr;
    }

    void cell(const Node& node, const Spot& spot) {
        const auto spans = [&](std::string_view attribute) { return std::atoi(value(node, attribute).c_str()) > 1; };
        if (!spans("table:number-columns-spanned") && !spans("table:number-rows-spanned")) return;
        Spot here = spot;
        here.paragraph = first_paragraph(node);
        warn(here, "merged-cells", "Cells of a table are merged, which a screen reader reads out of order.",
             "Split them, and say in each what belongs to it.");
    }

    void style(const Node& node, const Spot&) {
        const Node* text = child_of(node, kText);
        if (text == nullptr) return;
        if (value(*text, "style:text-blinking") == "true")
            warn({}, "blinking", "The style \"" + value(node, "style:name") + "\" blinks.", "Take the blinking out.");
        std::string font = value(*text, "fo:font-family");
        if (font.empty()) font = value(*text, "style:font-name");
        font = font.substr(0, font.find(','));
        std::erase_if(font, [](char c) { return c == '\'' || c == '"'; });
        if (const std::size_t digit = font.find_last_not_of("0123456789");
            digit != std::string::npos && value(*text, "fo:font-family").empty())
            font.resize(digit + 1);  // "Liberation Sans1" is a second face of one font
        if (font.empty() || std::find(fonts_.begin(), fonts_.end(), font) != fonts_.end()) return;
        if (fonts_reported_.insert(font).second)
            warn({}, "font-missing", "The font \"" + font + "\" will not be there when the letter is made.",
                 "Use Liberation Sans, which looks like Arial, or another that comes with the product.");
    }

    // Consecutive paragraphs that number themselves by hand.
    void siblings(const Node& node, const Spot& spot) {
        const Node* before = nullptr;
        for (const auto& child : node.children) {
            if (child->is_text()) continue;
            const bool is_item = child->name == "text:p" && begins_like_an_item(trim(visible_text(*child)));
            if (is_item && before != nullptr) {
                Spot here = spot;
                here.paragraph = before;
                warn(here, "fake-list", "A list is numbered by hand, so that a screen reader does not know it for one.",
                     "Take out the number or the dash, and make it a list: Format, Bullets and Numbering.");
            }
            before = is_item ? child.get() : nullptr;
        }
    }

    std::string background(const Node& node, const Spot& spot) const {
        const std::string style = value(node, "text:style-name");
        const std::string* found = nullptr;
        if (node.name == "text:span") found = styles_.property("text", style, kText, "fo:background-color");
        if (found == nullptr && spot.paragraph != nullptr)
            found = styles_.property("paragraph", value(*spot.paragraph, "text:style-name"),
                                     "style:paragraph-properties", "fo:background-color");
        if ((found == nullptr || *found == "transparent") && spot.cell != nullptr)
            found = styles_.property("table-cell", value(*spot.cell, "table:style-name"), "style:table-cell-properties",
                                     "fo:background-color");
        return found == nullptr || *found == "transparent" ? "#ffffff" : *found;
    }

    const std::string* text_property(const Node& node, const Spot& spot, std::string_view name) const {
        const bool is_span = node.name == "text:span";
        const std::string* found =
            is_span ? styles_.property("text", value(node, "text:style-name"), kText, name) : nullptr;
        if (found != nullptr || spot.paragraph == nullptr) return found;
        return styles_.property("paragraph", value(*spot.paragraph, "text:style-name"), kText, name);
    }

    void contrast(const Node& node, const Spot& spot) {
        const bool has_words = std::any_of(node.children.begin(), node.children.end(), [](const auto& child) {
            return child->is_text() && !trim(child->text).empty();
        });
        const std::string* colour = text_property(node, spot, "fo:color");
        const std::string* automatic = text_property(node, spot, "style:use-window-font-color");
        if (!has_words || colour == nullptr || (automatic != nullptr && *automatic == "true")) return;
        const std::string behind = background(node, spot);
        const auto front = luminance(*colour), back = luminance(behind);
        if (!front || !back) return;
        const double ratio = (std::max(*front, *back) + 0.05) / (std::min(*front, *back) + 0.05);
        const std::string* size = text_property(node, spot, "fo:font-size");
        const bool is_large = size != nullptr && size->ends_with("pt") && std::atof(size->c_str()) >= 18;
        if (ratio >= (is_large ? kLeastContrastLarge : kLeastContrast)) return;
        warn(spot, "poor-contrast", "Words in " + *colour + " on " + behind + " are hard to read.",
             "Use a darker colour for the words, or a lighter one behind them.");
    }

    const Document& document_;
    std::span<const std::string_view> fonts_;
    Styles styles_;
    Findings findings_;
    std::set<std::string> fonts_reported_;
    int last_heading_ = 0;
};

}  // namespace

std::span<const std::string_view> usual_fonts() { return kFonts; }

Findings lint(const Document& document, std::span<const std::string_view> fonts) {
    return Linter(document, fonts).look();
}

}  // namespace ehcflow::templates
