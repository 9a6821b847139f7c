// Turns: lets only so many of the pool's threads work at once; the others hold warmed offices ready. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace ehcflow::documents {

class Turns {
public:
    explicit Turns(unsigned count) : left_(count) {}

    // Whether there was a turn to take within `patience`. Whoever takes one gives it back.
    bool take(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, patience, [&] { return left_ > 0 || closed_; }) || closed_) return false;
        --left_;
        return true;
    }
    void give_back() {
        {
            const std::lock_guard lock(mutex_);
            ++left_;
        }
        changed_.notify_one();
    }
    void close() {  // nobody waits any longer
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    unsigned left_;
    bool closed_ = false;
};

}  // namespace ehcflow::documents
