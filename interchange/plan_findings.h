// What the checks say of a plan, as `ehcflow plan check` and the API give it. Pure; any thread.
#pragma once

#include <span>

#include "plans/audit.h"
#include "plans/checks.h"
#include "templates/engine/value.h"

namespace ehcflow::interchange {

// { "may_be_final", "findings": [ { "code", "weight", "section", "place", "what", "why", "cite", "mend",
// "overridden_by"? } ], "reading": { "words", "minutes_aloud", "reading_age" } }
templates::Value findings_value(const plans::Plan& plan, std::span<const plans::Remark> remarks);

// { "score", "grade", "moderated", "sections": [ { "section", "score", "grade", "findings", "open" } ], "criteria": [ {
// "id", "section", "weight", "good" } ] }; scores from 0 to 3, with one decimal
templates::Value audit_value(const plans::Audit& audit);

}  // namespace ehcflow::interchange
