// NewFile: a file that is written whole or not at all. It stands under another name until it is flushed to the disk.
// Throws StorageError. One thread.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace ehcflow::storage {

class NewFile {
public:
    explicit NewFile(const std::filesystem::path& file);  // for its owner alone
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(std::string_view bytes);
    void keep();

private:
    [[noreturn]] void fail(const std::string& what) const;
    const std::filesystem::path file_, part_;
    int descriptor_ = -1;
};

// Fewer only at the end.
std::string read_up_to(std::ifstream& in, std::size_t most);

}  // namespace ehcflow::storage
