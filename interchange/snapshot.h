// A month's figures as JSON: what a snapshot folder holds, and what `ehcflow measures --cases` prints. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "workflow/measures/snapshot.h"

namespace ehcflow::interchange {

inline constexpr std::size_t kLargestSnapshot = std::size_t{64} << 20U;  // bytes

// { "month", "frozen_on", "figures": [ { "measure", "successes": [reference…], "failures", "beside": { "corrected":
// […],
//   … }, "by_age": [[count, successes]…] } ], "unsure": { "amber", "red" } } in one line: same figures, same bytes.
std::string write_snapshot(const workflow::Snapshot& snapshot);

// Strict: what is wrong, in one sentence. References come back sorted.
Result<workflow::Snapshot, std::string> read_snapshot(std::string_view json);

// "2026-10", a month that exists; nothing else.
std::optional<std::chrono::year_month> parse_month(std::string_view text);
std::string to_iso(std::chrono::year_month month);

}  // namespace ehcflow::interchange
