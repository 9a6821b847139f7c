// From the request to the final plan: Children and Families Act 2014 ss.36 to 40; SI 2014/1530 regs 3 to 14.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kTrigger[] = {{Kind::RequestReceived}, {Kind::BroughtToAttention}};
constexpr Happening kConsulted[] = {{Kind::FamilyConsulted}};
constexpr Happening kConsidering[] = {{Kind::ConsideringNotified}};
constexpr Happening kDetermined[] = {{Kind::ConsideringNotified}, {Kind::AssessmentAgreed}, {Kind::AssessmentRefused}};
constexpr Happening kDecided[] = {{Kind::AssessmentAgreed}, {Kind::AssessmentRefused}};
constexpr Happening kAgreed[] = {{Kind::AssessmentAgreed}};
constexpr Happening kConsidered[] = {{Kind::AssessmentAgreed}, {Kind::AssessmentRefused, "after", "consideration"}};
constexpr Happening kNotNecessary[] = {{Kind::AssessmentRefused, "after", "determination"}};
constexpr Happening kEnded[] = {{Kind::RequestWithdrawn}, {Kind::CaseClosed}};
constexpr Happening kEndedOrNotNecessary[] = {
    {Kind::RequestWithdrawn}, {Kind::CaseClosed}, {Kind::AssessmentRefused, "after", "determination"}};
constexpr Happening kMayBeNecessary[] = {{Kind::ConsideringNotified},
                                         {Kind::AssessmentAgreed},
                                         {Kind::AssessmentRefused, "after", "consideration"},
                                         {Kind::RequestWithdrawn},
                                         {Kind::CaseClosed}};
constexpr Happening kPlanRefused[] = {{Kind::PlanRefused}};
constexpr Happening kDraftSent[] = {{Kind::DraftSent}};
constexpr Happening kFinalised[] = {{Kind::PlanFinalised}};
constexpr Happening kNoDraftNeeded[] = {{Kind::PlanRefused}, {Kind::RequestWithdrawn}, {Kind::CaseClosed}};
constexpr Happening kPlanComes[] = {{Kind::AssessmentRefused}, {Kind::PlanProposed},     {Kind::DraftSent},
                                    {Kind::PlanFinalised},     {Kind::RequestWithdrawn}, {Kind::CaseClosed}};
constexpr Happening kNoPlanComes[] = {
    {Kind::AssessmentRefused}, {Kind::PlanRefused}, {Kind::RequestWithdrawn}, {Kind::CaseClosed}};
constexpr Happening kNothing[] = {{Kind::CaseClosed},        {Kind::PlanRefused},           {Kind::RequestWithdrawn},
                                  {Kind::DraftSent},         {Kind::ReassessmentUnchanged}, {Kind::PlanCeased},
                                  {Kind::PlanTransferredOut}};

constexpr Rule kRules[] = {
    {.id = "ehcna-consult",
     .who = Party::Authority,
     .sense = "The council must consult the child's parent or the young person before it determines whether a plan may "
              "be necessary.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Undated,
     .period = {},
     .met_by = kConsulted,
     .voided_by = kEnded,
     .cut_by = kDetermined,
     .cite = "CFA 2014 s.36(4); SI 2014/1530 reg 3"},
    {.id = "ehcna-considering",
     .who = Party::Authority,
     .sense = "Where a plan may be necessary, the council must say that it is considering an assessment, and that the "
              "family may give views "
              "and evidence.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Undated,
     .period = {},
     .met_by = kConsidering,
     .voided_by = kEndedOrNotNecessary,
     .cut_by = kConsidered,
     .cite = "CFA 2014 s.36(6)-(7); SI 2014/1530 reg 4(2)"},
    {.id = "ehcna-refuse",
     .who = Party::Authority,
     .sense = "Where the council determines that a plan is not necessary, it must tell the family, with reasons, "
              "within 6 weeks.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Within,
     .period = {6, Unit::Weeks},
     .met_by = kNotNecessary,
     .voided_by = kMayBeNecessary,
     .cut_by = {},
     .grounds = kNoGrounds,
     .cite = "CFA 2014 s.36(5); SI 2014/1530 reg 4(1)"},
    {.id = "ehcna-decide",
     .who = Party::Authority,
     .sense = "The council must tell the family whether or not it will assess within 6 weeks of the request.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Within,
     .period = {6, Unit::Weeks},
     .met_by = kDecided,
     .voided_by = kEnded,
     .cut_by = {},
     .grounds = kStandardGrounds,
     .cite = "SI 2014/1530 reg 5(1)"},
    {.id = "plan-draft-send",
     .who = Party::Authority,
     .sense = "Where it will make a plan, the council must send the family a draft that names no school before it "
              "makes the plan final.",
     .starts = Starts::UnlessRunning,
     .triggers = kAgreed,
     .count = Count::Undated,
     .period = {},
     .met_by = kDraftSent,
     .voided_by = kNoDraftNeeded,
     .cut_by = kFinalised,
     .cite = "CFA 2014 s.38; SI 2014/1530 reg 13(1)"},
    {.id = "plan-draft-window",
     .who = Party::Family,
     .sense = "The family has at least 15 days from being served with the draft to comment, ask for a school and ask "
              "for a meeting.",
     .starts = Starts::UnlessRunning,
     .triggers = kDraftSent,
     .count = Count::Window,
     .period = {15, Unit::Days},
     .met_by = {},
     .voided_by = kNothing,
     .cut_by = kFinalised,
     .cite = "CFA 2014 s.38(2)(b), (4); SI 2014/1530 reg 13(1)(a)",
     .counts_from = CountsFrom::Service},
    {.id = "plan-refuse",
     .who = Party::Authority,
     .sense = "Where it will make no plan after an assessment, the council must tell the family, with reasons, within "
              "16 weeks of the request.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Within,
     .period = {16, Unit::Weeks},
     .met_by = kPlanRefused,
     .voided_by = kPlanComes,
     .cut_by = {},
     .grounds = kStandardGrounds,
     .cite = "CFA 2014 s.36(9); SI 2014/1530 reg 10(1)"},
    {.id = "plan-final",
     .who = Party::Authority,
     .sense = "The council must send the final plan within 20 weeks of the request.",
     .starts = Starts::NewAssessment,
     .triggers = kTrigger,
     .count = Count::Within,
     .period = {20, Unit::Weeks},
     .met_by = kFinalised,
     .voided_by = kNoPlanComes,
     .cut_by = {},
     .grounds = kStandardGrounds,
     .cite = "SI 2014/1530 reg 13(2)"},
};

}  // namespace

std::span<const Rule> assessment_rules() { return kRules; }

}  // namespace ehcflow::workflow
