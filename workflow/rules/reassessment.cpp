// Re-assessment: Children and Families Act 2014 s.44(2)-(3); SI 2014/1530 regs 23 to 27.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kRequested[] = {{Kind::ReassessmentRequested}};
constexpr Happening kAnswered[] = {{Kind::ReassessmentAgreed}, {Kind::ReassessmentRefused}};
constexpr Happening kBegins[] = {{Kind::ReassessmentAgreed}, {Kind::ReassessmentDecided}};
constexpr Happening kFinalised[] = {{Kind::PlanFinalised}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};
constexpr Happening kUnchangedOrEnds[] = {
    {Kind::ReassessmentUnchanged}, {Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "reassess-decide",
     .who = Party::Authority,
     .sense = "The council must say whether it will re-assess within 15 days of the request.",
     .starts = Starts::UnlessRunning,
     .triggers = kRequested,
     .count = Count::Within,
     .period = {15, Unit::Days},
     .met_by = kAnswered,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 25(1)"},
    {.id = "reassess-final",
     .who = Party::Authority,
     .sense = "After a re-assessment the council must send the final plan within 14 weeks of saying that it would "
              "re-assess, or of its own decision to.",
     .starts = Starts::UnlessRunning,
     .triggers = kBegins,
     .count = Count::Within,
     .period = {14, Unit::Weeks},
     .met_by = kFinalised,
     .voided_by = kUnchangedOrEnds,
     .cut_by = {},
     .grounds = kStandardGrounds,
     .cite = "SI 2014/1530 reg 27(2)"},
};

}  // namespace

std::span<const Rule> reassessment_rules() { return kRules; }

}  // namespace ehcflow::workflow
