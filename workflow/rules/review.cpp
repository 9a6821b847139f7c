// Reviews: Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 21.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kFinalised[] = {{Kind::PlanFinalised}};
constexpr Happening kDecided[] = {{Kind::ReviewDecided}};
constexpr Happening kMeeting[] = {{Kind::ReviewMeetingHeld}};
constexpr Happening kTransferredIn[] = {{Kind::PlanTransferredIn}};
constexpr Happening kArranged[] = {{Kind::ReviewArranged}, {Kind::ReviewInvited}};
constexpr Happening kInvited[] = {{Kind::ReviewInvited}};
constexpr Happening kCirculated[] = {{Kind::ReviewPapersCirculated}};
constexpr Happening kReported[] = {{Kind::ReviewReportSent}};
constexpr Happening kRearranged[] = {
    {Kind::ReviewArranged}, {Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "ar-first",
     .who = Party::Authority,
     .sense = "A plan must be reviewed, and the decision on the review sent, in the 12 months beginning with the day "
              "it was first made.",
     .starts = Starts::NewPlan,
     .triggers = kFinalised,
     .count = Count::Beginning,
     .period = {12, Unit::Months},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "CFA 2014 s.44(1)(a)",
     .counts_from = CountsFrom::Field,
     .day = "made_on",
     .relaxed_2020 = false},
    {.id = "ar-next",
     .who = Party::Authority,
     .sense = "After a review the plan must be reviewed again, and the decision sent, in the 12 months beginning with "
              "the last one.",
     .starts = Starts::PlanStands,
     .triggers = kDecided,
     .count = Count::Beginning,
     .period = {12, Unit::Months},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "CFA 2014 s.44(1)(b)",
     .safe_from = SafeFrom::LastMeeting,
     .relaxed_2020 = false},
    {.id = "ar-decide",
     .who = Party::Authority,
     .sense = "Within 4 weeks of the review meeting the council must decide to keep, amend or end the plan and tell "
              "the family.",
     .starts = Starts::FirstMeeting,
     .triggers = kMeeting,
     .count = Count::Within,
     .period = {4, Unit::Weeks},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 20(10), 21(9)"},
    {.id = "ar-after-transfer",
     .who = Party::Authority,
     .sense = "The new council must review a plan that moved to it within 12 months of its making or last review, or "
              "within 3 months of the move if that is later.",
     .starts = Starts::PlanStands,
     .triggers = kTransferredIn,
     .count = Count::AfterTransfer,
     .period = {3, Unit::Months},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 15(5)"},
    {.id = "ar-after-reassess",
     .who = Party::Authority,
     .sense = "A plan made final after a re-assessment must be reviewed within 12 months of its sending.",
     .starts = Starts::Reassessed,
     .triggers = kFinalised,
     .count = Count::Within,
     .period = {12, Unit::Months},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 27(4)"},
    {.id = "ar-invite",
     .who = Party::Authority,
     .sense =
         "The family, the setting and the professionals must be invited at least 2 weeks before the review meeting.",
     .starts = Starts::Arranged,
     .triggers = kArranged,
     .count = Count::Ahead,
     .period = {2, Unit::Weeks},
     .met_by = kInvited,
     .voided_by = kRearranged,
     .cut_by = kDecided,
     .cite = "SI 2014/1530 regs 20(2)-(3), 21(2)-(3)",
     .counts_from = CountsFrom::Field,
     .day = "meeting_on",
     .met_at_once = true},
    {.id = "ar-papers",
     .who = Party::Authority,
     .sense = "Advice from all who are invited must be obtained and sent to them at least 2 weeks before the review "
              "meeting.",
     .starts = Starts::Arranged,
     .triggers = kArranged,
     .count = Count::Ahead,
     .period = {2, Unit::Weeks},
     .met_by = kCirculated,
     .voided_by = kRearranged,
     .cut_by = kDecided,
     .cite = "SI 2014/1530 regs 20(4), 21(4)",
     .counts_from = CountsFrom::Field,
     .day = "meeting_on"},
    {.id = "ar-report",
     .who = Party::Authority,
     .sense =
         "A written report of the review meeting must be prepared and sent to all who were invited within 2 weeks.",
     .starts = Starts::FirstMeeting,
     .triggers = kMeeting,
     .count = Count::Within,
     .period = {2, Unit::Weeks},
     .met_by = kReported,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 20(7)-(9), 21(7)-(8)",
     .newest_alone = true},
};

}  // namespace

std::span<const Rule> review_rules() { return kRules; }

}  // namespace ehcflow::workflow
