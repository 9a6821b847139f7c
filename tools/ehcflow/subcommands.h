// The table of subcommands, in the order in which --help lists them. Each is defined in the file of its name.
#pragma once

#include <array>

#include "tools/ehcflow/command.h"

namespace ehcflow {

void add_backup(CLI::App& program, Action& chosen);
void add_close_month(CLI::App& program, Action& chosen);
void add_due(CLI::App& program, Action& chosen);
void add_export(CLI::App& program, Action& chosen);
void add_graph(CLI::App& program, Action& chosen);
void add_import(CLI::App& program, Action& chosen);
void add_letter(CLI::App& program, Action& chosen);
void add_letters(CLI::App& program, Action& chosen);
void add_measures(CLI::App& program, Action& chosen);
void add_pdf(CLI::App& program, Action& chosen);
void add_plan(CLI::App& program, Action& chosen);
void add_rebuild(CLI::App& program, Action& chosen);
void add_render(CLI::App& program, Action& chosen);
void add_restore(CLI::App& program, Action& chosen);
void add_retention(CLI::App& program, Action& chosen);
void add_rules(CLI::App& program, Action& chosen);
void add_serve(CLI::App& program, Action& chosen);
void add_template(CLI::App& program, Action& chosen);
void add_user(CLI::App& program, Action& chosen);
void add_verify(CLI::App& program, Action& chosen);
void add_wsoa(CLI::App& program, Action& chosen);

// In the order in which help lists them.
// clang-format off
inline constexpr std::array kSubcommands = {
    add_serve,
    add_user,
    add_due,
    add_rules,
    add_measures,
    add_wsoa,
    add_close_month,
    add_graph,
    add_render,
    add_pdf,
    add_letter,
    add_letters,
    add_template,
    add_plan,
    add_import,
    add_export,
    add_verify,
    add_backup,
    add_restore,
    add_rebuild,
    add_retention,
};
// clang-format on

}  // namespace ehcflow
