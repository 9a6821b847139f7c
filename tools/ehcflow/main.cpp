// The program: picks the subcommand, runs it, and turns every way to fail into an exit code and one line that says
// what, where and what to do.
#include <exception>
#include <string>

#include "tools/ehcflow/command.h"
#include "tools/ehcflow/subcommands.h"

int main(int argc, char** argv) {
    using namespace ehcflow;

    CLI::App program(
        "Ehcflow drives the EHC plan and annual review lifecycle, keeps its statutory dates and makes its documents.",
        "ehcflow");
    program.require_subcommand(1);
    program.set_version_flag("--version", EHCFLOW_VERSION);
    program.footer("Exit codes: 0 done, 1 the answer is no, 2 the call or its input is wrong, 3 the world broke.");
    Action chosen;
    for (const auto add : kSubcommands) add(program, chosen);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? static_cast<int>(Exit::Done) : static_cast<int>(Exit::BadInput);
    }
    try {
        return static_cast<int>(chosen());
    } catch (const UsageError& error) {
        complain(error.what());
        return static_cast<int>(Exit::BadInput);
    } catch (const std::exception& error) {
        complain(error.what());
        return static_cast<int>(Exit::Broken);
    }
}
