// The Ombudsman's self-check: what an investigator would likely find at fault in one case, before the family has to
// ask.
//
// It reads the duties and the record alone, so it is a beginning: whether a fault caused injustice is for people. Pure;
// any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/due.h"

namespace ehcflow::workflow {

struct Fault {
    std::string_view code;             // "late", "not-done", "passed-over", "cut-short", "advice-late",
                                       // "exception-excuses-nothing", "whereabouts-unknown", "lateness-corrected-away"
    std::string_view rule;             // its id; "" where none is at stake
    std::optional<std::size_t> event;  // the position of the event that it turns on
    std::optional<int> days;           // late, or taken from the family; none for what has no days
    std::string what;                  // in plain words
    std::string effect;                // what it may have cost the family; may be empty
    std::string_view cite;
};

// Those of the duties first, by the last lawful day; then those of the record.
std::vector<Fault> likely_faults(const Timeline& timeline, const Answer& answer);

}  // namespace ehcflow::workflow
