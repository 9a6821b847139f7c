// Complying with the Tribunal's orders, with what was conceded before the hearing, and with what was agreed at
// mediation on a matter that could be appealed: SI 2014/1530 regs 42(2), 44, 45. One table: an agreement has the limits
// of an order of its own day, and a concession those of reg 45.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kAssess[] = {
    {Kind::TribunalOrdered, "order", "assess"},    {Kind::TribunalOrdered, "order", "reassess"},
    {Kind::AppealUnopposed, "concedes", "assess"}, {Kind::AppealUnopposed, "concedes", "reassess"},
    {Kind::MediationAgreed, "about", "assess"},    {Kind::MediationAgreed, "about", "reassess"}};
constexpr Happening kMakePlan[] = {{Kind::TribunalOrdered, "order", "make-plan"},
                                   {Kind::AppealUnopposed, "concedes", "make-plan"},
                                   {Kind::MediationAgreed, "about", "make-plan"}};
constexpr Happening kRemit[] = {{Kind::TribunalOrdered, "order", "remit"}, {Kind::MediationAgreed, "about", "remit"}};
constexpr Happening kProvision[] = {{Kind::TribunalOrdered, "order", "amend-provision"},
                                    {Kind::AppealUnopposed, "concedes", "amend-provision"},
                                    {Kind::MediationAgreed, "about", "amend-provision"}};
constexpr Happening kPlacement[] = {{Kind::TribunalOrdered, "order", "amend-placement"},
                                    {Kind::AppealUnopposed, "concedes", "amend-placement"},
                                    {Kind::MediationAgreed, "about", "amend-placement"}};
constexpr Happening kContinueAmend[] = {{Kind::TribunalOrdered, "order", "continue-and-amend"},
                                        {Kind::AppealUnopposed, "concedes", "continue-and-amend"},
                                        {Kind::MediationAgreed, "about", "continue-and-amend"}};
