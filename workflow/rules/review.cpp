// Reviews: Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 21.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kFinalised[] = {{Kind::PlanFinalised}};
constexpr Happening kDecided[] = {{Kind::ReviewDecided}};
constexpr Happening kMeeting[] = {{Kind::ReviewMeetingHeld}};
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
     .counts_from = CountsFrom::Made},
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
     .safe_from = SafeFrom::LastMeeting},
    {.id = "ar-decide",
     .who = Party::Authority,
     .sense = "Within 4 weeks of the review meeting the council must decide to keep, amend or end the plan and tell "
              "the family.",
     .starts = Starts::UnlessRunning,
     .triggers = kMeeting,
     .count = Count::Within,
     .period = {4, Unit::Weeks},
     .met_by = kDecided,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 20(10), 21(9)"},
};

}  // namespace

std::span<const Rule> review_rules() { return kRules; }

}  // namespace ehcflow::workflow
