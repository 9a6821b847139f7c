#include "templates/engine/program.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "templates/engine/escape.h"
#include "templates/engine/format.h"
#include "templates/engine/rich.h"
#include "templates/engine/scope.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {
namespace {

class Filler {
public:
    Filler(std::string& out, Findings& findings, Pictures& pictures, const Limits& limits, Mode mode)
        : out_(out), findings_(findings), pictures_(pictures), limits_(limits), mode_(mode) {}

    void fill(const Program& program, const Scope& scope) {
        for (const Operation& operation : program) {
            switch (operation.kind) {
                case Operation::Kind::Literal:
                    out_ += operation.literal;
                    break;
                case Operation::Kind::Field:
                    field(operation, scope);
                    break;
                case Operation::Kind::Rich:
                    rich(operation, scope);
                    break;
                case Operation::Kind::Image:
                    image(operation, scope);
                    break;
                case Operation::Kind::Each:
                    each(operation, scope);
                    break;
                case Operation::Kind::If:
                    choose(operation, scope);
                    break;
                case Operation::Kind::Vanish:
                    vanish(operation, scope);
                    break;
                case Operation::Kind::Required:
                    if (!operation.tag.optional && scope.look_up(operation.tag.path) == nullptr)
                        report_missing(operation.tag.path, operation, scope);
                    break;
            }
        }
    }

private:
    // What is missing from every row of a table is said once.
    void report(std::string code, const Operation& operation, std::string what, std::string mend) {
        Finding finding{std::move(code), Severity::Error, operation.place,
                        std::move(what), std::move(mend), operation.element};
        if (std::find(findings_.begin(), findings_.end(), finding) == findings_.end())
            findings_.push_back(std::move(finding));
    }

    void report_missing(const Path& path, const Operation& operation, const Scope& scope) {
        const auto meant = scope.likely(path);
        report("missing-data", operation, "\"" + path.text + "\" is not in the data.",
               meant ? "Did you mean \"" + *meant + "\"?"
                     : "Give it a value, or write {{" + path.text + "?}} where it may be absent.");
        mark(path.text + " is missing", operation);
    }

    void report_value(const Operation& operation, std::string what, std::string mend) {
        mark(operation.tag.path.text + what, operation);
        report("bad-value", operation, "\"" + operation.tag.path.text + "\"" + std::move(what), std::move(mend));
    }

    // In a preview, what the reader of the page sees where a value is wanting.
    void mark(std::string_view words, const Operation& operation) {
        if (mode_ != Mode::Preview || operation.kind == Operation::Kind::Each) return;
        if (operation.kind == Operation::Kind::Rich) out_ += operation.frame.begin;
        append_text(out_, "[[" + std::string(words) + "]]", operation.context);
        if (operation.kind == Operation::Kind::Rich) out_ += operation.frame.end;
    }

    // The text of the field's value, where it has one that a document can hold; else a finding, unless it may be
    // absent. Good until it is asked again.
    const std::string* text_of(const Operation& operation, const Scope& scope) {
        const Tag& tag = operation.tag;
        const Value* value = scope.look_up(tag.path);
        if (value == nullptr) {
            if (!tag.optional) report_missing(tag.path, operation, scope);
            return nullptr;
        }
        const std::string* text = tag.formatters.empty() ? value->text() : nullptr;
        if (text == nullptr) {
            auto made = formatted(*value, operation, scope);
            if (!made) return nullptr;
            text_ = std::move(*made);
            text = &text_;
        }
        return is_printable(*text, operation) ? text : nullptr;
    }

    std::optional<std::string> formatted(const Value& value, const Operation& operation, const Scope& scope) {
        const std::vector<Formatter>& written = operation.tag.formatters;
        const auto from_data = [](const Formatter& formatter) { return formatter.from.has_value(); };
        std::vector<Formatter> with_arguments;
        if (std::any_of(written.begin(), written.end(), from_data)) {
            with_arguments = written;
            for (Formatter& formatter : with_arguments)
                if (formatter.from && !argument(formatter, operation, scope)) return std::nullopt;
        }
        auto text = format(value, with_arguments.empty() ? written : with_arguments);
        if (text) return std::move(text).value();
        report_value(operation, ": " + text.error() + ".", "Correct the data, or the formatter.");
        return std::nullopt;
    }

    bool argument(Formatter& formatter, const Operation& operation, const Scope& scope) {
        const Value* value = scope.look_up(*formatter.from);
        if (value == nullptr || value->text() == nullptr)
            return report_missing(*formatter.from, operation, scope), false;
        formatter.argument = *value->text();
        return true;
    }

    bool is_printable(std::string_view text, const Operation& operation) {
        if (is_xml_text(text)) return true;
        report("unprintable", operation,
               "\"" + operation.tag.path.text + "\" holds a character that no document can hold.",
               "Remove control characters from the data.");
        mark(operation.tag.path.text + " cannot be printed", operation);
        return false;
    }

    void field(const Operation& operation, const Scope& scope) {
        const std::string* text = text_of(operation, scope);
        if (text == nullptr) return;
        if (operation.context == Context::Url && !is_harmless_address(*text))
            return report_value(operation, " is no address that a page may lead to.",
                                "Give a path, or an address that begins with https: or mailto:.");
        append_text(out_, *text, operation.context);
    }

    void rich(const Operation& operation, const Scope& scope) {
        const std::string* text = text_of(operation, scope);
        if (text == nullptr) return;
        const auto done = append_rich(out_, *text, operation.frame, operation.context);
        if (!done) report_value(operation, " " + done.error() + ".", "Make its lists and quotations flatter.");
    }

