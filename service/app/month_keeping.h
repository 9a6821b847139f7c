// month_keeping: a month's figures, closed once it is over by somebody who answers for them, and kept in the ledger as
// they were then. Nothing later changes them; what is known better since is told beside them, with its reason.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "documents/compose/progress.h"
#include "service/app/action_plan_keeping.h"
#include "service/app/measured_cases.h"
#include "service/app/paper.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct MonthClosing {
    std::chrono::year_month month;
    storage::RecorderId by;  // the account of whoever answers for it
    std::string why;         // what they want said of it; may be empty
};

struct ClosedMonth {
    PaperVersion paper;
    workflow::Snapshot snapshot;
};

// What closing needs, so that it can be done with no service running.
struct MonthBooks {
    storage::Ledger& ledger;
    const workflow::Calendar& calendar;
    Date today;
    storage::RecorderId recorder = token_holder();
};

// Refused while the month is not over, and where it was closed already.
Result<workflow::Snapshot, Refused> close_month(const MonthBooks& books, const MonthClosing& closing,
                                                const Keep<workflow::Snapshot>& keep = {});

// Throws std::runtime_error where it can no longer be read.
std::optional<ClosedMonth> closed_month(const storage::Ledger& ledger, std::chrono::year_month month);

std::optional<std::string> closed_by(const storage::Ledger& ledger, std::chrono::year_month month);

// The plan of action that a month's documents tell of: of a closed month the one that stood when it was closed, else
// the newest. Refused where there is none.
Result<ActionPlanView, Refused> plan_of_month(const storage::Ledger& ledger, std::chrono::year_month month);

// The last `count` months up to this one: those that were closed as they were closed, the others as they are known now.
documents::MonthsTold told_months(const storage::Ledger& ledger, const workflow::Calendar& calendar,
                                  const MeasuredCases& cases, std::chrono::year_month last, int count, Date today);

}  // namespace ehcflow::service
