// The area's plan of action from JSON (docs/statement.md). Strict: a member that is not known, a measure that does not
// exist, an action of a body that is not listed or a day that does not exist is one sentence that names the place.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "workflow/measures/action_plan.h"

namespace ehcflow::interchange {

Result<workflow::ActionPlan, std::string> read_action_plan(std::string_view json);

}  // namespace ehcflow::interchange
