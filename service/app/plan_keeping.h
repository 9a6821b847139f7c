// plan_keeping: the plan of a case, read and written as a part of its record. Each version is a revision of the record,
// so that none is lost; a writer states the revision it has seen, and says who writes and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/compose/notices.h"
#include "plans/audit.h"
#include "plans/plan.h"
#include "service/app/make_document.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct PlanView {
    plans::Plan plan;  // with the child of the record
    storage::Sequence revision = 0;
    std::vector<plans::Judgement> judgements{};  // of this version (plan_judging.h)
    std::vector<plans::Advice> late{};           // came in after the family had the draft, and section K lists it not
};
// What the checks are to read: the plan with the late advice in section K, of which nothing in it comes.
plans::Plan as_checked(const PlanView& view);

struct PlanGiven {
    const templates::Value& plan;  // docs/plans.md; its child and its change are the record's and the caller's
    storage::Sequence expected;    // the revision that the caller has seen
    std::string by, why;
};

struct PlanVersion {
    PlanView view;
    Instant recorded_at;
    storage::RecorderId recorder;
};

enum class PlanForm : std::uint8_t { Plan, MyPage, Changes };

Result<PlanView, Refused> view_plan(const Desk& desk, const CaseId& id);
Result<PlanView, Refused> write_plan(const Desk& desk, const CaseId& id, const PlanGiven& given,
                                     const Keep<PlanView>& keep);
// Those revisions of the record in which the plan is another than before, the first one first.
Result<std::vector<PlanVersion>, Refused> plan_history(const Desk& desk, const CaseId& id);

// The plan that stood before the one in the record, as a record has it: of those kept, the last that was no draft and
// that a draft or a higher version came after. Nothing where there is none.
std::optional<templates::Value> plan_before(const Desk& desk, const CaseView& view);

struct PlanWanted {
    PlanForm form = PlanForm::Plan;
    std::optional<storage::Sequence> revision;  // of the plan's history; nothing for the plan as it is now
    storage::Sequence since = 0;                // from which revision changes are told
};
// The plan, the child's page, or what changed since a revision, as a document of the case, which can be had in every
// form of a document. A final or amended plan carries as errors what stops it from being issued.
Result<DocumentView, Refused> prepare_plan(const Desk& desk, const CaseId& id, const PlanWanted& wanted,
                                           const Keep<DocumentView>& keep);

// What of the kept plan stops or should stop a letter that says it is final or amended; nothing for other notices.
Findings plan_findings(const CaseView& view, documents::Notice notice, Date sent_on);

}  // namespace ehcflow::service
