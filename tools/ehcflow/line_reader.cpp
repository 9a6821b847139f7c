#include "tools/ehcflow/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ehcflow {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{64} << 10U;

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(std::min(end + 1, text.size()))) {
        end = text.find('\n');
        lines.push_back(text.substr(0, end));
    }
    return lines;
}

}  // namespace

bool LineReader::next(LineBlock& block) {
    std::string& bytes = block.bytes;
    bytes = std::exchange(begun_, {});
    while (bytes.size() <= longest_) {
        const std::size_t before = bytes.size();
        if (!read_more(bytes)) {  // the last line may lack its end
            if (!bytes.empty()) block.lines = {bytes};
            return !bytes.empty();
        }
        const auto last_end = std::string_view(bytes).substr(before).rfind('\n');
        if (last_end == std::string_view::npos) continue;
        begun_ = bytes.substr(before + last_end + 1);
        bytes.resize(before + last_end);
        block.lines = split(bytes);
        return true;
    }
    passing_over_ = true;
    block.lines = {bytes};
    return true;
}

// Adds what can be read at once; false at the end of the file.
bool LineReader::read_more(std::string& bytes) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kReadAtOnce);
    ssize_t count = 0;
    do count = ::read(file_, bytes.data() + before, kReadAtOnce);
    while (count < 0 && errno == EINTR);
    if (count < 0) throw std::system_error(errno, std::generic_category(), "cannot read the lines");
    bytes.resize(before + static_cast<std::size_t>(count));
    if (passing_over_) pass_over(bytes);
    return count > 0;
}

void LineReader::pass_over(std::string& bytes) {
    const auto end = bytes.find('\n');
    passing_over_ = end == std::string::npos;
    bytes.erase(0, passing_over_ ? bytes.size() : end + 1);
}

}  // namespace ehcflow
