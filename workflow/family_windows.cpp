#include "workflow/family_windows.h"

#include <algorithm>

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

// Rule 12(3)(a): a time that ends in August, or from 25 December to 1 January, ends on the first working day after.
Date out_of_vacation(Date day, const Calendar& calendar) {
    if (day.month() == 8) return calendar.roll_forward(Date(day.year(), 9, 1));
    if (day.month() == 12 && day.day() >= 25) return calendar.roll_forward(Date(day.year() + 1, 1, 2));
    if (day.month() == 1 && day.day() == 1) return calendar.roll_forward(day + days(1));
    return day;
}

}  // namespace

FamilyWindow mediation_contact_window(Date notice_sent, const Calendar& calendar) {
    // Nothing in the Regulations extends this one, so the two days differ only by the roll back to a working day.
    const Date last = last_day(Count::Within, kMediationContact, notice_sent, calendar);
    return {last, calendar.roll_back(last)};
}

FamilyWindow appeal_window(Date notice_sent, std::optional<Date> certificate_issued, const Calendar& calendar) {
    Date bare = last_day(Count::Within, kAppealFromNotice, notice_sent, calendar);
    if (certificate_issued)
        bare = std::max(bare, last_day(Count::Within, kAppealFromCertificate, *certificate_issued, calendar));
    // Rule 12(2): a day that is not a working day gives way to the next one.
    return {calendar.roll_forward(out_of_vacation(bare, calendar)), calendar.roll_back(bare)};
}

}  // namespace ehcflow::workflow
