// How tags become structure. A block opens and closes among the children of one element: words of a paragraph,
// paragraphs of a text, rows of a table, items of a list. A marker that is alone in its paragraph takes the paragraph
// with it; alone in the first cell of a row, or in a list item, it takes the row or the item.
#include "templates/engine/compile.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "templates/engine/format.h"
#include "templates/engine/heal.h"

namespace ehcflow::templates {
namespace {

constexpr std::size_t kDeepestBlocks = 8;
constexpr std::size_t kShown = 60;

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

bool is_marker(const Tag& tag) { return tag.kind != Tag::Kind::Field; }

std::optional<std::string> marker_in_paragraph(const Node& node) {
    if (!is_paragraph(node) || has_own_flow(node)) return std::nullopt;
    const auto inside = lone_tag(visible_text(node));
    if (!inside) return std::nullopt;
    const auto tag = read_tag(*inside);
    return tag && is_marker(*tag) ? inside : std::nullopt;
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

std::string shortened(std::string_view text) {
    std::string line(trim(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (line.size() <= kShown) return line;
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    return line.substr(0, end) + "…";
}

}  // namespace

// The operations of the children of one element, with the blocks that are open among them.
class Compiler::Builder {
public:
    explicit Builder(Compiler& compiler) : compiler_(compiler) {}

    std::string& literal() {
        Program& program = current();
        if (program.empty() || program.back().kind != Operation::Kind::Literal) program.emplace_back();
        return program.back().literal;
    }
    void add(Operation operation) { current().push_back(std::move(operation)); }
    void add(Program program) {
        for (Operation& operation : program) {
            if (operation.kind == Operation::Kind::Literal)
                literal() += operation.literal;
            else
                add(std::move(operation));
        }
    }

    void open(Operation operation) { open_.push_back({std::move(operation), false}); }
    bool in_else() const { return !open_.empty() && open_.back().in_else; }
    Operation* innermost() { return open_.empty() ? nullptr : &open_.back().operation; }
    void enter_else() { open_.back().in_else = true; }
    void close() {
        Operation done = std::move(open_.back().operation);
        open_.pop_back();
        add(std::move(done));
    }
    // What is left open is a finding, and is closed so that the rest can be checked too.
    Program finish() {
        while (!open_.empty()) {
            const Operation& left = open_.back().operation;
            if (left.kind == Operation::Kind::Each) compiler_.repeated_.pop_back();
            compiler_.findings_.push_back({"unclosed-block", Severity::Error, left.place,
                                           "{{" + left.tag.text + "}} is opened here and not closed beside it.",
                                           "Close it among the same paragraphs, rows, items or words."});
            close();
        }
        return std::move(program_);
    }

private:
    struct Open {
        Operation operation;
        bool in_else;
    };
    Program& current() {
        if (open_.empty()) return program_;
        Open& innermost = open_.back();
        return innermost.in_else ? innermost.operation.otherwise : innermost.operation.branches.back().body;
    }

    Compiler& compiler_;
    Program program_;
    std::vector<Open> open_;
};

void Compiler::report(std::string code, std::string what, std::string mend) {
    findings_.push_back({std::move(code), Severity::Error, place_, std::move(what), std::move(mend)});
}

Program Compiler::compile(const Node& root) {
    Builder builder(*this);
    element(root, builder, Context::Plain);
    return builder.finish();
}

Program Compiler::compile(const Node& shell, std::span<const Node* const> parts) {
    Builder builder(*this);
    append_start_tag(builder.literal(), shell);
    for (const Node* part : parts) element(*part, builder, Context::Plain);
    append_end_tag(builder.literal(), shell);
    return builder.finish();
}

void Compiler::element(const Node& node, Builder& builder, Context context) {
    if (node.is_text()) return text(node.text, builder, context);
    if (is_paragraph(node)) {
        const std::string* style = node.attribute("text:style-name");
        place_ = "near \"" + shortened(visible_text(node)) + "\"" + (style == nullptr ? "" : " (style " + *style + ")");
        context = Context::Paragraph;
    } else if (!node.name.starts_with("text:") && !node.name.starts_with("table:")) {
        context = Context::Plain;
        if (node.name.starts_with("dc:") || node.name.starts_with("meta:") || node.name.starts_with("svg:"))
            place_ = "the document's " + node.name;
    }
    append_start_tag(builder.literal(), node);
    Builder inner(*this);
    children(node, inner, context);
    builder.add(inner.finish());
    append_end_tag(builder.literal(), node);
}

void Compiler::children(const Node& node, Builder& builder, Context context) {
    const std::string here = place_;
    for (const auto& child : node.children) {
        if (!child->is_text()) {
            if (const auto marker = marker_of(*child)) {
                place_ = "near \"{{" + shortened(*marker) + "}}\"";
                tag(*marker, builder, context);
                continue;
            }
        }
        element(*child, builder, context);
        place_ = here;
    }
}

void Compiler::text(const std::string& text, Builder& builder, Context context) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find("{{", at);
        append_escaped(builder.literal(),
                       std::string_view(text).substr(at, open == std::string::npos ? open : open - at));
        if (open == std::string::npos) return;
        const std::size_t close = text.find("}}", open);
        if (close == std::string::npos) {
            report("unclosed-tag", "\"" + shortened(text.substr(open)) + "\" begins a tag that is not closed.",
                   "End it with }} in the same paragraph.");
            return;
        }
        tag(std::string_view(text).substr(open + 2, close - open - 2), builder, context);
        at = close + 2;
    }
}

void Compiler::tag(std::string_view inside, Builder& builder, Context context) {
    auto read = read_tag(inside);
    if (!read)
        return report("bad-tag", "{{" + shortened(plain_tag(inside)) + "}}: " + read.error() + ".", "Correct the tag.");
    Operation operation;
    operation.tag = std::move(read).value();
    operation.context = context;
    operation.place = place_;
    const Tag& tag = operation.tag;
    Operation* innermost = builder.innermost();
    const auto stray = [&](std::string_view what) {
        report("crossing-block", "{{" + tag.text + "}} closes or continues nothing that was opened beside it.",
               std::string(what));
    };
    switch (tag.kind) {
        case Tag::Kind::Field:
            check_formatters(tag);
            use(tag.path, "value", tag.optional);
            operation.kind = Operation::Kind::Field;
            return builder.add(std::move(operation));
        case Tag::Kind::Each:
            use(tag.path, "list", tag.optional);
            repeated_.push_back(
                repeated_.back() +
                (tag.path.names.empty() ? "[]" : (repeated_.back().empty() ? "" : ".") + tag.path.text + "[]"));
            operation.kind = Operation::Kind::Each;
            operation.branches.emplace_back();
            return builder.open(std::move(operation));
        case Tag::Kind::If:
            use_condition(tag.condition);
            operation.kind = Operation::Kind::If;
            operation.branches.push_back({tag.condition, {}});
            return builder.open(std::move(operation));
        case Tag::Kind::ElseIf:
            if (innermost == nullptr || innermost->kind != Operation::Kind::If || builder.in_else())
                return stray("Put it between an #if and its else.");
            use_condition(tag.condition);
            innermost->branches.push_back({tag.condition, {}});
            return;
        case Tag::Kind::Else:
            if (innermost == nullptr || builder.in_else())
                return stray("Put one else between #if or #each and its end.");
            return builder.enter_else();
        case Tag::Kind::EndEach:
            if (innermost == nullptr || innermost->kind != Operation::Kind::Each)
                return stray("Open it with #each among the same paragraphs, rows, items or words.");
            repeated_.pop_back();
            return builder.close();
        case Tag::Kind::EndIf:
            if (innermost == nullptr || innermost->kind != Operation::Kind::If)
                return stray("Open it with #if among the same paragraphs, rows, items or words.");
            return builder.close();
        case Tag::Kind::Block:
            return include(tag, builder);
    }
}

void Compiler::include(const Tag& tag, Builder& builder) {
    if (inside_.size() >= kDeepestBlocks || std::find(inside_.begin(), inside_.end(), tag.block) != inside_.end())
        return report("circular-block", "The shared block \"" + tag.block + "\" includes itself.",
                      "Take the tag out of the block.");
    const auto bytes = blocks_ ? blocks_(tag.block) : std::nullopt;
    if (!bytes)
        return report("unknown-block", "No shared block is called \"" + tag.block + "\".",
                      "Correct the name, or add the block.");
    auto document = read_xml(*bytes);
    if (!document)
        return report("bad-block", "The shared block \"" + tag.block + "\" cannot be read: " + document.error() + ".",
                      "Mend the block.");
    heal_all(**document);
    const Node* node = document->get();
    for (const std::string_view step : {"office:body", "office:text"}) {
        const auto next = std::find_if(node->children.begin(), node->children.end(),
                                       [&](const auto& child) { return child->name == step; });
        if (next == node->children.end())
            return report("bad-block", "The shared block \"" + tag.block + "\" has no text.",
                          "Save it as a flat ODT text.");
        node = next->get();
    }
    inside_.push_back(tag.block);
    Builder inner(*this);
    children(*node, inner, Context::Plain);
    builder.add(inner.finish());
    inside_.pop_back();
}

void Compiler::check_formatters(const Tag& tag) {
    for (const Formatter& formatter : tag.formatters) {
        const auto names = formatter_names();
        if (std::find(names.begin(), names.end(), formatter.name) != names.end()) continue;
        const auto near = nearest(formatter.name, names);
        report("unknown-formatter", "No formatter is called \"" + formatter.name + "\".",
               near ? "Did you mean \"" + std::string(*near) + "\"?"
                    : "There are date, list, lower, money, number, possessive, sentence and upper.");
    }
}

void Compiler::use(const Path& path, std::string kind, bool optional) {
    if (!path.names.empty() && path.names[0].starts_with('@')) return;
    const auto level =
        repeated_.size() - 1 - std::min<std::size_t>(repeated_.size() - 1, static_cast<std::size_t>(path.up));
    std::string full = repeated_[level];
    for (const std::string& name : path.names) full += (full.empty() ? "" : ".") + name;
    const auto same = [&](const FieldUse& one) { return one.path == full && one.kind == kind; };
    const auto known = std::find_if(uses_.begin(), uses_.end(), same);
    if (known == uses_.end())
        uses_.push_back({std::move(full), std::move(kind), optional});
    else
        known->optional = known->optional && optional;
}

void Compiler::use_condition(const Condition& condition) {
    if (condition.kind == Condition::Kind::Path) use(condition.path, "condition", true);
    for (const Condition& part : condition.parts) use_condition(part);
}

}  // namespace ehcflow::templates
