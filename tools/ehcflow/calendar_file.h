// The calendar that a subcommand counts with.
#pragma once

#include <filesystem>

#include "workflow/calendar.h"

namespace ehcflow {

// The built-in days, with those of a bank-holidays.json where one is named. Throws UsageError where it cannot be read.
workflow::Calendar calendar_at(const std::filesystem::path& bank_holidays);

}  // namespace ehcflow
