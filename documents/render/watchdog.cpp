#include "documents/render/watchdog.h"

#include <algorithm>

namespace ehcflow::documents {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto kGlance = std::chrono::milliseconds(100);  // between two looks at what it watches

}  // namespace

Watchdog::~Watchdog() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Watchdog::arm(const Deadline& deadline) {
    {
        const std::lock_guard lock(mutex_);
        armed_ = deadline;
        excuse_ = Excuse::None;
        worked_at_ = Steady::now();
    }
    changed_.notify_one();
}

void Watchdog::call_off() {
    const std::lock_guard lock(mutex_);
    armed_.reset();
}

Bite Watchdog::bitten() const {
    const std::lock_guard lock(mutex_);
    return bitten_;
}

Excuse Watchdog::excuse() const {
    const std::lock_guard lock(mutex_);
    return excuse_;
}

Bite Watchdog::judge() {
    const Vitals seen = look_();
    if (excuse_ == Excuse::None) excuse_ = seen.excuse;
    if (armed_->passed()) return Bite::Deadline;
    const auto now = Steady::now();
    if (seen.work != last_work_) {
        last_work_ = seen.work;
        worked_at_ = now;
    }
    if (seen.resident_bytes > limits_.resident_bytes) return Bite::Memory;
    return now - worked_at_ > limits_.stall ? Bite::Stall : Bite::None;
}

void Watchdog::watch() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        if (!armed_) {
            changed_.wait(lock);
            continue;
        }
        const Deadline watched = *armed_;
        changed_.wait_until(lock, std::min(watched.moment(), Steady::now() + kGlance));
        if (ending_ || !armed_) continue;
        const Bite bite = judge();
        if (bite == Bite::None) continue;
        armed_.reset();
        bitten_ = bite;
        bite_();
    }
}

}  // namespace ehcflow::documents
