// CaseView: one case as the ledger holds it, read and worked out for a day.
#pragma once

#include <string>

#include "base/result.h"
#include "service/app/desk.h"
#include "service/app/refused.h"
#include "workflow/due.h"

namespace ehcflow::service {

struct CaseView {
    storage::CaseHistory history;
    templates::Value record;
    workflow::Timeline timeline;
    workflow::Answer answer;  // points into the timeline

    CaseView(storage::CaseHistory history, templates::Value record, workflow::Timeline timeline,
             workflow::Answer answer);
    CaseView(CaseView&&) = default;  // a vector keeps its elements where they are when it is moved
    CaseView& operator=(CaseView&&) = default;

    const CaseId& id() const { return history.id; }
    storage::Sequence sequence() const { return history.sequence(); }
};

// A timeline's JSON from the events as they were recorded and the child's birthday in the record.
std::string timeline_json(const templates::Value& record, std::span<const std::string> events);
std::string timeline_json(const CaseView& view);

// Throws std::runtime_error where what was recorded can no longer be read: then the ledger or the program is damaged.
CaseView work_out(const workflow::Calendar& calendar, storage::CaseHistory history, Date today);

Result<CaseView, Refused> view_case(const Desk& desk, const CaseId& id, Date today);

}  // namespace ehcflow::service
