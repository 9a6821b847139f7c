// Instant: a moment in UTC, to the millisecond. What the audit counts in. The law counts in Date instead.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace ehcflow {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Handed to whatever needs the time, so that a test can set it. May be called from any thread.
using Clock = std::function<Instant()>;

Instant system_now();

// The calendar day that it is in London at that moment: British Summer Time runs from 01:00 UTC on the last Sunday of
// March to 01:00 UTC on the last Sunday of October (Summer Time Act 1972 s.1, as amended in 2002).
Date london_date(Instant moment);

std::string to_iso(Instant moment);                      // 2026-02-20T09:15:00.250Z
std::optional<Instant> parse_instant(std::string_view);  // that form only

}  // namespace ehcflow
