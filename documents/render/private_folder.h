// PrivateFolder: a pool's own 0700 folder, gone when the pool is. A lock held for life tells the folders of living
// pools from what a killed one left, which the next pool of the same user clears away.
#pragma once

#include <filesystem>
#include <string>

namespace ehcflow::documents {

class PrivateFolder {
public:
    // Under `root`; empty: memory where there is some (docs/rendering.md). Throws std::system_error, or
    // OfficeUnavailable where the folder belongs to somebody else.
    explicit PrivateFolder(const std::filesystem::path& root);
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::string name() const { return path_.filename().string(); }

private:
    std::filesystem::path path_;
    int lock_ = -1;
};

// Where an unconfined office puts its socket, which is not up to us. In the sandbox it is in the worker's folder.
std::filesystem::path pipe_path(const std::filesystem::path& temp, const std::string& pipe);

}  // namespace ehcflow::documents
