// Templates on disk, as the subcommands see them.
#pragma once

#include <filesystem>
#include <string>

#include "base/finding.h"
#include "templates/engine/template.h"

namespace ehcflow {

// Shared blocks stand in the folder "blocks" beside the template's own folder, else among those that come with the
// program.
templates::BlockLoader blocks_beside(const std::filesystem::path& template_file);

// One line a finding: "error unknown-formatter, near …: what. mend".
std::string in_lines(const Findings& findings);

}  // namespace ehcflow
