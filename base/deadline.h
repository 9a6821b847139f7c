// Deadline: the moment by which an answer is wanted, made once at the edge and passed down. Steady: it does not move
// when the machine's clock is set. Freely copyable.
#pragma once

#include <algorithm>
#include <chrono>

namespace ehcflow {

class Deadline {
public:
    using Steady = std::chrono::steady_clock;

    static Deadline in(std::chrono::milliseconds span) { return Deadline(Steady::now() + span); }
    static Deadline at(Steady::time_point moment) { return Deadline(moment); }

    Steady::time_point moment() const { return moment_; }
    bool passed() const { return Steady::now() >= moment_; }
    // Never negative.
    std::chrono::milliseconds remaining() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(moment_ - Steady::now());
        return std::max(left, std::chrono::milliseconds(0));
    }

private:
    explicit Deadline(Steady::time_point moment) : moment_(moment) {}

    Steady::time_point moment_;
};

}  // namespace ehcflow
