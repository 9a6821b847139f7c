// ehcflow template: what is wrong with a template, and what it uses.
#include <iostream>
#include <nlohmann/json.hpp>

#include "interchange/value.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

using nlohmann::ordered_json;
using templates::Template;

struct Options {
    std::string template_file, data_file, format = "text";
};

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

Exit check(const Options& options) {
    const auto form = Template::parse(read_input(options.template_file), blocks_beside(options.template_file));
    Findings findings;
    if (!form) {
        findings = form.error();
    } else if (!options.data_file.empty()) {
        const auto data = interchange::read_value(read_input(options.data_file));
        if (!data) throw UsageError(options.data_file + ": " + data.error());
        const auto filled = form->fill_package(*data);
        if (!filled) findings = filled.error();
    }
    print_findings(findings, options.format);
    return findings.empty() ? Exit::Done : Exit::No;
}

Exit fields(const Options& options) {
    const auto form = Template::parse(read_input(options.template_file), blocks_beside(options.template_file));
    if (!form) {
        std::cerr << in_lines(form.error());
        complain(options.template_file + ": the template has errors");
        return Exit::No;
    }
    ordered_json list = ordered_json::array();
    for (const auto& use : form->fields()) {
        if (options.format == "text")
            std::cout << use.path << "  (" << use.kind << (use.optional ? ", may be absent" : "") << ")\n";
        else
            list.push_back({{"path", use.path}, {"kind", use.kind}, {"optional", use.optional}});
    }
    if (options.format == "json") std::cout << ordered_json{{"fields", list}}.dump(2) << '\n';
    return Exit::Done;
}

void add_verb(CLI::App& command, Action& chosen, const char* name, const char* what, Exit (*run)(const Options&)) {
    auto options = std::make_shared<Options>();
    auto* verb = command.add_subcommand(name, what);
    verb->add_option("TEMPLATE", options->template_file, "an .odt or .fodt template")->required();
    if (run == check) verb->add_option("--data", options->data_file, "data to try it with, a JSON file");
    verb->add_option("--format", options->format, "json or text")->check(CLI::IsMember({"json", "text"}));
    verb->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
}

}  // namespace

void add_template(CLI::App& program, Action& chosen) {
    auto* command = program.add_subcommand("template", "Check a template, or list what it uses");
    command->require_subcommand(1);
    add_verb(*command, chosen, "check", "Every finding at once, each with its place", check);
    add_verb(*command, chosen, "fields", "The fields, lists and conditions that it uses", fields);
}

}  // namespace ehcflow
