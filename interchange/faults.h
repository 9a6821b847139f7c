// The Ombudsman's self-check of one case, as `ehcflow due --faults` and the API give it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interchange/timeline.h"
#include "workflow/faults.h"

namespace ehcflow::interchange {

// The likely faults of the duties and the record, and the corrections that are not in order.
Result<std::vector<workflow::Fault>, TimelineError> faults_of(std::string_view timeline,
                                                              const workflow::Calendar& calendar, Date today,
                                                              const workflow::RuleBook& book = workflow::RuleBook());

// { "today", "faults": [ { "code", "rule"?, "event"?, "days"?, "what", "effect"?, "cite" } ] } in one line.
std::string write_faults(const std::vector<workflow::Fault>& faults, Date today);

}  // namespace ehcflow::interchange
