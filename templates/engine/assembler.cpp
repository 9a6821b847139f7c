#include "templates/engine/assembler.h"

#include <algorithm>

#include "base/text.h"
#include "templates/engine/format.h"

namespace ehcflow::templates {
namespace {

constexpr std::size_t kShown = 60;

std::string joined_names(std::span<const std::string_view> names) {
    return join_with(std::vector<std::string>(names.begin(), names.end()), " and ");
}

}  // namespace

std::string& Level::literal() {
    Program& program = current();
    if (program.empty() || program.back().kind != Operation::Kind::Literal) program.emplace_back();
    return program.back().literal;
}

void Level::add(Program program) {
    for (Operation& operation : program) {
        if (operation.kind == Operation::Kind::Literal)
            literal() += operation.literal;
        else
            add(std::move(operation));
    }
}

void Level::close() {
    Operation done = std::move(open_.back().operation);
    open_.pop_back();
    add(std::move(done));
}

Program& Level::current() {
    if (open_.empty()) return program_;
    Open& innermost = open_.back();
    return innermost.in_else ? innermost.operation.otherwise : innermost.operation.branches.back().body;
}

void Assembler::report(std::string code, std::string what, std::string mend) {
    findings_.push_back(
        {std::move(code), Severity::Error, place_.words, std::move(what), std::move(mend), place_.element});
}

Program Assembler::finish(Level& level) {
    while (Operation* left = level.innermost()) {
        if (left->kind == Operation::Kind::Each && !level.in_else()) {
            // Nobody knows where it was to end, so nothing is said of the names that follow.
            const std::string inside = repeated_.back();
            std::erase_if(uses_, [&](const FieldUse& use) { return use.path.starts_with(inside); });
            left->branches[0].body.clear();
            repeated_.pop_back();
        } else if (left->kind == Operation::Kind::If) {
            left->kind = Operation::Kind::Vanish;  // what follows is tried, whatever the condition is
        }
        findings_.push_back({"unclosed-block", Severity::Error, left->place,
                             "{{" + left->tag.text + "}} is opened here and not closed beside it.",
                             "Close it among the same paragraphs, rows, items or words.", left->element});
        --open_blocks_;
        level.close();
    }
    return level.take();
}

std::optional<Tag::Kind> Assembler::tag(std::string_view inside, Level& level, Context context,
                                        const RichFrame* frame) {
    auto read = read_tag(inside);
    if (!read) {
        report("bad-tag", "{{" + shortened(plain_tag(inside)) + "}}: " + read.error() + ".", "Correct the tag.");
        return std::nullopt;
    }
    Operation operation;
    operation.tag = std::move(read).value();
    operation.context = context;
    operation.place = place_.words;
    operation.element = place_.element;
    switch (operation.tag.kind) {
        case Tag::Kind::Field:
            return field(std::move(operation), level, frame);
        case Tag::Kind::Image:
            return image(std::move(operation), level);
        case Tag::Kind::Each:
            return open_each(std::move(operation), level);
        case Tag::Kind::If:
            use_condition(operation.tag.condition);
            operation.kind = Operation::Kind::If;
            operation.branches.push_back({operation.tag.condition, {}});
            return open(std::move(operation), level) ? std::optional(Tag::Kind::If) : std::nullopt;
        case Tag::Kind::Block:
            return include(operation.tag, level);
        case Tag::Kind::ElseIf:
        case Tag::Kind::Else:
        case Tag::Kind::EndEach:
        case Tag::Kind::EndIf:
            return continue_or_close(operation.tag, level);
    }
    return std::nullopt;
}

std::optional<Tag::Kind> Assembler::field(Operation operation, Level& level, const RichFrame* frame) {
    Tag& tag = operation.tag;
    operation.kind = Operation::Kind::Field;
    if (is_rich(tag)) {
        tag.formatters.pop_back();
        if (operation.context != Context::Text) {  // in plain text it is its own source
            operation.kind = Operation::Kind::Rich;
            uses_rich_ = true;
            if (frame == nullptr)
                report("rich-not-alone", "{{" + tag.text + "}} is rich text, which makes paragraphs of its own.",
                       "Give it a paragraph to itself.");
            else
                operation.frame = *frame;
        }
    }
    const std::size_t found = findings_.size();
    const Type type = check_formatters(tag);
    use(tag.path, operation.kind == Operation::Kind::Rich ? "rich" : "value", tag.optional, type);
    if (findings_.size() > found) operation.kind = Operation::Kind::Required;
    level.add(std::move(operation));
    return Tag::Kind::Field;
}

bool Assembler::open(Operation operation, Level& level) {
    if (open_blocks_ >= limits_.nesting) {
        report("too-deep",
               "{{" + operation.tag.text + "}} is opened inside " + std::to_string(limits_.nesting) + " others.",
               "Flatten the blocks.");
        return false;
    }
    ++open_blocks_;
    level.open(std::move(operation));
    return true;
}

std::optional<Tag::Kind> Assembler::open_each(Operation operation, Level& level) {
    const Path& path = operation.tag.path;
    use(path, "list", operation.tag.optional, Type::List);
    std::string items = full_path(path) + "[]";
    operation.kind = Operation::Kind::Each;
    operation.branches.emplace_back();
    if (!open(std::move(operation), level)) return std::nullopt;
    repeated_.push_back(std::move(items));
    return Tag::Kind::Each;
}

std::optional<Tag::Kind> Assembler::continue_or_close(const Tag& tag, Level& level) {
    Operation* innermost = level.innermost();
    const auto inside = [&](Operation::Kind kind) { return innermost != nullptr && innermost->kind == kind; };
    const auto stray = [&](std::string mend) -> std::optional<Tag::Kind> {
        report("crossing-block", "{{" + tag.text + "}} closes or continues nothing that was opened beside it.",
               std::move(mend));
        return std::nullopt;
    };
    if (tag.kind == Tag::Kind::ElseIf) {
        if (!inside(Operation::Kind::If) || level.in_else()) return stray("Put it between an #if and its else.");
        use_condition(tag.condition);
        innermost->branches.push_back({tag.condition, {}});
    } else if (tag.kind == Tag::Kind::Else) {
        if (innermost == nullptr || level.in_else()) return stray("Put one else between #if or #each and its end.");
        // What stands for an empty list stands outside it.
        if (innermost->kind == Operation::Kind::Each) repeated_.pop_back();
        level.enter_else();
    } else {
        const bool each = tag.kind == Tag::Kind::EndEach;
        if (!inside(each ? Operation::Kind::Each : Operation::Kind::If))
            return stray(std::string("Open it with ") + (each ? "#each" : "#if") +
                         " among the same paragraphs, rows, items or words.");
        if (each && !level.in_else()) repeated_.pop_back();
        --open_blocks_;
        level.close();
    }
    return tag.kind;
}

std::optional<Tag::Kind> Assembler::include(const Tag& tag, Level& level) {
    if (std::find(inside_.begin(), inside_.end(), tag.block) != inside_.end()) {
        report("circular-block", "The shared block \"" + tag.block + "\" includes itself.",
               "Take the tag out of the block.");
        return std::nullopt;
    }
    if (inside_.size() >= limits_.shared_depth) {
        report("too-deep",
               "The shared block \"" + tag.block + "\" is included inside " + std::to_string(limits_.shared_depth) +
                   " others.",
               "Flatten the blocks.");
        return std::nullopt;
    }
    if (++blocks_read_ > limits_.shared_blocks) {
        report("too-many-blocks", "More than " + std::to_string(limits_.shared_blocks) + " shared blocks are included.",
               "Include fewer.");
        return std::nullopt;
    }
    const auto bytes = blocks_ ? blocks_(tag.block) : std::nullopt;
    if (!bytes) {
        report("unknown-block", "No shared block is called \"" + tag.block + "\".",
               "Correct the name, or add the block.");
        return std::nullopt;
    }
    inside_.push_back(tag.block);
    const Place here = place_;
    Level inner;
    read_block(tag.block, *bytes, inner);
    level.add(finish(inner));
    place_ = here;
    inside_.pop_back();
    return Tag::Kind::Block;
}

std::optional<Tag::Kind> Assembler::image(Operation operation, Level& level) {
    operation.kind = Operation::Kind::Image;
    if (operation.context != Context::Paragraph && operation.context != Context::Text &&
        operation.context != Context::Html)
        report("image-not-here", "{{" + operation.tag.text + "}} stands where no picture can.",
               "Put it among the words of a paragraph.");
    use(operation.tag.path, "image", operation.tag.optional, Type::Text);
    if (operation.tag.alternative.from) use(*operation.tag.alternative.from, "value", false, Type::Text);
    level.add(std::move(operation));
    return Tag::Kind::Image;
}

Type Assembler::check_formatters(const Tag& tag) {
    Type given = Type::Any;
    for (const Formatter& formatter : tag.formatters) {
        if (formatter.from) use(*formatter.from, "value", false);
        if (formatter.name == kRich) {
            report("bad-tag", "{{" + tag.text + "}}: rich must be the last formatter.", "Correct the tag.");
            continue;
        }
        const FormatterFacts* facts = formatter_named(formatter.name);
        if (facts == nullptr) {
            std::vector<std::string_view> names;
            for (const FormatterFacts& one : formatters()) names.push_back(one.name);
            const auto near = nearest(formatter.name, names);
            report("unknown-formatter", "No formatter is called \"" + formatter.name + "\".",
                   near ? "Did you mean \"" + std::string(*near) + "\"?" : "There are " + joined_names(names) + ".");
            given = Type::Any;
            continue;
        }
        check_formatter(formatter, *facts, given);
        given = facts->gives;
    }
    const FormatterFacts* first = tag.formatters.empty() ? nullptr : formatter_named(tag.formatters[0].name);
    return first == nullptr ? Type::Any : first->takes;
}

void Assembler::check_formatter(const Formatter& formatter, const FormatterFacts& facts, Type given) {
    using Argument = FormatterFacts::Argument;
    const std::string name = "\"" + formatter.name + "\"";
    if (!fits(given, facts.takes))
        report("wrong-type",
               name + " needs " + std::string(in_words(facts.takes)) + ", and what stands before it gives " +
                   std::string(in_words(given)) + ".",
               "Take one of the two formatters out.");
    const bool has_argument = formatter.argument || formatter.from;
    if (has_argument && facts.argument == Argument::None)
        report("bad-argument", name + " takes nothing after a colon.", "Take out the colon and what follows it.");
    else if (!has_argument && facts.argument == Argument::Needed)
        report("bad-argument", name + " needs something after a colon.",
               facts.choices.empty() ? "Give the text in quotes, or the name of a field."
                                     : "Give one of " + joined_names(facts.choices) + ", in quotes.");
    else if (formatter.argument && !facts.choices.empty() &&
             std::find(facts.choices.begin(), facts.choices.end(), *formatter.argument) == facts.choices.end())
        report("bad-argument", name + " does not know \"" + *formatter.argument + "\".",
               "Give one of " + joined_names(facts.choices) + ".");
}

// As it is reached from the outermost data.
std::string Assembler::full_path(const Path& path) const {
    const auto level =
        repeated_.size() - 1 - std::min<std::size_t>(repeated_.size() - 1, static_cast<std::size_t>(path.up));
    std::string full = repeated_[level];
    for (const std::string& name : path.names) full += (full.empty() ? "" : ".") + name;
    return full;
}

void Assembler::use(const Path& path, std::string kind, bool optional, Type type) {
    if (!path.names.empty() && path.names[0].starts_with('@')) return;
    std::string full = full_path(path);
    FieldUse* known = nullptr;
    for (FieldUse& other : uses_) {
        if (other.path != full) continue;
        if (!fits(other.type, type) && !fits(type, other.type))
            report("wrong-type",
                   "\"" + full + "\" is taken for " + std::string(in_words(type)) + " here, and for " +
                       std::string(in_words(other.type)) + " elsewhere (" + other.place + ").",
                   "Correct one of the two.");
        if (other.kind == kind) known = &other;
    }
    if (known == nullptr) {
        uses_.push_back({std::move(full), std::move(kind), optional, type, place_.words, place_.element});
        return;
    }
    known->optional = known->optional && optional;
    if (known->type == Type::Any) known->type = type;
}

void Assembler::use_condition(const Condition& condition) {
    if (condition.kind == Condition::Kind::Path) use(condition.path, "condition", true);
    for (const Condition& part : condition.parts) use_condition(part);
}

std::string shortened(std::string_view text) {
    std::string line(trim(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (line.size() <= kShown) return line;
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    return line.substr(0, end) + "…";
}

}  // namespace ehcflow::templates
