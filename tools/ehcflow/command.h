// The parts every subcommand of the program shares. A subcommand is one file with one function add_NAME(): it declares
// its options on the command line and, when it is the one that was called, sets `chosen` to what is to be run.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ehcflow {

// The exit codes that scripts rely on.
enum class Exit {
    Done = 0,
    No = 1,        // a refusal, findings, a failed check
    BadInput = 2,  // the call or its input is wrong
    Broken = 3,    // the world broke: disk, office, database
};

using Action = std::function<Exit()>;

// The call or its input is wrong: main prints it and exits with 2. Says what, where and what to do.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One line to standard error: "ehcflow: message".
void complain(std::string_view message);

// The whole file; "-" is standard input. Throws UsageError where it cannot be read, is a folder or is larger than
// `limit`.
std::string read_input(const std::filesystem::path& path, std::size_t limit = std::size_t{256} << 20U);

// All the bytes to an open file; false where that fails, and errno says why.
bool write_all(int file, std::string_view bytes);

// Writes beside the target and renames, so that nothing half-written is ever seen under the name. Throws
// std::system_error where the disk says no.
void write_output(const std::filesystem::path& path, std::string_view bytes);

// The folder of files that the program ships beside itself: templates, styles, scripts.
std::filesystem::path shared_folder();

}  // namespace ehcflow
