#include "storage/anchors.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace ehcflow::storage {
namespace {

std::string last_line_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line, last;
    while (std::getline(in, line))
        if (!line.empty()) last = line;
    return last;
}

std::string line_of(const Ledger::Anchor& head) {
    return head.recorded_at + " " + std::to_string(head.position) + " " + head.hash.hex();
}

}  // namespace

void add_anchor(const Ledger& ledger, const std::filesystem::path& file) {
    const auto head = ledger.head();
    if (!head || last_line_of(file) == line_of(*head)) return;
    const std::string line = line_of(*head) + "\n";
    const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written =
        to >= 0 && ::write(to, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(to) == 0;
    const int why = errno;
    if (to >= 0) ::close(to);
    if (!written)
        throw StorageError(Trouble::ReadOnly,
                           file.string() + ": cannot be written (" + std::generic_category().message(why) + ")");
}

AnchorsChecked check_anchors(const Ledger& ledger, const std::filesystem::path& file) {
    AnchorsChecked checked;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        ++checked.anchors;
        std::istringstream words(line);
        std::string at, hash;
        std::int64_t position = 0;
        words >> at >> position >> hash;
        const auto there = ledger.anchor_at(position);
        if (!there || line_of(*there) != line) {
            checked.fault = "anchor " + std::to_string(checked.anchors) + " (entry " + std::to_string(position) +
                            "): the ledger's entry is another one or is missing";
            return checked;
        }
    }
    return checked;
}

}  // namespace ehcflow::storage
