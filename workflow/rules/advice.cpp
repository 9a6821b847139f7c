// Advice and information: Children and Families Act 2014 s.31; SI 2014/1530 regs 6 to 8; consultation of settings.
#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr Happening kAsked[] = {{Kind::AdviceRequested}};
constexpr Happening kReceived[] = {{Kind::AdviceReceived}};
constexpr Happening kNotNeeded[] = {{Kind::AdviceNotNeeded}, {Kind::RequestWithdrawn}, {Kind::CaseClosed}};
constexpr Happening kConsulted[] = {{Kind::SettingConsulted}};
constexpr Happening kReplied[] = {{Kind::SettingReplied}};
constexpr Happening kEnded[] = {{Kind::RequestWithdrawn}, {Kind::CaseClosed}};

constexpr Rule kRules[] = {
    {.id = "advice-reply",
     .who = Party::Adviser,
     .sense = "A body that the law names as a partner must give its advice within 6 weeks of receiving the request.",
     .starts = Starts::Partner,
     .triggers = kAsked,
     .count = Count::Within,
     .period = {6, Unit::Weeks},
     .met_by = kReceived,
     .voided_by = kNotNeeded,
     .cut_by = {},
     .grounds = kAdviceGrounds,
     .cite = "CFA 2014 s.31; SI 2014/1530 reg 8(1)",
     .key = "ref"},
    {.id = "advice-reply-others",
     .who = Party::Adviser,
     .sense =
         "An adviser whom no time limit binds is asked for advice within the same 6 weeks of receiving the request.",
     .starts = Starts::OtherAdviser,
     .triggers = kAsked,
     .count = Count::Within,
     .period = {6, Unit::Weeks},
     .met_by = kReceived,
     .voided_by = kNotNeeded,
     .cut_by = {},
     .cite = "SI 2014/1530 reg 6; SEND Code of Practice chapter 9",
     .key = "ref"},
    {.id = "plan-consult-setting",
     .who = Party::Setting,
     .sense = "A setting that is consulted about naming it in a plan is asked to reply within 15 days.",
     .starts = Starts::Always,
     .triggers = kConsulted,
     .count = Count::Within,
     .period = {15, Unit::Days},
     .met_by = kReplied,
     .voided_by = kEnded,
     .cut_by = {},
     .cite = "CFA 2014 ss.39(2), 40(3); SEND Code of Practice 9.83",
     .key = "setting",
     .relaxed_2020 = false},
};

}  // namespace

std::span<const Rule> advice_rules() { return kRules; }

}  // namespace ehcflow::workflow
