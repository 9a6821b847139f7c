// What changes in a plan, as values of the documents that tell a family: the list of changes that stands alone, and the
// letters that propose changes or send the plan as changed (SI 2014/1530 regs 22 and 28). Old and new words are marked
// one by one, in words as well as in lines, so that a page without colour and a voice say the same. Pure; any thread.
#pragma once

#include <span>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/concealment.h"
#include "documents/compose/notices.h"
#include "plans/plan.h"
#include "templates/engine/value.h"

namespace ehcflow::documents {

inline constexpr std::string_view kPlanChangesTemplate = "plans/plan_changes.fodt";
inline constexpr std::string_view kPlanChanges = "plan_changes";  // the shared block of the changes, word by word

templates::Value compose_changes(const plans::Plan& before, const plans::Plan& after);

// Whether a letter tells changes of a plan, and so wants the plan that stood before (CaseFile).
bool tells_changes(Notice notice);

// Whether they come from the two versions: the record's plan is what the letter speaks of (a draft where changes are
// proposed, else an amended one), and the one before it is given. Else they are typed, as rows of the letter's content.
bool changes_from_versions(Notice notice, const templates::Value& record, const templates::Value* plan_before);

// `changes` of such a letter, without what `marks` cover. Refused where a plan is none, where nothing differs, and
// where the rows are typed as well: two sources could say two things.
Result<templates::Value, Findings> changes_told(Notice notice, const templates::Value& record,
                                                const templates::Value* plan_before,
                                                std::span<const Undisclosed> marks);

}  // namespace ehcflow::documents