    void image(const Operation& operation, const Scope& scope) {
        const Tag& tag = operation.tag;
        const Value* value = scope.look_up(tag.path);
        if (value == nullptr) {
            if (!tag.optional) report_missing(tag.path, operation, scope);
            return;
        }
        Formatter alternative = tag.alternative;
        if (alternative.from && !argument(alternative, operation, scope)) return;
        if (trim(*alternative.argument).empty())
            return report_value(operation, " is a picture without words for who cannot see it.",
                                "Say in a few words what it shows.");
        if (!is_printable(*alternative.argument, operation)) return;
        if (operation.context == Context::Text) return append_text(out_, *alternative.argument, operation.context);
        if (value->text() == nullptr)
            return report_value(operation, " is " + std::string(value->type_name()) + ", and no picture.",
                                "Give it a PNG, JPEG or SVG picture in base64.");
        auto picture = read_picture(*value->text());
        if (!picture)
            return report_value(operation, " " + picture.error() + ".",
                                "Give it a PNG, JPEG or SVG picture in base64.");
        if (operation.context == Context::Html)
            append_html_picture(out_, *picture, tag.size, *alternative.argument);
        else
            append_picture(out_, std::move(picture).value(), tag.size, *alternative.argument, pictures_);
    }

    void each(const Operation& operation, const Scope& scope) {
        const Value* value = scope.look_up(operation.tag.path);
        const bool is_missing = value == nullptr && !operation.tag.optional;
        if (is_missing) report_missing(operation.tag.path, operation, scope);
        if (value != nullptr && value->list() == nullptr)
            report_value(operation, " is " + std::string(value->type_name()) + ", and #each repeats over a list.",
                         "Give it a list.");
        if (is_missing || (value != nullptr && value->list() == nullptr)) {
            // The marks of what would have stood there, once.
            static const Value kNothing;
            if (mode_ == Mode::Preview) fill(operation.branches[0].body, Scope(kNothing, 0, 1, scope));
            return;
        }
        if (value == nullptr || value->list()->empty()) return fill(operation.otherwise, scope);
        const Value::List& items = *value->list();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!may_go_on(operation)) return;
            fill(operation.branches[0].body, Scope(items[i], i, items.size(), scope));
        }
    }

    // Repetitions inside repetitions may ask for more than any office can open.
    bool may_go_on(const Operation& operation) {
        std::string past;
        if (out_.size() > limits_.document_bytes)
            past = in_words(limits_.document_bytes, LimitUnit::Bytes);
        else if (++repetitions_ > limits_.repetitions)
            past = std::to_string(limits_.repetitions) + " repetitions";
        else
            return true;
        report("too-large", operation, "The document grows past " + past + ".",
               "Give it fewer rows, make several documents, or raise the limit.");
        return false;
    }

    void choose(const Operation& operation, const Scope& scope) {
        for (const Branch& branch : operation.branches)
            if (scope.holds(branch.condition)) return fill(branch.body, scope);
        fill(operation.otherwise, scope);
    }

    void vanish(const Operation& operation, const Scope& scope) {
        const std::size_t begin = out_.size();
        fill(operation.branches[0].body, scope);
        if (!shows_something(std::string_view(out_).substr(begin))) out_.resize(begin);
    }

    std::string& out_;
    Findings& findings_;
    Pictures& pictures_;
    const Limits& limits_;
    Mode mode_;
    std::size_t repetitions_ = 0;
    std::string text_;  // what text_of() made
};

// Elements that show nothing by themselves.
constexpr std::string_view kSilent[] = {"text:p",
                                        "text:h",
                                        "text:span",
                                        "text:a",
                                        "text:list",
                                        "text:list-item",
                                        "text:list-header",
                                        "text:s",
                                        "text:tab",
                                        "text:line-break",
                                        "text:soft-page-break",
                                        "text:bookmark",
                                        "text:bookmark-start",
                                        "text:bookmark-end",
                                        "text:reference-mark",
                                        "text:reference-mark-start",
                                        "text:reference-mark-end",
                                        "table:table",
                                        "table:table-column",
                                        "table:table-columns",
                                        "table:table-header-columns",
                                        "table:table-rows",
                                        "table:table-header-rows"};

bool is_silent(std::string_view tag) {
    if (tag.starts_with('/')) return true;
    const std::string_view name = tag.substr(0, tag.find_first_of(" />\t\n"));
    return std::find(std::begin(kSilent), std::end(kSilent), name) != std::end(kSilent);
}

}  // namespace

bool shows_something(std::string_view xml) {
    for (std::size_t at = 0; at < xml.size();) {
        const std::size_t open = std::min(xml.find('<', at), xml.size());
        if (!trim(xml.substr(at, open - at)).empty()) return true;
        if (open == xml.size()) return false;
        const std::size_t close = std::min(xml.find('>', open), xml.size());
        if (!is_silent(xml.substr(open + 1, close - open - 1))) return true;
        at = close + 1;
    }
    return false;
}

bool may_show_nothing(const Program& program) {
    bool may = false;
    for (const Operation& operation : program) {
        if (operation.kind == Operation::Kind::Literal) {
            if (shows_something(operation.literal)) return false;
        } else if (operation.kind == Operation::Kind::Field || operation.kind == Operation::Kind::Rich ||
                   operation.kind == Operation::Kind::Image) {
            if (!operation.tag.optional) return false;
            may = true;
        } else {
            may = true;
        }
    }
    return may;
}

void run(const Program& program, const Value& data, std::string& out, Findings& findings, Pictures& pictures,
         const Limits& limits, Mode mode) {
    Filler(out, findings, pictures, limits, mode).fill(program, Scope(data));
}

}  // namespace ehcflow::templates
