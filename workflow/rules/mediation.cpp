// Mediation: Children and Families Act 2014 ss.52 to 56; SI 2014/1530 regs 32 to 42.
#include "workflow/appealable.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kContacted[] = {{Kind::AdviserContacted}, {Kind::MediationDeclined}};
constexpr Happening kClosed[] = {{Kind::CaseClosed}};
constexpr Happening kDeclined[] = {{Kind::MediationDeclined}};
constexpr Happening kCertificate[] = {{Kind::MediationCertificateIssued}};
constexpr Happening kWithHealth[] = {{Kind::MediationRequested, "health", "mixed"},
                                     {Kind::MediationRequested, "health", "only"}};
constexpr Happening kIcbTold[] = {{Kind::MediationIcbTold}};
constexpr Happening kMixed[] = {{Kind::MediationRequested, "health", "mixed"}};
constexpr Happening kNoHealth[] = {{Kind::MediationRequested, "health", "none"},
                                   {Kind::MediationRequested, "health", ""}};
constexpr Happening kArranged[] = {{Kind::MediationArranged}};
constexpr Happening kHeld[] = {{Kind::MediationHeld}};
constexpr Happening kNotWanted[] = {{Kind::MediationDeclined}, {Kind::CaseClosed}};
constexpr Happening kNotArranged[] = {{Kind::MediationNotArranged}};
constexpr Happening kAgreedOther[] = {{Kind::MediationAgreed, "about", "other"}};
constexpr Happening kAgreed[] = {{Kind::MediationAgreed}};
constexpr Happening kDone[] = {{Kind::AgreementDone}};

constexpr Rule kRules[] = {
    {.id = "med-contact",
     .who = Party::Family,
     .sense = "A family that disagrees has 2 months from the notice to contact a mediation adviser.",
     .starts = Starts::Always,
     .triggers = kAppealableNotices,
     .count = Count::Contact,
     .period = {2, Unit::Months},
     .met_by = kContacted,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 regs 33, 34(2)"},
    {.id = "med-cert-decline",
     .who = Party::MediationAdviser,
     .sense = "A family that does not want mediation must have its certificate within 3 working days of telling the "
              "adviser.",
     .starts = Starts::Always,
     .triggers = kDeclined,
     .count = Count::Within,
     .period = {3, Unit::WorkingDays},
     .met_by = kCertificate,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "CFA 2014 s.55(4); SI 2014/1530 reg 34(1)"},
    {.id = "med-tell-icb",
     .who = Party::Authority,
     .sense = "Where mediation is to be about health care too, the council must tell the health board within 3 working "
              "days.",
     .starts = Starts::NewMatter,
     .triggers = kWithHealth,
     .count = Count::Within,
     .period = {3, Unit::WorkingDays},
     .met_by = kIcbTold,
     .voided_by = kNotWanted,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 35(2)"},
    {.id = "med-arrange-mixed",
     .who = Party::Authority,
     .sense = "Mediation that is partly about health care must be arranged, with the health board, within 30 days.",
     .starts = Starts::NewMatter,
     .triggers = kMixed,
     .count = Count::Within,
     .period = {30, Unit::Days},
     .met_by = kHeld,
     .voided_by = kNotWanted,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 35(4)"},
    {.id = "med-arrange",
     .who = Party::Authority,
     .sense = "Mediation must be arranged within 30 days of the family saying that it wants it.",
     .starts = Starts::NewMatter,
     .triggers = kNoHealth,
     .count = Count::Within,
     .period = {30, Unit::Days},
     .met_by = kHeld,
     .voided_by = kNotWanted,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 36(2)"},
    {.id = "med-arrange-health-only",
     .who = Party::Board,
     .sense =
         "Mediation that is about health care alone must be arranged by the health board within 30 days of its being "
         "told.",
     .starts = Starts::HealthAlone,
     .triggers = kIcbTold,
     .count = Count::Within,
     .period = {30, Unit::Days},
     .met_by = kHeld,
     .voided_by = kNotWanted,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 35(3)"},
    {.id = "med-attend",
     .who = Party::Authority,
     .sense = "The family must be told of the day and place of the mediation at least 5 working days before it.",
     .starts = Starts::Always,
     .triggers = kArranged,
     .count = Count::Ahead,
     .period = {5, Unit::WorkingDays},
     .met_by = kArranged,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 37",
     .counts_from = CountsFrom::Field,
     .day = "meeting_on",
     .met_at_once = true},
    {.id = "med-cert-done",
     .who = Party::MediationAdviser,
     .sense = "After mediation the family must have its certificate within 3 working days.",
     .starts = Starts::Always,
     .triggers = kHeld,
     .count = Count::Within,
     .period = {3, Unit::WorkingDays},
     .met_by = kCertificate,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "CFA 2014 s.55(5); SI 2014/1530 reg 39(1)"},
    {.id = "med-late",
     .who = Party::MediationAdviser,
     .sense =
         "Where mediation cannot be arranged in time, the family must have its certificate within 3 working days of "
         "the adviser being told.",
     .starts = Starts::Always,
     .triggers = kNotArranged,
     .count = Count::Within,
     .period = {3, Unit::WorkingDays},
     .met_by = kCertificate,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 39(2)-(3)"},
    {.id = "med-agree-other",
     .who = Party::Authority,
     .sense =
         "What was agreed at mediation, and could not be appealed, must be done within 2 weeks unless another day was "
         "agreed.",
     .starts = Starts::Always,
     .triggers = kAgreedOther,
     .count = Count::Within,
     .period = {2, Unit::Weeks},
     .met_by = kDone,
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 42(3), (5)",
     .agreed = Agreed::Prevails},
    {.id = "med-agree-tell-la",
     .who = Party::Board,
     .sense = "A health board that agreed something at mediation without the council must tell it within 1 week.",
     .starts = Starts::BoardAlone,
     .triggers = kAgreed,
     .count = Count::Within,
     .period = {1, Unit::Weeks},
     .met_by = {},
     .voided_by = kClosed,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 42(4)"},
};

}  // namespace

std::span<const Rule> mediation_rules() { return kRules; }

}  // namespace ehcflow::workflow
