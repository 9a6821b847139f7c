#include "tools/ehcflow/line_batch.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "tools/ehcflow/command.h"

namespace ehcflow {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{64} << 10U;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

struct Block {
    std::string bytes;
    std::vector<std::string_view> lines;  // of `bytes`
};

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(std::min(end + 1, text.size()))) {
        end = text.find('\n');
        lines.push_back(text.substr(0, end));
    }
    return lines;
}

// Cuts a file into blocks of whole lines. Used by one thread at a time.
class LineReader {
public:
    LineReader(int file, std::size_t longest) : file_(file), longest_(longest) {}

    // False at the end of the file.
    bool next(Block& block) {
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

private:
    // Adds what can be read at once; false at the end of the file.
    bool read_more(std::string& bytes) {
        const std::size_t before = bytes.size();
        bytes.resize(before + kReadAtOnce);
        ssize_t count = 0;
        do count = ::read(file_, bytes.data() + before, kReadAtOnce);
        while (count < 0 && errno == EINTR);
        if (count < 0) fail("cannot read the lines");
        bytes.resize(before + static_cast<std::size_t>(count));
        if (passing_over_) pass_over(bytes);
        return count > 0;
    }
    void pass_over(std::string& bytes) {
        const auto end = bytes.find('\n');
        passing_over_ = end == std::string::npos;
        bytes.erase(0, passing_over_ ? bytes.size() : end + 1);
    }

    const int file_;
    const std::size_t longest_;
    std::string begun_;          // the line that the block before ended in
    bool passing_over_ = false;  // the rest of a line that is too long
};

class Batch {
public:
    Batch(int in, int out, std::size_t longest, const AnswerLine& answer)
        : lines_(in, longest), out_(out), answer_(answer) {}

    bool run() {
        // One more than there are cores: while one writes or waits for its turn, every core has work.
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i <= std::thread::hardware_concurrency(); ++i) workers.emplace_back([this] { work(); });
        workers.clear();  // joins
        if (broken_) std::rethrow_exception(broken_);
        return all_good_;
    }

private:
    void work() try {
        Block block;
        std::string answers;
        while (const auto turn = take(block)) {
            answers.clear();
            for (const std::string_view line : block.lines) {
                if (!answer_(answers, line)) all_good_ = false;
                answers += '\n';
            }
            write(*turn, answers);
        }
    } catch (...) {
        const std::lock_guard lock(writing_);
        if (!stop_.exchange(true)) broken_ = std::current_exception();
        next_turn_.notify_all();
    }

    // Fills the block and gives its place in the order; nothing at the end.
    std::optional<std::size_t> take(Block& block) {
        const std::lock_guard lock(reading_);
        if (stop_ || !lines_.next(block)) return std::nullopt;
        return taken_++;
    }

    void write(std::size_t turn, std::string_view answers) {
        std::unique_lock lock(writing_);
        next_turn_.wait(lock, [&] { return stop_ || written_ == turn; });
        if (stop_) return;
        if (!write_all(out_, answers)) fail("cannot write the answers");
        ++written_;
        next_turn_.notify_all();
    }

    std::mutex reading_;
    LineReader lines_;
    std::size_t taken_ = 0;

    std::mutex writing_;
    std::condition_variable next_turn_;
    const int out_;
    std::size_t written_ = 0;

    const AnswerLine& answer_;
    std::atomic<bool> all_good_ = true;
    std::atomic<bool> stop_ = false;
    std::exception_ptr broken_;
};

}  // namespace

bool answer_lines(int in, int out, std::size_t longest, const AnswerLine& answer) {
    return Batch(in, out, longest, answer).run();
}

}  // namespace ehcflow
