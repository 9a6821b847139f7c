// Appeals and the Tribunal's recommendations: Children and Families Act 2014 s.51; SI 2008/2699 rules 12, 20, 21;
// SI 2017/1306 regs 6, 7.
#include "workflow/appealable.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kAppealed[] = {{Kind::AppealReceived}};
constexpr Happening kClosed[] = {{Kind::CaseClosed}};
constexpr Happening kAnswered[] = {{Kind::AppealAnswered}, {Kind::AppealUnopposed}};
constexpr Happening kOver[] = {{Kind::AppealClosed}, {Kind::TribunalOrdered}, {Kind::CaseClosed}};
constexpr Happening kHealthAdvised[] = {{Kind::RecommendationMade, "about", "health"}};
constexpr Happening kHealthAnswered[] = {{Kind::RecommendationAnswered, "about", "health"}};
constexpr Happening kHealthCopied[] = {{Kind::RecommendationCopied, "about", "health"}};
constexpr Happening kCareAdvised[] = {{Kind::RecommendationMade, "about", "social-care"}};
constexpr Happening kCareAnswered[] = {{Kind::RecommendationAnswered, "about", "social-care"}};
constexpr Happening kCareCopied[] = {{Kind::RecommendationCopied, "about", "social-care"}};

constexpr Rule kRules[] = {
    {.id = "appeal-window",
     .who = Party::Family,
     .sense =
         "A family may appeal until 2 months after the notice was sent, or 1 month after its mediation certificate if "
         "that is later.",
     .starts = Starts::Always,
     .triggers = kAppealableNotices,
     .count = Count::Appeal,
     .period = {2, Unit::Months},
     .met_by = kAppealed,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "CFA 2014 s.51; SI 2008/2699 rules 12, 20(1)(c)",
     .relaxed_2020 = false},
    {.id = "appeal-la-response",
     .who = Party::Authority,
     .sense = "The council must answer an appeal within 30 working days of receiving it.",
     .starts = Starts::Always,
     .triggers = kAppealed,
     .count = Count::Tribunal,
     .period = {30, Unit::WorkingDays},
     .met_by = kAnswered,
     .voided_by = kOver,
     .cut_by = {},
     .cite = "SI 2008/2699 rules 12(3)(b), 21",
     .breach_stays = true,
     .relaxed_2020 = false},
    {.id = "rec-health",
     .who = Party::Board,
     .sense = "The health board must answer the Tribunal's recommendation in the 5 weeks beginning with its date.",
     .starts = Starts::Always,
     .triggers = kHealthAdvised,
     .count = Count::Beginning,
     .period = {5, Unit::Weeks},
     .met_by = kHealthAnswered,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2017/1306 reg 6(3)-(5)",
     .in_force_from = Date(2018, 4, 3),
     .relaxed_2020 = false},
    {.id = "rec-health-copy",
     .who = Party::Authority,
     .sense =
         "The council must copy the health board's answer to the Secretary of State in the week beginning with its "
         "receipt.",
     .starts = Starts::Always,
     .triggers = kHealthAnswered,
     .count = Count::Beginning,
     .period = {1, Unit::Weeks},
     .met_by = kHealthCopied,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2017/1306 reg 6(6)",
     .in_force_from = Date(2018, 4, 3),
     .counts_from = CountsFrom::Field,
     .day = "received_on",
     .relaxed_2020 = false},
    {.id = "rec-social",
     .who = Party::Authority,
     .sense =
         "The council must answer the Tribunal's recommendation on social care in the 5 weeks beginning with its date.",
     .starts = Starts::Always,
     .triggers = kCareAdvised,
     .count = Count::Beginning,
     .period = {5, Unit::Weeks},
     .met_by = kCareAnswered,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2017/1306 reg 7(1)-(3)",
     .in_force_from = Date(2018, 4, 3),
     .relaxed_2020 = false},
    {.id = "rec-social-copy",
     .who = Party::Authority,
     .sense = "The council must copy its own answer to the Secretary of State in the week beginning with its day.",
     .starts = Starts::Always,
     .triggers = kCareAnswered,
     .count = Count::Beginning,
     .period = {1, Unit::Weeks},
     .met_by = kCareCopied,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2017/1306 reg 7(4)",
     .in_force_from = Date(2018, 4, 3),
     .relaxed_2020 = false},
};

}  // namespace

std::span<const Rule> appeal_rules() { return kRules; }

}  // namespace ehcflow::workflow
