// Moving on to the next phase of education: SI 2014/1530 regs 2(1), 18. No exceptions, and no weekend moves the day.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

// The three are met by a plan that names the next placement (workflow/phase.h), which a kind alone does not say.
constexpr Happening kMovePlanned[] = {{Kind::MovePlanned}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "phase-other",
     .who = Party::Authority,
     .sense = "Before a child moves on to the next phase of education the plan must be reviewed and amended to name "
              "the next "
              "placement, before 15 February of that year.",
     .starts = Starts::WithPhase,
     .triggers = {},
     .count = Count::Fixed,
     .period = {},
     .met_by = {},
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 2(1), 18(1)(b)"},
    {.id = "phase-post16",
     .who = Party::Authority,
     .sense =
         "Before a young person moves from secondary school to a post-16 institution the plan must be reviewed and "
         "amended to name the next placement, before 31 March of that year.",
     .starts = Starts::WithPhase,
     .triggers = {},
     .count = Count::Fixed,
     .period = {},
     .met_by = {},
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 18(1)(a)"},
    {.id = "phase-16-16",
     .who = Party::Authority,
     .sense =
         "Before a move between post-16 institutions the plan must be reviewed and amended at least 5 months before.",
     .starts = Starts::ToPost16,
     .triggers = kMovePlanned,
     .count = Count::Ahead,
     .period = {5, Unit::Months},
     .met_by = {},
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 18(2)",
     .counts_from = CountsFrom::Field,
     .day = "starts_on",
     .safe_from = SafeFrom::AutumnByMarch},
};

}  // namespace

std::span<const Rule> phase_rules() { return kRules; }

}  // namespace ehcflow::workflow
