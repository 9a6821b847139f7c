#include "tools/ehcflow/caseload_file.h"

#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include "tools/ehcflow/command.h"
#include "tools/ehcflow/line_reader.h"

namespace ehcflow {

int opened(const std::string& name) {
    const int file = name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || std::filesystem::is_directory(name))
        throw UsageError(name + ": cannot be read; name a file, and check its permissions");
    return file;
}

CaseloadFile read_caseload(const std::string& name, const workflow::Calendar& calendar, Date today) {
    CaseloadFile file;
    LineReader reader(opened(name), interchange::kLargestTimeline);
    std::size_t number = 0;
    for (LineBlock block; reader.next(block);)
        for (const std::string_view line : block.lines)
            if (const auto wrong = interchange::add_case(file.cases, line, ++number, calendar, today)) {
                ++file.left_out;
                complain(name + ": line " + std::to_string(number) + " is left out: " + wrong->detail);
            }
    return file;
}

}  // namespace ehcflow
