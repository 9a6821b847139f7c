// Watchdog: bites when a moment comes before it is called off, or when what it watches is stuck or grows too large.
// What makes a call without a time limit bounded: the bite kills the office, and the blocked call fails at once.
// Thread-safe; has one thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/deadline.h"
#include "documents/render/supervision.h"

namespace ehcflow::documents {

enum class Bite { None, Deadline, Stall, Memory };

// What is seen of a process at a glance.
struct Vitals {
    std::uint64_t work = 0;          // ticks of the processor so far
    std::size_t resident_bytes = 0;  // 0 where it cannot be told
    Excuse excuse = Excuse::None;    // what is done to it from outside: Halted or Starved
};

class Watchdog {
public:
    struct Limits {
        std::chrono::milliseconds stall{0};  // without any work
        std::size_t resident_bytes = 0;
    };

    // All of them are called by the watchdog's thread.
    Watchdog(Limits limits, std::function<Vitals()> look, std::function<void()> bite)
        : limits_(limits), look_(std::move(look)), bite_(std::move(bite)), thread_([this] { watch(); }) {}
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void arm(const Deadline& deadline);
    void call_off();  // it does not bite after this
    Bite bitten() const;
    // What was done from outside to what it watches, since it was armed; the first that was seen.
    Excuse excuse() const;

private:
    void watch();
    Bite judge();

    const Limits limits_;
    const std::function<Vitals()> look_;
    const std::function<void()> bite_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Deadline> armed_;
    std::uint64_t last_work_ = 0;
    std::chrono::steady_clock::time_point worked_at_;
    Bite bitten_ = Bite::None;
    Excuse excuse_ = Excuse::None;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace ehcflow::documents
