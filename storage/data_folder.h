// DataFolder: the one folder that everything is kept in, held by one program at a time. Whoever writes to it (the
// service, restore, rebuild, retention) takes it first; readers (verify, backup) go beside. The lock is gone with the
// process, however it ends.
#pragma once

#include <cstdint>
#include <filesystem>

namespace ehcflow::storage {

class DataFolder {
public:
    enum class Must : std::uint8_t { BeThere, BeMade };  // made for its owner alone where there is none

    // Throws StorageError: Locked while another program has it, Missing, ReadOnly.
    DataFolder(const std::filesystem::path& folder, Must must);
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    const std::filesystem::path path_;
    int lock_ = -1;
};

}  // namespace ehcflow::storage
