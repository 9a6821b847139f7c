// The table of subcommands, in the order in which --help lists them. Each is defined in the file of its name.
#pragma once

#include <array>

#include "tools/ehcflow/command.h"

namespace ehcflow {

using AddSubcommand = void (*)(CLI::App& program, Action& chosen);

inline constexpr std::array<AddSubcommand, 0> kSubcommands = {};

}  // namespace ehcflow
