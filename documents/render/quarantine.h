// Quarantine: remembers, by a hash of their content, the documents under which offices ended. Not thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "documents/render/supervision.h"

namespace ehcflow::documents {

class Quarantine {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Content = std::size_t;

    explicit Quarantine(std::chrono::milliseconds span) : span_(span) {}

    static Content content(std::string_view bytes) { return std::hash<std::string_view>{}(bytes); }

    bool holds(Content content, Time now) const;
    unsigned kills(Content content, Time now) const;  // that are remembered
    std::size_t held(Time now) const;
    void mark(Content content, Blame blame, Time now);

private:
    struct Record {
        unsigned kills = 0;
        bool held = false;
        Time until;
    };
    void forget_the_old(Time now);

    const std::chrono::milliseconds span_;
    std::unordered_map<Content, Record> records_;
};

}  // namespace ehcflow::documents
