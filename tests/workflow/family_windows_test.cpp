// A family's windows, against worked examples (the days were reckoned by hand from the rules' own words).
#include "workflow/family_windows.h"

#include <gtest/gtest.h>

namespace ehcflow::workflow {
namespace {

const Calendar& calendar() {
    static const Calendar days({Date(2025, 12, 25), Date(2025, 12, 26), Date(2026, 1, 1), Date(2026, 4, 3),
                                Date(2026, 4, 6), Date(2026, 8, 31), Date(2026, 12, 25), Date(2026, 12, 28),
                                Date(2027, 1, 1), Date(2027, 12, 27), Date(2027, 12, 28), Date(2028, 1, 3)},
                               "test");
    return days;
}

TEST(AppealWindow, EndsOnTheShortMonthsLastDayAndThenOnAWorkingDay) {
    // Sent 31 December 2025: two months end on Saturday 28 February 2026 (Dodds v Walker), and rule 12(2) moves that.
    const FamilyWindow window = appeal_window(Date(2025, 12, 31), std::nullopt, calendar());
    EXPECT_EQ(window.last_day, Date(2026, 3, 2));
    EXPECT_EQ(window.tell_family, Date(2026, 2, 27));
}

TEST(AppealWindow, EndsOnTheLeapDay) {
    const FamilyWindow window = appeal_window(Date(2027, 12, 31), std::nullopt, calendar());
    EXPECT_EQ(window.last_day, Date(2028, 2, 29));
    EXPECT_EQ(window.tell_family, Date(2028, 2, 29));
}

TEST(AppealWindow, ACertificateGivesAMonthWhereThatIsLater) {
    const Date sent(2026, 2, 16);
    EXPECT_EQ(appeal_window(sent, Date(2026, 3, 2), calendar()).last_day, Date(2026, 4, 16));
    EXPECT_EQ(appeal_window(sent, Date(2026, 4, 15), calendar()).last_day, Date(2026, 5, 15));
}

TEST(AppealWindow, LeavesAugustForTheFirstWorkingDayOfSeptember) {
    const FamilyWindow window = appeal_window(Date(2026, 6, 10), std::nullopt, calendar());
    EXPECT_EQ(window.last_day, Date(2026, 9, 1));
    EXPECT_EQ(window.tell_family, Date(2026, 8, 10));
    EXPECT_EQ(appeal_window(Date(2026, 6, 30), std::nullopt, calendar()).last_day, Date(2026, 9, 1));
    EXPECT_EQ(appeal_window(Date(2026, 5, 31), std::nullopt, calendar()).last_day, Date(2026, 7, 31));
}

TEST(AppealWindow, LeavesChristmasForTheFirstWorkingDayAfterNewYear) {
    EXPECT_EQ(appeal_window(Date(2026, 10, 25), std::nullopt, calendar()).last_day, Date(2027, 1, 4));
    EXPECT_EQ(appeal_window(Date(2026, 11, 1), std::nullopt, calendar()).last_day, Date(2027, 1, 4));
    EXPECT_EQ(appeal_window(Date(2026, 10, 24), std::nullopt, calendar()).last_day, Date(2026, 12, 24));
}

TEST(MediationContactWindow, IsTwoMonthsFromSendingAndIsNotExtended) {
    const FamilyWindow window = mediation_contact_window(Date(2025, 12, 31), calendar());
    EXPECT_EQ(window.last_day, Date(2026, 2, 28));
    EXPECT_EQ(window.tell_family, Date(2026, 2, 27));
    EXPECT_EQ(mediation_contact_window(Date(2026, 2, 16), calendar()).last_day, Date(2026, 4, 16));
}

}  // namespace
}  // namespace ehcflow::workflow
