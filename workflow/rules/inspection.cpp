// What an area owes after a joint inspection of its special needs services: SI 2015/1792 regs 3, 4. These run from the
// day the report is received, not from any child's case (workflow/inspection.h).
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Date kReviewsBegan{2015, 12, 15};

constexpr Rule kRules[] = {
    {.id = "report-publish",
     .who = Party::Authority,
     .sense = "Whoever receives the inspection report must publish it within 30 working days.",
     .starts = Starts::Inspection,
     .triggers = {},
     .count = Count::Within,
     .period = {30, Unit::WorkingDays},
     .met_by = {},
     .voided_by = {},
     .cut_by = {},
     .cite = "SI 2015/1792 reg 3(7)",
     .in_force_from = kReviewsBegan,
     .relaxed_2020 = false},
    {.id = "report-send-media",
     .who = Party::Authority,
     .sense = "The council must send the report to newspapers and radio stations of the area within 30 days.",
     .starts = Starts::Inspection,
     .triggers = {},
     .count = Count::Within,
     .period = {30, Unit::Days},
     .met_by = {},
     .voided_by = {},
     .cut_by = {},
     .cite = "SI 2015/1792 reg 3(8)",
     .in_force_from = kReviewsBegan,
     .relaxed_2020 = false},
    {.id = "wsoa-make",
     .who = Party::Authority,
     .sense = "Where the report says that a written statement of action is needed, it must be made within 70 working "
              "days of receiving the report. It says who is to act, and within which period.",
     .starts = Starts::Inspection,
     .triggers = {},
     .count = Count::Within,
     .period = {70, Unit::WorkingDays},
     .met_by = {},
     .voided_by = {},
     .cut_by = {},
     .cite = "SI 2015/1792 regs 3(3), 4(2), 4(4)",
     .in_force_from = kReviewsBegan,
     .relaxed_2020 = false},
    {.id = "wsoa-send",
     .who = Party::Authority,
     .sense = "The statement must be sent to the Chief Inspector, the Care Quality Commission and the Secretary of "
              "State, and published.",
     .starts = Starts::Inspection,
     .triggers = {},
     .count = Count::Undated,
     .period = {},
     .met_by = {},
     .voided_by = {},
     .cut_by = {},
     .cite = "SI 2015/1792 reg 4(5), (6)",
     .in_force_from = kReviewsBegan},
};

}  // namespace

std::span<const Rule> inspection_rules() { return kRules; }

}  // namespace ehcflow::workflow
