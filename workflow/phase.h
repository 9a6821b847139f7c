// Phase transfers, found without being asked: from the date of birth, the school year and the setting's age range.
// SI 2014/1530 regs 2(1), 18. Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "workflow/calendar.h"
#include "workflow/event.h"

namespace ehcflow::workflow {

struct PhaseTransfer {
    std::string_view rule;  // "phase-other" or "phase-post16"
    Date arises;            // 1 September of the year before
    Date due;               // the last lawful day: 14 February or 30 March
    Date moves_on;          // 1 September
};

// The transfer that leaving this setting will be: early years before Reception, any other at the end of the school year
// in which the child turns its highest age. Nothing where the setting's range is not known, or goes past 16: staying on
// in the same school's sixth form is no transfer.
std::optional<PhaseTransfer> transfer_from(const Setting& setting, Date born);

// The next day after this one on which phase transfers arise.
Date next_arising(Date day);

// The days by which each step is taken so that the final plan is sent in time, counting back from the last working day
// for it: 12 weeks for the whole review, 8 of them after the amendment notice (SI 2014/1530 regs 20(10), 22(3)).
struct BackPlan {
    Date meeting_by, notice_by, final_by;
};
BackPlan back_plan(Date due, const Calendar& calendar);

// The last lawful day for a move to a post-16 institution in that year: before 31 March, reg 18(1)(a).
Date last_day_for_post16(int year);

// The last day of compulsory school age: the last Friday in June of the school year in which the child turns 16
// (Education Act 1996 s.8). From the day after, the rights are the young person's own (CFA 2014 s.83(2)).
Date compulsory_school_age_ends(Date born);

// 1 September of the school year in which the child turns 14: from then on preparation for adulthood is asked about
// (SI 2014/1530 regs 2(1)-(2), 6(1)(g), 20(6)).
Date year_9_begins(Date born);

// The setting that an event places the child in, or nothing.
const Setting* setting_of(const Event& event);
// Whether the event is a plan that names a placement other than this setting: s.37, reg 12(1)(i).
bool names_another(const Event& event, const Setting& setting);

}  // namespace ehcflow::workflow
