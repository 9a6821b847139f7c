// Counting: how a period of time in the law becomes a last lawful day. One function a code; pure.
//
// `Within` and its kin exclude the day of the event ("within 6 weeks of"); `Beginning` counts it as the first ("a
// period of 12 months beginning with"). A month ends on the corresponding date, or on the last day of a month that has
// none (Dodds v Walker [1981] UKHL). The last day is never moved for a weekend or a holiday: the Regulations have no
// such rule.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"
#include "workflow/calendar.h"

namespace ehcflow::workflow {

enum class Unit : std::uint8_t { Days, Weeks, Months, WorkingDays };

enum class Count : std::uint8_t {
    Undated,        // as soon as practicable, or before a step: no day of its own
    Within,         // AFTER, WD_AFTER: the day of the event is not counted
    Beginning,      // BEGIN, WD_BEGIN: the day of the event is day 1
    Window,         // a family's: at least so many days beginning with service; they may act through the last
    Ahead,          // NOTICE and its kin: so long before a day to come; the last day on which it is still in time
    Appeal,         // SI 2008/2699 rules 12 and 20: the time to appeal (workflow/family_windows.h)
    Contact,        // reg 33: the time in which a family contacts a mediation adviser (likewise)
    Tribunal,       // SI 2008/2699 rule 12: working days, August and 25 December to 1 January left out
    MoveDay,        // reg 15(2): the day of the move, if it was known 15 working days before; else 15 from knowing
    AfterTransfer,  // reg 15(5): the later of two limbs
    Fixed,          // a day of the calendar that the phase of education sets (workflow/phase.h)
};

struct Period {
    int length = 0;
    Unit unit = Unit::Days;
};

// The same day n months later, clamped to the end of a shorter month. n may be negative.
Date add_months(Date day, int n);

// The last lawful day of a period counted so from that day.
Date last_day(Count count, Period period, Date from, const Calendar& calendar);

// The earliest defensible reading of an authority's duty; for a family's window, the day to hold it open to.
Date safe_day(Count count, Period period, Date legal, const Calendar& calendar);

// `days` of the Tribunal's working days after (or, negative, before) that day.
Date add_tribunal_days(Date day, int days, const Calendar& calendar);

std::string in_words(Period period);  // "6 weeks", "1 month"

}  // namespace ehcflow::workflow
