// action_plan_keeping: the area's plan of action, kept in the ledger with every version it has had. A writer states the
// version it has seen, and says who answers for the new one and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/app/paper.h"
#include "service/app/recording.h"
#include "workflow/measures/action_plan.h"

namespace ehcflow::service {

struct ActionPlanGiven {
    const templates::Value& plan;  // docs/statement.md
    storage::Sequence expected;    // the version that the caller has seen; 0: there is none yet
    storage::RecorderId by;        // the account of whoever answers for it
    std::string why;
};

struct ActionPlanView {
    PaperVersion paper;
    workflow::ActionPlan plan;
    std::string json;  // as it was given, in its settled form
};

// Refused where it cannot be read, with the place; or where somebody else has recorded a version meanwhile.
Result<storage::Sequence, Refused> write_action_plan(const Desk& desk, const ActionPlanGiven& given,
                                                     const Keep<storage::Sequence>& keep);

// A version of it, or the newest; refused where there is none. Throws std::runtime_error where it can no longer be
// read.
Result<ActionPlanView, Refused> view_action_plan(const storage::Ledger& ledger,
                                                 std::optional<storage::Sequence> version = {});
std::vector<PaperVersion> action_plan_versions(const storage::Ledger& ledger);  // the newest last

}  // namespace ehcflow::service
