#include "tools/ehcflow/command.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace ehcflow {
namespace {

std::string read_stream(std::istream& in, const std::string& name, std::size_t limit) {
    std::string bytes;
    std::array<char, 65536> part{};
    while (in.read(part.data(), part.size()) || in.gcount() > 0) {
        bytes.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > limit)
            throw UsageError(name + ": larger than " + std::to_string(limit >> 20U) + " MiB, the most that is read");
    }
    return bytes;
}

[[noreturn]] void fail(const std::filesystem::path& path, const char* doing) {
    throw std::system_error(errno, std::generic_category(), std::string(doing) + " " + path.string());
}

}  // namespace

void complain(std::string_view message) { std::cerr << "ehcflow: " << message << '\n'; }

std::string read_input(const std::filesystem::path& path, std::size_t limit) {
    if (path == "-") return read_stream(std::cin, "standard input", limit);
    if (std::filesystem::is_directory(path)) throw UsageError(path.string() + ": is a folder; name a file");
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw UsageError(path.string() + ": cannot be read (" + std::generic_category().message(errno) +
                         "); check the name and its permissions");
    return read_stream(in, path.string(), limit);
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void write_output(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::path part = path;
    part += ".part-" + std::to_string(::getpid());
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) fail(part, "cannot create");
    if (!write_all(file, bytes)) {
        const int why = errno;
        ::close(file);
        ::unlink(part.c_str());
        errno = why;
        fail(path, "cannot write");
    }
    if (::close(file) != 0 || ::rename(part.c_str(), path.c_str()) != 0) {
        const int why = errno;
        ::unlink(part.c_str());
        errno = why;
        fail(path, "cannot write");
    }
}

std::filesystem::path shared_folder() {
    if (const char* chosen = std::getenv("EHCFLOW_SHARE")) return chosen;
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    for (const auto& folder : {here / "share/ehcflow", here.parent_path() / "share/ehcflow"})
        if (std::filesystem::is_directory(folder)) return folder;
    throw UsageError("the files that belong to the program are not beside it (" + (here / "share/ehcflow").string() +
                     "); build it with tools/start, or name the folder in EHCFLOW_SHARE");
}

}  // namespace ehcflow
