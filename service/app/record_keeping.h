// record_keeping: how a month's record was kept, each number as the cases behind it. What was mended, excused or
// written down late can flatter every other figure, so it is counted beside them.
#pragma once

#include <chrono>
#include <vector>

#include "service/app/desk.h"

namespace ehcflow::service {

struct RecordKeeping {
    using Cases = std::vector<CaseId>;  // a case stands as often as it happened in it
    Cases corrections;
    Cases corrections_of_lateness;  // those of them by which a lateness disappeared, each with a reason and an approval
    Cases exceptions;
    Cases recorded_late;
    Cases recorded_with_the_case;  // late too, but brought in with the case's opening: history, not habit
};

// Of what was recorded in the month, by London's days.
RecordKeeping record_keeping(const Desk& desk, std::chrono::year_month month);

}  // namespace ehcflow::service
