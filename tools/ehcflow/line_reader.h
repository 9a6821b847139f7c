// A file read as blocks of whole lines, in bounded memory. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ehcflow {

struct LineBlock {
    std::string bytes;
    std::vector<std::string_view> lines;  // of `bytes`
};

class LineReader {
public:
    // A line that is longer than `longest` is cut soon after, still long enough to be refused; its rest is passed over.
    LineReader(int file, std::size_t longest) : file_(file), longest_(longest) {}

    // False at the end of the file. Throws std::system_error where it cannot be read.
    bool next(LineBlock& block);

private:
    bool read_more(std::string& bytes);
    void pass_over(std::string& bytes);

    const int file_;
    const std::size_t longest_;
    std::string begun_;          // the line that the block before ended in
    bool passing_over_ = false;  // the rest of a line that is too long
};

}  // namespace ehcflow