constexpr Happening kNotified[] = {{Kind::AssessmentAgreed}, {Kind::ReassessmentAgreed}};
constexpr Happening kNoPlan[] = {{Kind::PlanRefused}, {Kind::ReassessmentUnchanged}};
constexpr Happening kFinalised[] = {{Kind::PlanFinalised}};
constexpr Happening kDraftSent[] = {{Kind::DraftSent}};
constexpr Happening kReconsidered[] = {{Kind::DraftSent}, {Kind::PlanRefused}, {Kind::PlanProposed}};
constexpr Happening kAmended[] = {{Kind::PlanAmended}};
constexpr Happening kClosed[] = {{Kind::CaseClosed}};
constexpr Happening kPlanComes[] = {{Kind::PlanProposed}, {Kind::DraftSent}, {Kind::PlanFinalised}, {Kind::CaseClosed}};
constexpr Happening kNoPlanOrClosed[] = {{Kind::PlanRefused}, {Kind::ReassessmentUnchanged}, {Kind::CaseClosed}};
constexpr Happening kPlanEnds[] = {{Kind::PlanCeased}, {Kind::PlanTransferredOut}, {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "ft-assess-notify",
     .who = Party::Authority,
     .sense = "After an order to assess, the council must tell the family within 2 weeks that it will.",
     .starts = Starts::Always,
     .triggers = kAssess,
     .count = Count::Within,
     .period = {2, Unit::Weeks},
     .met_by = kNotified,
     .voided_by = kClosed,
     .cut_by = {},
     .grounds = kOrderGrounds,
     .cite = "SI 2014/1530 regs 44(2)(b), 45(3)",
     .agreed = Agreed::Prevails},
    {.id = "ft-assess-no-plan",
     .who = Party::Authority,
     .sense =
         "Where no plan follows an assessment that was ordered, the council must say so, with reasons, within 10 weeks "
         "of the order.",
     .starts = Starts::Always,
     .triggers = kAssess,
     .count = Count::Within,
     .period = {10, Unit::Weeks},
     .met_by = kNoPlan,
     .voided_by = kPlanComes,
     .cut_by = {},
     .grounds = kOrderGrounds,
     .cite = "SI 2014/1530 regs 44(2)(b)(i), 45(3A)(a)",
     .conceded_without_grounds = true},
    {.id = "ft-assess-final",
     .who = Party::Authority,
     .sense = "Where a plan follows an assessment that was ordered, the final plan must be sent within 14 weeks of the "
              "order.",
     .starts = Starts::Always,
     .triggers = kAssess,
     .count = Count::Within,
     .period = {14, Unit::Weeks},
     .met_by = kFinalised,
     .voided_by = kNoPlanOrClosed,
     .cut_by = {},
     .grounds = kOrderGrounds,
     .cite = "SI 2014/1530 regs 44(2)(b)(ii), 45(3A)(b)",
     .conceded_without_grounds = true},
    {.id = "ft-make-draft",
     .who = Party::Authority,
     .sense = "After an order to make a plan, the draft must be sent within 5 weeks.",
     .starts = Starts::Always,
     .triggers = kMakePlan,
     .count = Count::Within,
     .period = {5, Unit::Weeks},
     .met_by = kDraftSent,
     .voided_by = kClosed,
     .cut_by = kFinalised,
     .grounds = kOrderGrounds,
     .cite = "SI 2014/1530 regs 44(2)(c)(i), 45(6)(a)",
     .agreed = Agreed::Caps},
    {.id = "ft-make-final",
     .who = Party::Authority,
     .sense = "After an order to make a plan, the final plan must be sent within 11 weeks.",
     .starts = Starts::Always,
     .triggers = kMakePlan,
     .count = Count::Within,
     .period = {11, Unit::Weeks},
     .met_by = kFinalised,
     .voided_by = kClosed,
     .cut_by = {},
     .grounds = kOrderGrounds,
     .cite = "SI 2014/1530 regs 44(2)(c)(ii), 45(6)(b)",
     .agreed = Agreed::Prevails},
    {.id = "ft-remit",
     .who = Party::Authority,
     .sense = "Where the Tribunal sends a decision back, the council must send a draft plan or its new decision within "
              "2 weeks.",
     .starts = Starts::Always,
     .triggers = kRemit,
     .count = Count::Within,
     .period = {2, Unit::Weeks},
     .met_by = kReconsidered,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 44(2)(d)",
     .agreed = Agreed::Prevails},
    {.id = "ft-amend-sep",
     .who = Party::Authority,
     .sense = "After an order to change the provision, the amended plan must be sent within 5 weeks.",
     .starts = Starts::Always,
     .triggers = kProvision,
     .count = Count::Within,
     .period = {5, Unit::Weeks},
     .met_by = kAmended,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 44(2)(e), 45(4)",
     .agreed = Agreed::Prevails},
    {.id = "ft-amend-placement",
     .who = Party::Authority,
     .sense =
         "After an order to change the school or college that the plan names, the amended plan must be sent within 2 "
         "weeks.",
     .starts = Starts::Always,
     .triggers = kPlacement,
     .count = Count::Within,
     .period = {2, Unit::Weeks},
     .met_by = kAmended,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 44(2)(f), 45(5)",
     .agreed = Agreed::Prevails,
     // Reg 45(5)(b): 5 weeks where the provision was conceded too. Reg 44 has no such rule, so an order keeps 2 weeks.
     .conceded_with_provision = {5, Unit::Weeks}},
    {.id = "ft-continue-amend",
     .who = Party::Authority,
     .sense =
         "After an order to keep the plan and change it, the plan goes on at once and the amended plan must be sent "
         "within 5 weeks.",
     .starts = Starts::Always,
     .triggers = kContinueAmend,
     .count = Count::Within,
     .period = {5, Unit::Weeks},
     .met_by = kAmended,
     .voided_by = kPlanEnds,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 44(2)(h), 45(6A)",
     .agreed = Agreed::Prevails},
};

}  // namespace

std::span<const Rule> order_rules() { return kRules; }

}  // namespace ehcflow::workflow
