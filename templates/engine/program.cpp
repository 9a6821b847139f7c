#include "templates/engine/program.h"

#include <algorithm>

#include "templates/engine/escape.h"
#include "templates/engine/format.h"
#include "templates/engine/scope.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {
namespace {

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
    // What is missing from every row of a table is said once.
    void report(std::string code, const Operation& operation, std::string what, std::string mend) {
        Finding finding{std::move(code), Severity::Error, operation.place, std::move(what), std::move(mend)};
        if (std::find(findings_.begin(), findings_.end(), finding) == findings_.end())
            findings_.push_back(std::move(finding));
    }

    void report_missing(const Operation& operation) {
        report("missing-data", operation, "\"" + operation.tag.path.text + "\" is not in the data.",
               "Give it a value, or write {{" + operation.tag.path.text + "?}} where it may be absent.");
    }

    void field(const Operation& operation, const Scope& scope) {
        const Value* value = scope.look_up(operation.tag.path);
        if (value == nullptr) {
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
        if (operation.context == Context::Url && !is_harmless_address(*text))
            return report("bad-value", operation,
                          "\"" + operation.tag.path.text + "\" is no address that a page may lead to.",
                          "Give a path, or an address that begins with https: or mailto:.");
        append_text(out_, *text, operation.context);
    }

    void each(const Operation& operation, const Scope& scope) {
        const Value* value = scope.look_up(operation.tag.path);
        if (value == nullptr && !operation.tag.optional) return report_missing(operation);
        if (value != nullptr && value->list() == nullptr)
            return report("bad-value", operation,
                          "\"" + operation.tag.path.text + "\" is " + std::string(value->type_name()) +
                              ", and #each repeats over a list.",
                          "Give it a list.");
        if (value == nullptr || value->list()->empty()) return fill(operation.otherwise, scope);
        const Value::List& items = *value->list();
        for (std::size_t i = 0; i < items.size(); ++i)
            fill(operation.branches[0].body, Scope(items[i], i, items.size(), scope));
    }

    void choose(const Operation& operation, const Scope& scope) {
        for (const Branch& branch : operation.branches)
            if (scope.holds(branch.condition)) return fill(branch.body, scope);
        fill(operation.otherwise, scope);
    }

    std::string& out_;
    Findings& findings_;
};

}  // namespace

void run(const Program& program, const Value& data, std::string& out, Findings& findings) {
    Filler(out, findings).fill(program, Scope(data));
}

}  // namespace ehcflow::templates
