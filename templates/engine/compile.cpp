// How tags become structure. A block opens and closes among the children of one element: words of a paragraph,
// paragraphs of a text, rows of a table, items of a list. A marker that is alone in its paragraph takes the paragraph
// with it; alone in the first cell of a row, or in a list item, it takes the row or the item.
#include "templates/engine/compile.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/text.h"
#include "templates/engine/document.h"
#include "templates/engine/heal.h"
#include "templates/engine/own_styles.h"

namespace ehcflow::templates {
namespace {

bool is_element_of(const Node& node, std::string_view name) { return node.name == name; }

// The tag that is all there is in this text, without its braces.
std::optional<std::string> lone_tag(std::string_view text) {
    const std::string_view word = trim(text);
    if (!word.starts_with("{{") || !word.ends_with("}}") || word.find("}}") != word.size() - 2) return std::nullopt;
    return std::string(word.substr(2, word.size() - 4));
}

bool has_own_flow(const Node& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const auto& child) {
        return !child->is_text() && (is_own_flow(*child) || has_own_flow(*child));
    });
}

// The tag that is all there is in this paragraph, where it is of a kind that takes the paragraph with it.
std::optional<std::string> lone_tag_in(const Node& paragraph, bool (*takes_paragraph)(const Tag&)) {
    if (!is_paragraph(paragraph) || has_own_flow(paragraph)) return std::nullopt;
    const auto inside = lone_tag(visible_text(paragraph));
    if (!inside) return std::nullopt;
    const auto tag = read_tag(*inside);
    return tag && takes_paragraph(*tag) ? inside : std::nullopt;
}

std::optional<std::string> marker_in_paragraph(const Node& node) {
    return lone_tag_in(node, [](const Tag& tag) { return !is_shown(tag); });
}

const Node* only_paragraph(const Node& container) {
    const Node* found = nullptr;
    for (const auto& child : container.children) {
        if (child->is_text() && trim(child->text).empty()) continue;
        if (found != nullptr || child->is_text() || !is_paragraph(*child)) return nullptr;
        found = child.get();
    }
    return found;
}

std::string all_text(const Node& node) {
    if (node.is_text()) return node.text;
    std::string text;
    for (const auto& child : node.children) text += all_text(*child);
    return text;
}

// The marker for which this whole element stands, where it stands for one.
std::optional<std::string> marker_of(const Node& node) {
    if (is_paragraph(node)) return marker_in_paragraph(node);
    if (is_element_of(node, "text:list-item")) {
        const Node* paragraph = only_paragraph(node);
        return paragraph == nullptr ? std::nullopt : marker_in_paragraph(*paragraph);
    }
    if (!is_element_of(node, "table:table-row")) return std::nullopt;
    const Node* first = nullptr;
    for (const auto& cell : node.children) {
        if (cell->is_text()) continue;
        if (first == nullptr)
            first = cell.get();
        else if (!trim(all_text(*cell)).empty())
            return std::nullopt;
    }
    const Node* paragraph = first == nullptr ? nullptr : only_paragraph(*first);
    return paragraph == nullptr ? std::nullopt : marker_in_paragraph(*paragraph);
}

// How many rows the tallest cell of a row covers, itself included.
std::size_t rows_spanned(const Node& row) {
    std::size_t most = 1;
    for (const auto& cell : row.children) {
        const std::string* spanned = cell->attribute("table:number-rows-spanned");
        if (spanned != nullptr) most = std::max<std::size_t>(most, std::strtoul(spanned->c_str(), nullptr, 10));
    }
    return most;
}

// What is left out where nothing is left in it: no blank line, no bullet without words, no table without rows.
bool goes_when_empty(const Node& node) {
    return is_paragraph(node) || is_element_of(node, "text:list-item") || is_element_of(node, "text:list") ||
           is_element_of(node, "table:table");
}

}  // namespace

// What a shared block says is about where it is included: the block is kept elsewhere.
Assembler::Place Compiler::place_of(std::string words, const Node& node) const {
    const bool is_of_house = node.number == 0 && !is_in_block();
    return {(is_of_house ? "in the house style, " : "") + page_part_.in_words() + std::move(words),
            is_in_block() ? place().element : node.number};
}

Program Compiler::compile(const Node& root) {
    Level level;
    element(root, level, Context::Xml);
    return finish(level);
}

Program Compiler::compile(const Node& shell, std::span<const Node* const> parts) {
    Level level;
    append_start_tag(level.literal(), shell);
    for (const Node* part : parts) element(*part, level, Context::Xml);
    append_end_tag(level.literal(), shell);
    return finish(level);
}

