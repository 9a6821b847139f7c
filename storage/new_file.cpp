#include "storage/new_file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include "storage/storage_error.h"

namespace ehcflow::storage {

namespace fs = std::filesystem;

NewFile::NewFile(const fs::path& file) : file_(file), part_(file.string() + ".part") {
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor_ < 0) fail("cannot be written");
}

NewFile::~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void NewFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot be written to its end");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void NewFile::keep() {
    if (::fsync(descriptor_) != 0) fail("cannot be flushed to the disk");
    ::close(descriptor_);
    descriptor_ = -1;
    fs::rename(part_, file_);
}

void NewFile::fail(const std::string& what) const {
    const int why = errno;
    throw StorageError(why == ENOSPC ? Trouble::Full : Trouble::Failed,
                       file_.string() + ": " + what + " (" + std::generic_category().message(why) + ")");
}

std::string read_up_to(std::ifstream& in, std::size_t most) {
    std::string bytes(most, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

}  // namespace ehcflow::storage
