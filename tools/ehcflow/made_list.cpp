#include "tools/ehcflow/made_list.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

#include "storage/digest.h"

namespace ehcflow {
namespace {

[[noreturn]] void fail(const std::filesystem::path& list) {
    throw std::system_error(errno, std::generic_category(), "cannot write " + list.string());
}

}  // namespace

MadeList::MadeList(std::filesystem::path folder) : folder_(std::move(folder)) {
    const auto path = folder_ / "made";
    std::ifstream in(path);
    // The last line may be cut off where the program was killed: what it then says is the hash of nothing.
    for (std::string line; std::getline(in, line);)
        if (const auto space = line.find(' '); space != std::string::npos)
            made_[line.substr(0, space)] = line.substr(space + 1);
    list_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (list_ < 0) fail(path);
    if (::lseek(list_, 0, SEEK_END) > 0 && ::write(list_, "\n", 1) != 1) fail(path);
}

MadeList::~MadeList() { ::close(list_); }

bool MadeList::has(const std::string& file, std::string_view made_of) const {
    const auto found = made_.find(file);
    return found != made_.end() && found->second == storage::sha256(made_of).hex() &&
           std::filesystem::exists(folder_ / file);
}

void MadeList::forget(const std::string& file) const {
    if (made_.contains(file)) append(file + " -\n");
}

void MadeList::add(const std::string& file, std::string_view made_of) const {
    append(file + " " + storage::sha256(made_of).hex() + "\n");
}

// One write at the end of the file is whole, or is the last that was done.
void MadeList::append(const std::string& line) const {
    if (::write(list_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) fail(folder_ / "made");
}

}  // namespace ehcflow
