// Moves between authorities and between health boards: SI 2014/1530 regs 15, 16.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kMoveNotified[] = {{Kind::MoveNotified}};
constexpr Happening kSent[] = {{Kind::PlanTransferredOut}};
constexpr Happening kReceived[] = {{Kind::PlanTransferredIn}};
constexpr Happening kInformed[] = {{Kind::TransferInformed}};
constexpr Happening kBoardMoved[] = {{Kind::CommissionerChanged, "because", "moved-area"}};
constexpr Happening kBoardChanged[] = {{Kind::CommissionerChanged, "because", "changed"}};
constexpr Happening kBoardTold[] = {{Kind::CommissionerNotified}};
constexpr Happening kBoardAsked[] = {{Kind::CommissionerRequested}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::CaseClosed}};
constexpr Happening kPlanGone[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};

constexpr Period kFifteen{15, Unit::WorkingDays};

constexpr Rule kRules[] = {
    {.id = "xfer-send",
     .who = Party::Authority,
     .sense = "The old council must transfer the plan on the day of the move, or, if it did not know 15 working days "
              "before, "
              "in the 15 working days beginning with the day it knew.",
     .starts = Starts::PlanStands,
     .triggers = kMoveNotified,
     .count = Count::MoveDay,
     .period = kFifteen,
     .met_by = kSent,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 15(2)"},
    {.id = "xfer-inform",
     .who = Party::Authority,
     .sense =
         "The new council must tell the family within 6 weeks that the plan has come, whether it will assess, and when "
         "it will review.",
     .starts = Starts::UnlessRunning,
     .triggers = kReceived,
     .count = Count::Within,
     .period = {6, Unit::Weeks},
     .met_by = kInformed,
     .voided_by = kPlanGone,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 15(4)"},
    {.id = "xfer-icb-notify",
     .who = Party::Board,
     .sense = "Where a move changes the health board, the old one must tell the new one on the day of the move, or, if "
              "it did not know 15 working days before, in the 15 working days beginning with the day it knew.",
     .starts = Starts::PlanStands,
     .triggers = kBoardMoved,
     .count = Count::MoveDay,
     .period = kFifteen,
     .met_by = kBoardTold,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 15(7)"},
    {.id = "xfer-icb-request",
     .who = Party::Board,
     .sense =
         "A new health board that cannot arrange the health care in the plan may ask the council to assess or review "
         "within 15 working days of knowing of the move.",
     .starts = Starts::PlanStands,
     .triggers = kBoardMoved,
     .count = Count::Beginning,
     .period = kFifteen,
     .met_by = kBoardAsked,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 15(8)"},
    {.id = "icb-change-notify",
     .who = Party::Board,
     .sense = "Where the health board changes, the old one must tell the new one within 15 working days.",
     .starts = Starts::PlanStands,
     .triggers = kBoardChanged,
     .count = Count::Beginning,
     .period = kFifteen,
     .met_by = kBoardTold,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 16(2)"},
    {.id = "icb-change-request",
     .who = Party::Board,
     .sense =
         "A new health board that cannot arrange the health care in the plan may ask the council to assess or review "
         "within 15 working days.",
     .starts = Starts::PlanStands,
     .triggers = kBoardChanged,
     .count = Count::Beginning,
     .period = kFifteen,
     .met_by = kBoardAsked,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 16(3)"},
};

}  // namespace

std::span<const Rule> transfer_rules() { return kRules; }

}  // namespace ehcflow::workflow
