// Corrections that make a lateness disappear. Each must say why, and a second person must have approved it: a record
// that could be mended in silence would prove nothing. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interchange/timeline.h"

namespace ehcflow::interchange {

struct Concealment {
    std::size_t correction;          // its position
    Date on;                         // recorded
    std::vector<std::string> rules;  // whose lateness is no longer shown, each once
    bool has_reason = false;
    bool approved = false;  // by somebody other than who recorded it
    bool in_order() const { return has_reason && approved; }
};

// Those among the corrections from position `first` on. Each is judged on the day it was recorded, by the record as it
// stood: what was late before it and is not after it.
Result<std::vector<Concealment>, TimelineError> concealments(std::string_view timeline,
                                                             const workflow::Calendar& calendar, std::size_t first = 0);

// "The correction at position 7 makes the lateness of ehcna-decide disappear and lacks a second person's approval."
std::string in_words(const Concealment& concealment);

}  // namespace ehcflow::interchange
