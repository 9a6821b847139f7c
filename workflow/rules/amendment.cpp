// Amending a plan, after a review or at another time: SI 2014/1530 regs 20(10), 22, 28; R (L, M and P) v Devon CC
// [2022] EWHC 493 (Admin), which says what the law was since 2014.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kToAmend[] = {{Kind::ReviewDecided, "outcome", "amend"}};
constexpr Happening kProposed[] = {{Kind::AmendmentProposed}};
constexpr Happening kProposedAfterReview[] = {{Kind::AmendmentProposed, "basis", "review"}};
// A final plan that is made while changes are proposed is the amended one.
constexpr Happening kAmended[] = {{Kind::PlanAmended}, {Kind::PlanFinalised}};
constexpr Happening kDeclined[] = {{Kind::AmendmentDeclined}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kDeclinedOrEnds[] = {
    {Kind::AmendmentDeclined}, {Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kAmendedOrEnds[] = {
    {Kind::PlanAmended}, {Kind::PlanFinalised}, {Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kNoWindow[] = {{Kind::AmendmentDeclined},
                                   {Kind::AmendmentProposed},
                                   {Kind::PlanCeased},
                                   {Kind::PlanTransferredOut},
                                   {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "ar-amend-notice",
     .who = Party::Authority,
     .sense =
         "Where the decision is to amend, the plan and the notice of the changes proposed must go with it, within 4 "
         "weeks of the review meeting.",
     .starts = Starts::Always,
     .triggers = kToAmend,
     .count = Count::Within,
     .period = {4, Unit::Weeks},
     .met_by = kProposedAfterReview,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 20(10), 22(2); [2022] EWHC 493 (Admin)",
     .counts_from = CountsFrom::Meeting,
     .met_before = true},
    {.id = "ar-amend-window",
     .who = Party::Family,
     .sense =
         "The family has at least 15 days from being served with the proposed changes to comment, ask for a school "
         "and ask for a meeting.",
     .starts = Starts::UnlessRunning,
     .triggers = kProposed,
     .count = Count::Window,
     .period = {15, Unit::Days},
     .met_by = {},
     .voided_by = kNoWindow,
     .cut_by = kAmended,
     .cite = "SI 2014/1530 reg 22(2)(c)",
     .counts_from = CountsFrom::Service},
    {.id = "ar-amend-final",
     .who = Party::Authority,
     .sense = "The council must send the amended plan within 8 weeks of sending the notice of the changes.",
     .starts = Starts::UnlessRunning,
     .triggers = kProposed,
     .count = Count::Within,
     .period = {8, Unit::Weeks},
     .met_by = kAmended,
     .voided_by = kDeclinedOrEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 22(3)"},
    {.id = "ar-amend-decline",
     .who = Party::Authority,
     .sense =
         "Where the council decides not to amend after all, it must say so, with reasons, within 8 weeks of sending "
         "the notice of the changes.",
     .starts = Starts::UnlessRunning,
     .triggers = kProposed,
     .count = Count::Within,
     .period = {8, Unit::Weeks},
     .met_by = kDeclined,
     .voided_by = kAmendedOrEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 22(4)"},
    {.id = "ar-12w-longstop",
     .who = Party::Authority,
     .sense =
         "After a review that leads to changes, the amended plan must be sent within 12 weeks of the meeting, however "
         "late the notice was.",
     .starts = Starts::Always,
     .triggers = kToAmend,
     .count = Count::Within,
     .period = {12, Unit::Weeks},
     .met_by = kAmended,
     .voided_by = kDeclinedOrEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 20(10), 22(3); [2022] EWHC 493 (Admin)",
     .counts_from = CountsFrom::MeetingItself},
};

}  // namespace

std::span<const Rule> amendment_rules() { return kRules; }

}  // namespace ehcflow::workflow
