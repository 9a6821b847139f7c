// The forecast of breaches, as `ehcflow due --batch … --forecast` and the API give it. Pure; any thread.
#pragma once

#include <functional>
#include <string>

#include "workflow/measures/forecast.h"

namespace ehcflow::interchange {

// { "today", "overdue", "horizons": [ { "days", "falling_due", "expected_breaches", "likely_breaches", "no_pace" } ],
//   "prospects": [ { "case", "rule", "due", "days_left", "chance"?, "behind"?, "cite" } ] } in one line. `case_name`
// says how a case is called by its position in the caseload.
std::string write_forecast(const workflow::Forecast& forecast, Date today,
                           const std::function<std::string(std::size_t)>& case_name);

}  // namespace ehcflow::interchange
