// ehcflow template: what is wrong with a template, and what it uses.
#include <iostream>
#include <nlohmann/json.hpp>

#include "interchange/value.h"
#include "templates/engine/annotate.h"
#include "templates/engine/check.h"
#include "templates/engine/text_template.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

using nlohmann::ordered_json;
using templates::Template;
using templates::TextKind;
using templates::TextTemplate;

struct Options {
    std::string template_file, data_file, annotated, house, format = "text";
    std::vector<std::string> limits, fonts;
};

// What a value is, as far as the template tells.
std::string type_of(const templates::FieldUse& use) {
    using templates::Type;
    if (use.kind == "image") return "picture";
    if (use.kind == "condition") return "any";
    switch (use.type) {
        case Type::Day:
            return "day";
        case Type::Number:
            return "number";
        case Type::List:
            return "list";
        case Type::Any:
        case Type::Text:
            return "text";
    }
    return "text";
}

void print_findings(const Findings& findings, const std::string& format) {
    if (format == "text") {
        std::cout << (findings.empty() ? "No findings.\n" : in_lines(findings));
        return;
    }
    ordered_json list = ordered_json::array();
    for (const Finding& one : findings)
        list.push_back({{"code", one.code},
                        {"severity", one.severity == Severity::Error ? "error" : "warning"},
                        {"place", one.place},
                        {"what", one.what},
                        {"mend", one.mend}});
    std::cout << ordered_json{{"findings", list}}.dump(2) << '\n';
}

std::optional<templates::Value> data_of(const Options& options) {
    if (options.data_file.empty()) return std::nullopt;
    auto data = interchange::read_value(read_input(options.data_file));
    if (!data) throw UsageError(options.data_file + ": " + data.error());
    return std::move(data).value();
}

// A page or a plain text has no styles and no comments; its tags are the same.
Findings check_text(const Options& options, TextKind kind) {
    if (!options.annotated.empty()) throw UsageError("--annotate: only an .odt or .fodt template can hold comments");
    const auto data = data_of(options);
    templates::CheckSettings settings;
    settings.data = data ? &*data : nullptr;
    settings.limits = limits_of(options.limits);
    return templates::check_text(read_input(options.template_file), kind,
                                 blocks_beside(options.template_file, extension_of(options.template_file)), settings);
}

Findings check_document(const Options& options) {
    const std::string bytes = read_input(options.template_file);
    const auto data = data_of(options);
    const std::string house = house_beside(options.template_file, options.house);
    templates::CheckSettings settings;
    settings.data = data ? &*data : nullptr;
    settings.house = house;
    settings.limits = limits_of(options.limits);
    std::vector<std::string_view> fonts(options.fonts.begin(), options.fonts.end());
    fonts.insert(fonts.end(), settings.fonts.begin(), settings.fonts.end());
    settings.fonts = fonts;
    Findings findings = templates::check(bytes, blocks_beside(options.template_file), settings);
    if (options.annotated.empty()) return findings;
    const auto copy = templates::annotate(bytes, findings, settings.limits);
    if (copy)
        write_output(options.annotated, *copy);
    else
        complain(options.annotated + ": no copy was written, since the template cannot be opened");
    return findings;
}

Exit check(const Options& options) {
    const auto kind = text_kind_of(options.template_file);
    const Findings findings = kind ? check_text(options, *kind) : check_document(options);
    print_findings(findings, options.format);
    return findings.empty() ? Exit::Done : Exit::No;
}

// The fields of a template of any kind; or nothing, where it has errors, which are said.
std::optional<std::vector<templates::FieldUse>> fields_of(const Options& options) {
    const auto list = [](const auto& form) -> std::vector<templates::FieldUse> {
        return {form.fields().begin(), form.fields().end()};
    };
    const std::string bytes = read_input(options.template_file);
    const auto blocks = blocks_beside(options.template_file, extension_of(options.template_file));
    Findings findings;
    if (const auto kind = text_kind_of(options.template_file)) {
        const auto form = TextTemplate::parse(bytes, *kind, blocks, limits_of(options.limits));
        if (form) return list(*form);
        findings = form.error();
    } else {
        const auto form = Template::parse(bytes, blocks, limits_of(options.limits),
                                          house_beside(options.template_file, options.house));
        if (form) return list(*form);
        findings = form.error();
    }
    std::cerr << in_lines(findings);
    complain(options.template_file + ": the template has errors");
    return std::nullopt;
}

Exit fields(const Options& options) {
    const auto uses = fields_of(options);
    if (!uses) return Exit::No;
    ordered_json list = ordered_json::array();
    for (const auto& use : *uses) {
        const std::string type = type_of(use);
        if (options.format == "text")
            std::cout << use.path << "  (" << use.kind << ", " << type << (use.optional ? ", may be absent" : "")
                      << ")\n";
        else
            list.push_back({{"path", use.path}, {"kind", use.kind}, {"type", type}, {"optional", use.optional}});
    }
    if (options.format == "json") std::cout << ordered_json{{"fields", list}}.dump(2) << '\n';
    return Exit::Done;
}

void add_verb(CLI::App& command, Action& chosen, const char* name, const char* what, Exit (*run)(const Options&)) {
    auto options = std::make_shared<Options>();
    auto* verb = command.add_subcommand(name, what);
    verb->add_option("TEMPLATE", options->template_file, "an .odt or .fodt template, or a page or mail (.html, .txt)")
        ->required();
    verb->add_option("--house", options->house, "the house style to use it with, a .fodt");
    if (run == check) {
        verb->add_option("--data", options->data_file, "data to try it with, a JSON file");
        verb->add_option("--font", options->fonts, "a font that will be there, beside those that come with the program")
            ->allow_extra_args(false);
        verb->add_option("--annotate", options->annotated,
                         "a copy of the template to write, .odt, with the findings as comments");
    }
    add_limit_option(*verb, options->limits);
    verb->add_option("--format", options->format, "json or text")->check(CLI::IsMember({"json", "text"}));
    verb->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
}

}  // namespace

void add_template(CLI::App& program, Action& chosen) {
    auto* command =
        program.add_subcommand("template", "Check a template, list what it uses, try a council's own version");
    command->require_subcommand(1);
    add_verb(*command, chosen, "check", "Every finding at once, each with its place", check);
    add_verb(*command, chosen, "fields", "The fields, lists and conditions that it uses", fields);
    add_template_versions(*command, chosen);
}

}  // namespace ehcflow
