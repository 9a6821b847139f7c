// DataFolder: the folder that everything is kept in, held by one program at a time. The lock is gone with the process,
// however it ends.
#pragma once

#include <filesystem>

namespace ehcflow {

class DataFolder {
public:
    // Makes the folder where there is none. Throws std::runtime_error where it cannot be written or another holds it.
    explicit DataFolder(const std::filesystem::path& folder);
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

private:
    int lock_ = -1;
};

}  // namespace ehcflow
