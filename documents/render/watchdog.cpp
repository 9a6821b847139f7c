#include "documents/render/watchdog.h"

namespace ehcflow::documents {

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
    }
    changed_.notify_one();
}

void Watchdog::call_off() {
    const std::lock_guard lock(mutex_);
    armed_.reset();
}

bool Watchdog::has_bitten() const {
    const std::lock_guard lock(mutex_);
    return bitten_;
}

void Watchdog::watch() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        if (!armed_) {
            changed_.wait(lock);
        } else if (armed_->passed()) {
            armed_.reset();
            bitten_ = true;
            bite_();
        } else {
            const auto until = armed_->moment();
            changed_.wait_until(lock, until);
        }
    }
}

}  // namespace ehcflow::documents
