// Family windows: until when a family may contact the mediation adviser and appeal, counted from the day on which the
// authority sent the notice of its decision. Rule ids med-contact and appeal-window. Pure; any thread.
//
// For a family's window the law's last day is never moved earlier, and the day to tell the family is never later than a
// working day on which the Tribunal is there to receive what they send.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "workflow/calendar.h"
#include "workflow/counting.h"

namespace ehcflow::workflow {

inline constexpr Period kMediationContact{2, Unit::Months};  // med-contact
inline constexpr Period kAppealFromNotice{2, Unit::Months};  // appeal-window
inline constexpr Period kAppealFromCertificate{1, Unit::Months};

inline constexpr std::string_view kMediationContactCite = "SI 2014/1530 regs 33, 34(2)";
inline constexpr std::string_view kAppealWindowCite = "SI 2008/2699 rules 12, 20(1)(c)";

struct FamilyWindow {
    Date last_day;     // the last day on which the law lets them act
    Date tell_family;  // the day to print as theirs: the last working day of the bare period, before any extension
};

// When the mediation adviser must have heard from the family for a certificate to be given as of right.
FamilyWindow mediation_contact_window(Date notice_sent, const Calendar& calendar);

// When the Tribunal must have received the appeal: the later of two months from the notice and one month from the
// certificate, then moved by rule 12 out of August, out of 25 December to 1 January, and to a working day.
FamilyWindow appeal_window(Date notice_sent, std::optional<Date> certificate_issued, const Calendar& calendar);

}  // namespace ehcflow::workflow
