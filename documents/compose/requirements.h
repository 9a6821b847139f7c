// What the record of a case and the council's settings must hold before a notice can be composed (docs/case-record.md):
// one table, every gap found at once. Pure; any thread.
#pragma once

#include "base/finding.h"
#include "documents/compose/notices.h"
#include "templates/engine/value.h"

namespace ehcflow::documents {

// Each finding is an error that blocks the notice. Places are paths in the record or the settings; no personal value is
// ever quoted. Changes of the plan need not be typed where they come from its versions (plan_changes.h).
Findings missing_for(Notice notice, const templates::Value& record, const templates::Value& council,
                     const templates::Value* plan_before = nullptr);

}  // namespace ehcflow::documents
