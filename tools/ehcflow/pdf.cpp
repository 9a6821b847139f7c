// ehcflow pdf: what a screen reader meets in a PDF, and what the checker holds against it.
#include <iostream>

#include "documents/check/pdf/pdf_rules.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

Exit look_at(const std::string& file) {
    const auto facts = documents::read_pdf(read_input(file));
    if (!facts) throw UsageError(file + ": " + facts.error());
    const Findings findings = documents::check_pdf(*facts);
    std::cout << "Title: " << facts->title << "\nLanguage: " << facts->language << "\nPages: " << facts->pages << "\n\n"
              << documents::structure_text(*facts) << "\n"
              << documents::summary(findings) << "\n";
    std::cerr << in_lines(findings);
    return findings.empty() ? Exit::Done : Exit::No;
}

}  // namespace

void add_pdf(CLI::App& program, Action& chosen) {
    auto file = std::make_shared<std::string>();
    auto* command = program.add_subcommand("pdf", "Print a PDF's structure, as a screen reader walks through it");
    command->add_option("FILE", *file, "a PDF; - for standard input")->required();
    command->callback([&chosen, file] { chosen = [file] { return look_at(*file); }; });
}

}  // namespace ehcflow
