// Templates on disk, as the subcommands see them.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "templates/engine/template.h"
#include "templates/engine/text_template.h"
#include "tools/ehcflow/command.h"

namespace ehcflow {

// Shared blocks stand in the folder "blocks" beside the template's own folder, else among those that come with the
// program.
templates::BlockLoader blocks_beside(const std::filesystem::path& template_file, std::string extension = ".fodt");

// The house style that is named, else "house/style.fodt" beside the template's own folder; empty where there is none.
std::string house_beside(const std::filesystem::path& template_file, const std::string& named);

// The option --limit, which may be repeated: what is given goes into `given`, each a limit that templates know.
void add_limit_option(CLI::App& command, std::vector<std::string>& given);
templates::Limits limits_of(const std::vector<std::string>& given);

// What kind of text template the file's name makes it; nothing for a document.
std::optional<templates::TextKind> text_kind_of(const std::filesystem::path& file);
// ".html", ".txt", or else ".fodt": what a shared block of the same kind ends in.
std::string extension_of(const std::filesystem::path& file);

// One line a finding: "error unknown-formatter, near …: what. mend".
std::string in_lines(const Findings& findings);

// The verbs of `ehcflow template` that are about a council's own versions.
void add_template_versions(CLI::App& command, Action& chosen);

}  // namespace ehcflow
