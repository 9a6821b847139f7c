// Throttle: lets so many through a second and holds back the rest. One for all callers: no address is remembered.
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>

namespace ehcflow::service {

class Throttle {
public:
    using Clock = std::chrono::steady_clock;

    // `burst` at once, and `a_second` more each second. Any thread.
    Throttle(double a_second, double burst) : a_second_(a_second), burst_(burst), left_(burst) {}

    bool admits(Clock::time_point now = Clock::now()) {
        const std::lock_guard lock(mutex_);
        const std::chrono::duration<double> passed = now - filled_;
        left_ = std::min(burst_, left_ + std::max(0.0, passed.count()) * a_second_);
        filled_ = std::max(filled_, now);
        if (left_ < 1) return false;
        left_ -= 1;
        return true;
    }

private:
    const double a_second_, burst_;
    std::mutex mutex_;
    double left_;
    Clock::time_point filled_ = Clock::now();
};

}  // namespace ehcflow::service
