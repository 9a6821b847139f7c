// What changed between two versions of a plan, place by place and word by word. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "plans/plan.h"
#include "plans/word_diff.h"

namespace ehcflow::plans {

// Everything that a plan says, in its order, each text with where it stands: "Section F, F1: how often". Nothing that
// is empty.
struct Line {
    std::string place, text;
    friend bool operator==(const Line&, const Line&) = default;
};
std::vector<Line> lines_of(const Plan& plan);

struct ChangedLine {
    std::string place;
    std::vector<Run> runs;  // numbered through all the lines
    // "Section F, F1", where that whole row comes or goes: one change, whose number all its lines share.
    std::string whole_row{};
};
// Adds a place where the two texts differ. `given` is how many numbers are given so far, and is moved on.
void append_change(std::vector<ChangedLine>& changed, std::size_t& given, const std::string& place,
                   const std::string& was, const std::string& now);

// In the order of the new plan, what it no longer has at the place where it stood.
std::vector<ChangedLine> changes(const Plan& before, const Plan& after);

std::size_t count_of(const std::vector<ChangedLine>& changed);  // the numbers given

}  // namespace ehcflow::plans
