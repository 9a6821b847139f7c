// Watchdog: bites when a moment comes before it is called off. What makes a call without a time limit bounded: the bite
// kills the office, and the blocked call fails at once. Thread-safe; has one thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/deadline.h"

namespace ehcflow::documents {

class Watchdog {
public:
    explicit Watchdog(std::function<void()> bite) : bite_(std::move(bite)), thread_([this] { watch(); }) {}
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void arm(const Deadline& deadline);
    void call_off();  // it does not bite after this
    bool has_bitten() const;

private:
    void watch();

    const std::function<void()> bite_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Deadline> armed_;
    bool bitten_ = false;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace ehcflow::documents
