#include "storage/data_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

#include "storage/storage_error.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(Trouble trouble, const fs::path& folder, const std::string& what) {
    throw StorageError(trouble, "the data folder " + folder.string() + ": " + what);
}

}  // namespace

DataFolder::DataFolder(const fs::path& folder, Must must) : path_(folder) {
    std::error_code error;
    if (must == Must::BeMade && fs::create_directories(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (!fs::is_directory(folder)) {
        if (must == Must::BeThere)
            fail(Trouble::Missing, folder, "there is none; name the folder that the service keeps its data in");
        fail(Trouble::Missing, folder, "cannot be made (" + error.message() + ")");
    }
    lock_ = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0)
        fail(Trouble::ReadOnly, folder, "cannot be written (" + std::generic_category().message(errno) + ")");
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(lock_);
    fail(Trouble::Locked, folder,
         "another program is using it (the service?); stop that one, or choose another folder with --data");
}

DataFolder::~DataFolder() { ::close(lock_); }

}  // namespace ehcflow::storage
