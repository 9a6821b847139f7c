#include "templates/engine/program.h"

#include <optional>

#include "templates/engine/format.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {
namespace {

// One repetition: its item, and where it stands in the list. The outermost has the whole data.
struct Scope {
    const Value* item;
    std::size_t number = 0;  // from 1
    std::size_t of = 0;
    const Scope* outer = nullptr;
};

std::optional<Value> look_up(const Path& path, const Scope& scope) {
    const Scope* from = &scope;
    for (int up = 0; up < path.up; ++up)
        if ((from = from->outer) == nullptr) return std::nullopt;
    if (!path.names.empty() && path.names[0].starts_with('@')) {
        if (from->number == 0) return std::nullopt;
        if (path.names[0] == "@number") return Value(static_cast<int>(from->number));
        return Value(path.names[0] == "@first" ? from->number == 1 : from->number == from->of);
    }
    const Value* value = from->item;
    for (const std::string& name : path.names)
        if (value == nullptr || (value = value->find(name)) == nullptr) return std::nullopt;
    if (value->is_null()) return std::nullopt;
    return *value;
}

Value value_of(const Condition& condition, const Scope& scope);

bool less(const Value& a, const Value& b) {
    if (a.number() && b.number()) return a.number()->value < b.number()->value;
    return a.text() && b.text() && *a.text() < *b.text();  // days written YYYY-MM-DD among them
}

bool holds(const Condition& condition, const Scope& scope) {
    const auto part = [&](std::size_t i) { return value_of(condition.parts[i], scope); };
    switch (condition.kind) {
        case Condition::Kind::Path:
        case Condition::Kind::Literal:
            return value_of(condition, scope).is_true();
        case Condition::Kind::Not:
            return !holds(condition.parts[0], scope);
        case Condition::Kind::And:
            return holds(condition.parts[0], scope) && holds(condition.parts[1], scope);
        case Condition::Kind::Or:
            return holds(condition.parts[0], scope) || holds(condition.parts[1], scope);
        case Condition::Kind::Equal:
            return part(0) == part(1);
        case Condition::Kind::NotEqual:
            return !(part(0) == part(1));
        case Condition::Kind::Less:
            return less(part(0), part(1));
        case Condition::Kind::Greater:
            return less(part(1), part(0));
    }
    return false;
}

Value value_of(const Condition& condition, const Scope& scope) {
    if (condition.kind == Condition::Kind::Literal) return condition.literal;
    if (condition.kind == Condition::Kind::Path) return look_up(condition.path, scope).value_or(Value());
    return Value(holds(condition, scope));
}

// As a paragraph shows it: a line break and a tab are elements, and so is every space that XML would fold away.
void append_paragraph_text(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n')
            out += "<text:line-break/>";
        else if (c == '\t')
            out += "<text:tab/>";
        else if (c == ' ' && (i == 0 || i + 1 == text.size() || text[i - 1] == ' ' || text[i - 1] == '\n'))
            out += "<text:s/>";
        else if (c != '\r')
            append_escaped(out, text.substr(i, 1));
    }
}

class Filler {
public:
    Filler(std::string& out, Findings& findings) : out_(out), findings_(findings) {}

    void fill(const Program& program, const Scope& scope) {
        for (const Operation& operation : program) {
            switch (operation.kind) {
                case Operation::Kind::Literal:
                    out_ += operation.literal;
                    break;
                case Operation::Kind::Field:
                    field(operation, scope);
                    break;
                case Operation::Kind::Each:
                    each(operation, scope);
                    break;
                case Operation::Kind::If:
                    choose(operation, scope);
                    break;
            }
        }
    }

private:
    void report(std::string code, const Operation& operation, std::string what, std::string mend) {
        findings_.push_back({std::move(code), Severity::Error, operation.place, std::move(what), std::move(mend)});
    }

    void report_missing(const Operation& operation) {
        report("missing-data", operation, "\"" + operation.tag.path.text + "\" is not in the data.",
               "Give it a value, or write {{" + operation.tag.path.text + "?}} where it may be absent.");
    }

    void field(const Operation& operation, const Scope& scope) {
        const auto value = look_up(operation.tag.path, scope);
        if (!value) {
            if (!operation.tag.optional) report_missing(operation);
            return;
        }
        const auto text = format(*value, operation.tag.formatters);
        if (!text)
            return report("bad-value", operation, "\"" + operation.tag.path.text + "\": " + text.error() + ".",
                          "Correct the data, or the formatter.");
        if (!is_xml_text(*text))
            return report("unprintable", operation,
                          "\"" + operation.tag.path.text + "\" holds a character that no document can hold.",
                          "Remove control characters from the data.");
        if (operation.context == Context::Paragraph)
            append_paragraph_text(out_, *text);
        else
            append_escaped(out_, *text);
    }

    void each(const Operation& operation, const Scope& scope) {
        const auto value = look_up(operation.tag.path, scope);
        if (!value && !operation.tag.optional) return report_missing(operation);
        if (value && value->list() == nullptr)
            return report("bad-value", operation,
                          "\"" + operation.tag.path.text + "\" is " + std::string(value->type_name()) +
                              ", and #each repeats over a list.",
                          "Give it a list.");
        if (!value || value->list()->empty()) return fill(operation.otherwise, scope);
        Scope inner{nullptr, 0, value->list()->size(), &scope};
        for (const Value& item : *value->list()) {
            inner.item = &item;
            ++inner.number;
            fill(operation.branches[0].body, inner);
        }
    }

    void choose(const Operation& operation, const Scope& scope) {
        for (const Branch& branch : operation.branches)
            if (holds(branch.condition, scope)) return fill(branch.body, scope);
        fill(operation.otherwise, scope);
    }

    std::string& out_;
    Findings& findings_;
};

}  // namespace

void run(const Program& program, const Value& data, std::string& out, Findings& findings) {
    Filler(out, findings).fill(program, {&data, 0, 0, nullptr});
}

}  // namespace ehcflow::templates
