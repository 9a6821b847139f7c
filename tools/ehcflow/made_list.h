// MadeList: which documents of a batch are there already, and of what they were made, so that a batch that was
// interrupted goes on where it was. A file "made" beside the documents, a line for each: its name and the hash of what
// it was made of. Thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace ehcflow {

class MadeList {
public:
    // Throws std::runtime_error where the list cannot be read or written.
    explicit MadeList(std::filesystem::path folder);
    ~MadeList();
    MadeList(const MadeList&) = delete;
    MadeList& operator=(const MadeList&) = delete;

    // Whether the file is there, and was made of this.
    bool has(const std::string& file, std::string_view made_of) const;
    void forget(const std::string& file) const;                         // before another takes its place
    void add(const std::string& file, std::string_view made_of) const;  // once it is in its place

private:
    void append(const std::string& line) const;

    const std::filesystem::path folder_;
    std::map<std::string, std::string> made_;  // as it was at the beginning
    int list_ = -1;
};

}  // namespace ehcflow
