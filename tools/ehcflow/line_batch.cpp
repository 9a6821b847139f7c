#include "tools/ehcflow/line_batch.h"

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include "tools/ehcflow/command.h"
#include "tools/ehcflow/line_reader.h"

namespace ehcflow {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

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
        LineBlock block;
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
    std::optional<std::size_t> take(LineBlock& block) {
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
