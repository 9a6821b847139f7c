// Direct payments and disclosure: SI 2014/1652 reg 11; SI 2014/1530 reg 47.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kPaid[] = {{Kind::DirectPaymentsStarted}};
constexpr Happening kReviewed[] = {{Kind::DirectPaymentsReviewed}};
constexpr Happening kAsked[] = {{Kind::DisclosureRequested}};
constexpr Happening kDisclosed[] = {{Kind::DisclosureMade}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kClosed[] = {{Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "pb-review",
     .who = Party::Authority,
     .sense = "Direct payments must be reviewed at least once in their first 3 months.",
     .starts = Starts::PlanStands,
     .triggers = kPaid,
     .count = Count::Within,
     .period = {3, Unit::Months},
     .met_by = kReviewed,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1652 reg 11(2)",
     .safe_from = SafeFrom::BeginningToo,
     .relaxed_2020 = false},
    {.id = "he-disclose",
     .who = Party::Authority,
     .sense =
         "A young person going on to higher education who asks must have the plan disclosed within 15 working days.",
     .starts = Starts::WhilePlanStands,
     .triggers = kAsked,
     .count = Count::Within,
     .period = {15, Unit::WorkingDays},
     .met_by = kDisclosed,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 47"},
};

}  // namespace

std::span<const Rule> support_rules() { return kRules; }

}  // namespace ehcflow::workflow