void Compiler::note_place(const Node& node) {
    if (is_paragraph(node)) {
        const std::string* style = node.attribute("text:style-name");
        std::string where = style == nullptr ? "" : "style " + *style;
        if (!cell_.empty()) where += (where.empty() ? "" : ", ") + cell_;
        set_place(place_of("near \"" + shortened(visible_text(node)) + "\"" + (where.empty() ? "" : " (" + where + ")"),
                           node));
    } else if (node.name.starts_with("dc:") || node.name.starts_with("meta:") || node.name.starts_with("svg:")) {
        set_place({"the document's " + node.name, 0});
    }
}

void Compiler::element(const Node& node, Level& level, Context context) {
    if (node.is_text()) return text(node.text, level, context);
    note_place(node);
    if (is_paragraph(node))
        context = Context::Paragraph;
    else if (!node.name.starts_with("text:") && !node.name.starts_with("table:"))
        context = Context::Xml;
    for (const auto& [name, value] : node.attributes)
        if (value.find("{{") != std::string::npos)
            report("tag-in-attribute", "A tag stands in " + name + ", which is not text that is filled.",
                   "Put the tag into the text.");
    append_start_tag(level.literal(), node);
    const PagePart outer = page_part_;
    page_part_.enter(node);
    Level inner;
    children(node, inner, context);
    page_part_ = outer;
    level.add(finish(inner));
    append_end_tag(level.literal(), node);
}

void Compiler::children(const Node& node, Level& level, Context context) {
    const Place here = place();
    const std::string outer_cell = cell_;
    std::size_t number = 0;
    std::size_t rows_merged = 0;  // how many rows more a cell above reaches down
    for (const auto& child : node.children) {
        if (child->is_text()) {
            text(child->text, level, context);
            continue;
        }
        if (child->name == "table:table-row")
            cell_ = "row " + std::to_string(++number);
        else if (child->name == "table:table-cell")
            cell_ = outer_cell + ", cell " + std::to_string(++number);
        if (const auto marker = marker_of(*child)) {
            set_place(place_of("near \"{{" + shortened(*marker) + "}}\"" + (cell_.empty() ? "" : " (" + cell_ + ")"),
                               *child));
            if (rows_merged > 0)
                report("merged-across-rows", "A cell that is merged over several rows reaches across this row.",
                       "Split the cell, or merge it only between the rows that are repeated together.");
            tag(*marker, level, context);
        } else if (const auto rich = lone_tag_in(*child, is_rich)) {
            note_place(*child);
            RichFrame frame;
            append_start_tag(frame.begin, *child);
            append_end_tag(frame.end, *child);
            frame.may_hold_tables = node.name != "text:list-item" && node.name != "text:note-body";
            tag(*rich, level, context, &frame);
        } else {
            Level inner;
            element(*child, inner, context);
            Program program = finish(inner);
            if (goes_when_empty(*child) && may_show_nothing(program)) {
                Operation vanish;
                vanish.kind = Operation::Kind::Vanish;
                vanish.branches.push_back({{}, std::move(program)});
                level.add(std::move(vanish));
            } else {
                level.add(std::move(program));
            }
        }
        if (child->name == "table:table-row")
            rows_merged = std::max(std::max<std::size_t>(rows_merged, 1) - 1, rows_spanned(*child) - 1);
        cell_ = outer_cell;
        set_place(here);
    }
}

void Compiler::text(const std::string& text, Level& level, Context context) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find("{{", at);
        append_escaped(level.literal(),
                       std::string_view(text).substr(at, open == std::string::npos ? open : open - at));
        if (open == std::string::npos) return;
        const std::size_t close = text.find("}}", open);
        if (close == std::string::npos)
            return report("unclosed-tag", "\"" + shortened(text.substr(open)) + "\" begins a tag that is not closed.",
                          "End it with }} in the same paragraph.");
        tag(std::string_view(text).substr(open + 2, close - open - 2), level, context);
        at = close + 2;
    }
}

void Compiler::read_block(const std::string& name, const std::string& bytes, Level& level) {
    auto document = read_xml(bytes, limits().xml_depth);
    if (!document)
        return report("bad-block", "The shared block \"" + name + "\" cannot be read: " + document.error() + ".",
                      "Mend the block.");
    heal_all(**document);
    drop_ids(**document);
    const Node* body = child_of(**document, "office:body");
    const Node* text = body == nullptr ? nullptr : child_of(*body, "office:text");
    if (text == nullptr)
        return report("bad-block", "The shared block \"" + name + "\" has no text.", "Save it as a flat ODT text.");
    const OwnStyles own(**document, name + "_");
    for (auto& style : own.used_by(*text)) brought_.styles.push_back(std::move(style));
    Node nowhere;  // no prefix means two things in documents of one office
    say_namespaces(brought_.namespaces, **document, nowhere);
    children(*own.copy_of(*text), level, Context::Xml);
}

}  // namespace ehcflow::templates
