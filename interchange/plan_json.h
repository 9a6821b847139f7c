// A plan from JSON and back (docs/plans.md). Strict: a member that is not known is an error, and so is a value of
// another kind; every fault is found at once, each with its path and what to do. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "plans/audit.h"
#include "plans/plan.h"
#include "templates/engine/value.h"

namespace ehcflow::interchange {

inline constexpr std::size_t kLargestPlan = std::size_t{4} << 20U;  // bytes
inline constexpr std::size_t kMostRows = 1000;                      // of one list
inline constexpr std::size_t kLongestText = 20'000;                 // bytes

Result<plans::Plan, Findings> read_plan(std::string_view json);
Result<plans::Plan, Findings> plan_of(const templates::Value& value);

// The same plan, the same bytes; what is empty and may be absent is left out.
templates::Value plan_value(const plans::Plan& plan);
std::string write_plan(const plans::Plan& plan);

// What auditors judged: a list of rows.
Result<std::vector<plans::Judgement>, Findings> read_judgements(std::string_view json);
Result<std::vector<plans::Judgement>, Findings> judgements_of(const templates::Value& value);
templates::Value judgements_value(const std::vector<plans::Judgement>& judgements);

}  // namespace ehcflow::interchange
