#include "tools/ehcflow/data_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace ehcflow {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& folder, const std::string& what) {
    throw std::runtime_error("the data folder " + folder.string() + ": " + what);
}

}  // namespace

DataFolder::DataFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder)) fail(folder, "cannot be made (" + error.message() + ")");
    const fs::path file = folder / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) fail(folder, "cannot be written (" + std::generic_category().message(errno) + ")");
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        fail(folder, "another service is using it; stop that one, or choose another folder with --data");
    }
}

DataFolder::~DataFolder() { ::close(lock_); }

}  // namespace ehcflow
