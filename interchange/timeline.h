// Case timelines and the answers of `due`, as JSON: the form that docs/timeline.md describes.
//
// Reading checks everything that can be checked without the law: kinds and fields are known, required ones are there,
// dates exist. Corrections are applied, then the events are sorted by `on` and position. Nothing is guessed: what is
// wrong is named by the event's position, with what is known or permitted. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "workflow/due.h"
#include "workflow/event.h"

namespace ehcflow::interchange {

struct TimelineError {
    std::string code;  // kebab-case: "not-json", "unknown-kind", "unknown-field", "bad-value", "refused"…
    std::optional<std::size_t> event;  // position, from 0
    std::string detail;
    std::vector<std::string> permitted;
    std::string cite;
};

inline constexpr std::size_t kLargestTimeline = std::size_t{4} << 20U;  // bytes of one case
inline constexpr std::size_t kMostEvents = 10'000;                      // events of one case

Result<workflow::Timeline, TimelineError> read_timeline(std::string_view json);

TimelineError as_error(const workflow::Refusal& refusal);

// One line of JSON each, keys always in the same order, without a line end.
std::string write_answer(const workflow::Answer& answer, const workflow::Calendar& calendar);
std::string write_error(const TimelineError& error);
std::string write_event(const workflow::Event& event);  // of any kind but a correction, whose changes are not kept

// The whole of `ehcflow due` for one timeline: adds the answer, or the error object, to `out`. Whether it was answered.
bool append_reply(std::string& out, std::string_view json, const workflow::Calendar& calendar, Date today,
                  const workflow::RuleBook& book = workflow::RuleBook());

}  // namespace ehcflow::interchange
