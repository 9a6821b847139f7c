// Foresight: what the rule book says once a notice has been sent on a day. The dates that a letter tells a family are
// read from the duties that would then stand; none is counted here. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/notices.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"
#include "workflow/due.h"

namespace ehcflow::documents {

struct Foresight {
    workflow::Event event;  // what is recorded when the notice is sent
    std::optional<workflow::Event> also;
    templates::Value values;  // dates, milestones, representations, appeal and mediation: those that the notice has
};

// `route` is how a draft goes: hand, email, first-class or second-class; empty counts as second class for the family.
// Findings where the law does not allow this step now (with the provision), or where a date cannot be known yet.
Result<Foresight, Findings> foresee(const NoticeRow& notice, const workflow::Timeline& timeline,
                                    const workflow::Calendar& calendar, Date sent_on, std::string_view route);

}  // namespace ehcflow::documents
