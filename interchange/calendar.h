// The calendar of bank holidays in the form in which GOV.UK publishes it (bank-holidays.json).
//
// 2014 to 2030 come with the program. An operator's file is merged in and never replaces: GOV.UK drops old years, and a
// case of 2016 must still be counted by the days of 2016. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "workflow/calendar.h"

namespace ehcflow::interchange {

// The calendar that the program was built with.
const workflow::Calendar& built_in_calendar();

// The same with the days of a further file added; or one sentence that says what is wrong with it and where.
Result<workflow::Calendar, std::string> merged_calendar(std::string_view bank_holidays_json);

}  // namespace ehcflow::interchange
