#include "documents/render/private_folder.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "documents/render/office_pool.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPoolPrefix = "pool-";

[[noreturn]] void fail(const std::string& doing) { throw std::system_error(errno, std::generic_category(), doing); }

bool can_hold_folders(const fs::path& folder) {
    struct stat status {};
    return !folder.empty() && ::stat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
           ::access(folder.c_str(), W_OK | X_OK) == 0;
}

fs::path default_root() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    for (const fs::path& folder : {fs::path("/dev/shm"), fs::path(runtime == nullptr ? "" : runtime)})
        if (can_hold_folders(folder)) return folder;
    return fs::temp_directory_path();
}

// The root may be open to all, so the name may have been taken by somebody else.
void make_own(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("cannot make the folder " + folder.string());
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0) fail("cannot look at " + folder.string());
    if (!S_ISDIR(status.st_mode) || status.st_uid != ::geteuid() || (status.st_mode & 077U) != 0)
        throw OfficeUnavailable(folder.string() +
                                " is not a folder of this user's alone; remove it, or name another "
                                "private_root");
}

int open_lock(const fs::path& path) { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600); }

void remove_with_sockets(const fs::path& folder) {
    std::error_code ignored;
    const std::string prefix = pipe_path("/tmp", folder.filename().string()).filename().string();
    for (const auto& entry : fs::directory_iterator("/tmp", ignored))
        if (entry.path().filename().string().starts_with(prefix)) fs::remove(entry.path(), ignored);
    fs::remove_all(folder, ignored);
}

void sweep(const fs::path& home) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(home, ignored)) {
        if (!entry.path().filename().string().starts_with(kPoolPrefix)) continue;
        const int lock = open_lock(entry.path() / "lock");
        // Its offices died with it: the kernel ends them when the thread that spawned them ends.
        if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) == 0) remove_with_sockets(entry.path());
        if (lock >= 0) ::close(lock);
    }
}

}  // namespace

std::filesystem::path pipe_path(const std::filesystem::path& temp, const std::string& pipe) {
    return temp / ("OSL_PIPE_" + std::to_string(::getuid()) + "_" + pipe);
}

PrivateFolder::PrivateFolder(const fs::path& root) {
    const fs::path home = (root.empty() ? default_root() : root) / ("ehcflow-office-" + std::to_string(::geteuid()));
    make_own(home);
    // One at a time: between making a folder and locking it, it looks like one that was left behind.
    const int turn = open_lock(home / "lock");
    if (turn < 0 || ::flock(turn, LOCK_EX) != 0) fail("cannot lock " + (home / "lock").string());
    sweep(home);
    std::string made = (home / kPoolPrefix).string() + "XXXXXX";
    if (::mkdtemp(made.data()) != nullptr) {
        path_ = made;
        lock_ = open_lock(path_ / "lock");
    }
    const bool held = lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) == 0;
    const int why = errno;
    ::close(turn);
    if (!held) {
        errno = why;
        fail("cannot make a folder in " + home.string());
    }
}

PrivateFolder::~PrivateFolder() {
    remove_with_sockets(path_);
    ::close(lock_);
}

}  // namespace ehcflow::documents
