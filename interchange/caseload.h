// A caseload in memory, for what is counted over all of it: one case a line, as print_council writes it.
//
//   { "reference": "EHC-1001", "timeline": { … }, "record": { … }, "recorded_on": ["2026-01-12", …] }
//
// Of the record only the child's name and what is measured are read: "views", a list of { "on", "of": child or parents
// }, and "grades", a list of { "on", "grade" }. "recorded_on" gives the day on which each event was written down, by
// position. A line that is a bare timeline is a case too, called by its line. Pure; any thread.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "base/result.h"
#include "interchange/timeline.h"
#include "templates/engine/value.h"
#include "workflow/measures/child.h"

namespace ehcflow::interchange {

// Not copied, since the children point into it.
struct Caseload {
    std::deque<workflow::Timeline> timelines;
    std::deque<workflow::Answer> answers;
    std::vector<workflow::Child> children;
    std::vector<std::string> references;       // by the children's positions
    std::vector<Personal<std::string>> names;  // empty where the record has none

    Caseload() = default;
    Caseload(const Caseload&) = delete;
    Caseload& operator=(const Caseload&) = delete;
    Caseload(Caseload&&) = default;
    Caseload& operator=(Caseload&&) = default;
};

// What a record says that is measured; an error names the member.
struct Measured {
    std::vector<workflow::Views> views;
    std::vector<workflow::Graded> grades;
};
Result<Measured, std::string> read_measured(const templates::Value& record);

// Adds a case; or says why its line is left out. `number` is the line's, from 1.
std::optional<TimelineError> add_case(Caseload& caseload, std::string_view line, std::size_t number,
                                      const workflow::Calendar& calendar, Date today);

}  // namespace ehcflow::interchange
