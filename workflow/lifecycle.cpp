#include "workflow/lifecycle.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

using enum Lifecycle;

constexpr std::string_view kNames[kLifecycles] = {"assessment", "plan", "review", "reassessment", "appeal", "transfer"};

// Assessment stages.
constexpr std::string_view kUnstarted[] = {"none", "refused", "no-plan", "closed"};
constexpr std::string_view kUndecided[] = {"received", "consulting", "considering"};
constexpr std::string_view kBeforeNotice[] = {"received", "consulting"};
constexpr std::string_view kReceived[] = {"received"};
constexpr std::string_view kRunning[] = {"received",          "consulting",    "considering",  "assessing",
                                         "ordered-to-assess", "reconsidering", "plan-drafting"};
constexpr std::string_view kAssessing[] = {"assessing"};
constexpr std::string_view kAssessed[] = {"assessing", "reconsidering", "plan-drafting"};
constexpr std::string_view kRefused[] = {"refused"};
constexpr std::string_view kNoPlan[] = {"no-plan"};
constexpr std::string_view kNoPlanMade[] = {"no-plan", "reconsidering"};
constexpr std::string_view kOrdered[] = {"ordered-to-assess"};
constexpr std::string_view kBegun[] = {"received",          "consulting",    "considering",  "assessing",
                                       "ordered-to-assess", "reconsidering", "plan-drafting"};
constexpr std::string_view kNotBegun[] = {"none"};
constexpr std::string_view kClosable[] = {"none",      "received",          "consulting",    "considering",
                                          "assessing", "ordered-to-assess", "reconsidering", "refused",
                                          "no-plan",   "plan-drafting",     "closed"};
constexpr std::string_view kWithdrawable[] = {"received",      "consulting",        "considering",
                                              "assessing",     "refused",           "no-plan",
                                              "plan-drafting", "ordered-to-assess", "reconsidering"};
constexpr std::string_view kPlanMade[] = {"plan-drafting"};
constexpr std::string_view kPlanNotMade[] = {
    "none",          "received", "consulting", "considering", "assessing", "ordered-to-assess",
    "reconsidering", "refused",  "no-plan",    "closed"};
constexpr std::string_view kConsulted[] = {"consulting", "considering",   "assessing",         "refused",
                                           "no-plan",    "plan-drafting", "ordered-to-assess", "reconsidering"};
constexpr std::string_view kNotified[] = {"considering",   "assessing",         "refused",      "no-plan",
                                          "plan-drafting", "ordered-to-assess", "reconsidering"};

// Plan stages.
constexpr std::string_view kNoPlanYet[] = {"none", "drafting", "draft-sent", "ceased", "transferred-out", "closed"};
constexpr std::string_view kPlanDraft[] = {"draft-sent", "drafting"};
constexpr std::string_view kDraftSent[] = {"draft-sent"};
constexpr std::string_view kNoDraftYet[] = {"none", "drafting"};
constexpr std::string_view kStanding[] = {"maintained", "amendment-proposed", "cease-consulting", "cease-standstill"};
constexpr std::string_view kCeaseConsulting[] = {"cease-consulting", "cease-standstill"};
constexpr std::string_view kStandstill[] = {"cease-standstill"};
constexpr std::string_view kNoneStands[] = {"none", "ceased", "transferred-out", "closed"};
constexpr std::string_view kPlanDraftable[] = {"none",   "drafting",   "draft-sent",        "ceased", "transferred-out",
                                               "closed", "maintained", "amendment-proposed"};
constexpr std::string_view kPlanAny[] = {"none",
                                         "drafting",
                                         "draft-sent",
                                         "maintained",
                                         "amendment-proposed",
                                         "cease-consulting",
                                         "cease-standstill",
                                         "ceased",
                                         "transferred-out"};
constexpr std::string_view kClosed[] = {"closed"};

// Review stages.
constexpr std::string_view kReviewAny[] = {"none", "scheduled", "invited", "papers-out", "meeting-held", "reported"};
constexpr std::string_view kReviewOpen[] = {"scheduled", "invited", "papers-out", "meeting-held", "reported"};
constexpr std::string_view kBeforeMeeting[] = {"scheduled", "invited", "papers-out"};
constexpr std::string_view kMeetingHeld[] = {"meeting-held", "reported"};
constexpr std::string_view kReviewClosable[] = {"none",         "scheduled", "invited", "papers-out",
                                                "meeting-held", "reported",  "ended"};
constexpr std::string_view kReviewStart[] = {"none", "ended"};

// Re-assessment stages.
constexpr std::string_view kNotReassessing[] = {"none", "refused", "finalised", "no-change"};
constexpr std::string_view kRequested[] = {"requested"};
constexpr std::string_view kReassessing[] = {"requested", "reassessing", "draft-sent"};
constexpr std::string_view kReassessed[] = {"reassessing", "draft-sent"};
constexpr std::string_view kReassessmentDraft[] = {"draft-sent"};
constexpr std::string_view kOrderedToReassess[] = {"ordered-to-reassess"};
constexpr std::string_view kMayAgree[] = {"requested", "ordered-to-reassess", "reassessing"};
constexpr std::string_view kReassessmentRefused[] = {"refused"};
constexpr std::string_view kReassessmentRuns[] = {"requested", "reassessing", "draft-sent", "ordered-to-reassess"};

// Mediation and appeal stages.
constexpr std::string_view kNothingToAppeal[] = {"none", "expired", "closed", "complied"};
constexpr std::string_view kMayBeMediated[] = {"appealable", "adviser-contacted", "arranging", "may-appeal"};
constexpr std::string_view kAppealable[] = {"appealable"};
constexpr std::string_view kBeforeAppeal[] = {"appealable", "adviser-contacted", "arranging", "may-appeal",
                                              "agreed",     "expired",           "closed",    "complied",
                                              "rec-pending"};
constexpr std::string_view kAnyMatter[] = {
    "appealable", "adviser-contacted", "arranging",   "may-appeal", "agreed", "registered", "unopposed",
    "defended",   "ordered",           "rec-pending", "complied",   "closed", "expired"};
constexpr std::string_view kAgreed[] = {"agreed"};
constexpr std::string_view kRegistered[] = {"registered"};
constexpr std::string_view kAnswered[] = {"registered", "defended"};
constexpr std::string_view kAppealed[] = {"registered", "defended", "unopposed", "ordered", "rec-pending", "complied"};
constexpr std::string_view kUnderAppeal[] = {"registered", "defended", "unopposed",
                                             "ordered",    "complied", "rec-pending"};
constexpr std::string_view kOrderedAppeal[] = {"ordered", "unopposed", "rec-pending"};

// Transfer stages.
constexpr std::string_view kAnyTransfer[] = {"none",        "move-expected",       "move-notified-late",
                                             "transferred", "incoming-maintained", "informed"};
constexpr std::string_view kIncoming[] = {"incoming-maintained", "informed"};

// clang-format off
constexpr Transition kTransitions[] = {
    // Needs assessment: sections 24 and 36 of the Children and Families Act 2014; regs 3 to 10.
    {Assessment, kUnstarted,    {Kind::RequestReceived},      "",             "CFA 2014 s.44(2): a child with a plan is re-assessed", Guard::PlanStands},
    {Assessment, kUnstarted,    {Kind::BroughtToAttention},   "",             "CFA 2014 s.44(2): a child with a plan is re-assessed", Guard::PlanStands},
    {Assessment, kUnstarted,    {Kind::RequestReceived},      "received",     "CFA 2014 ss.24, 36(1), 36(3)"},
    {Assessment, kUnstarted,    {Kind::BroughtToAttention},   "received",     "CFA 2014 ss.24, 36(3)"},
    {Assessment, kRunning,      {Kind::RequestReceived},      "",             "CFA 2014 s.36(1): one determination, from the earliest"},
    {Assessment, kRunning,      {Kind::BroughtToAttention},   "",             "CFA 2014 s.36(3): one determination, from the earliest"},
    {Assessment, kReceived,     {Kind::FamilyConsulted},      "consulting",   "CFA 2014 s.36(4); SI 2014/1530 reg 3"},
    {Assessment, kConsulted,    {Kind::FamilyConsulted},      "",             "CFA 2014 s.36(4): recorded again, or late"},
    {Assessment, kBeforeNotice, {Kind::ConsideringNotified},  "considering",  "CFA 2014 s.36(6)-(7); SI 2014/1530 reg 4(2)"},
    {Assessment, kNotified,     {Kind::ConsideringNotified},  "",             "SI 2014/1530 reg 4(2): recorded again, or late"},
    {Assessment, kUndecided,    {Kind::AssessmentAgreed},     "assessing",    "CFA 2014 s.36(8); SI 2014/1530 reg 5"},
    {Assessment, kUndecided,    {Kind::AssessmentRefused},    "refused",      "CFA 2014 s.36(5); SI 2014/1530 regs 4(1), 5(3)"},
    {Assessment, kRefused,      {Kind::TribunalOrdered, "order", "assess"},    "ordered-to-assess", "SI 2014/1530 reg 44(2)(b)"},
    {Assessment, kRefused,      {Kind::AppealUnopposed, "concedes", "assess"}, "ordered-to-assess", "SI 2014/1530 reg 45(3)"},
    {Assessment, kRefused,      {Kind::MediationAgreed, "about", "assess"},    "ordered-to-assess", "SI 2014/1530 reg 42(2)"},
    {Assessment, kOrdered,      {Kind::AssessmentAgreed},     "assessing",    "SI 2014/1530 regs 44(2)(b), 45(3)"},
    {Assessment, kNoPlanMade,       {Kind::TribunalOrdered, "order", "make-plan"},    "plan-drafting", "SI 2014/1530 reg 44(2)(c)"},
    {Assessment, kNoPlanMade,       {Kind::AppealUnopposed, "concedes", "make-plan"}, "plan-drafting", "SI 2014/1530 reg 45(6)"},
    {Assessment, kNoPlanMade,       {Kind::MediationAgreed, "about", "make-plan"},    "plan-drafting", "SI 2014/1530 reg 42(2)"},
    {Assessment, kNoPlan,       {Kind::TribunalOrdered, "order", "remit"},        "reconsidering", "SI 2014/1530 reg 44(2)(d)"},
    {Assessment, kNoPlan,       {Kind::MediationAgreed, "about", "remit"},        "reconsidering", "SI 2014/1530 reg 42(2)"},
    {Assessment, kAssessed,     {Kind::PlanRefused},          "no-plan",      "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Assessment, kAssessed,     {Kind::PlanProposed},         "plan-drafting","CFA 2014 ss.36(9), 37(1)"},
    {Assessment, kBegun,        {Kind::DraftSent},            "plan-drafting","CFA 2014 s.38; SI 2014/1530 reg 13(1)"},
    {Assessment, kUnstarted,    {Kind::DraftSent},            "",             "SI 2014/1530 reg 27(1): a re-assessment's draft", Guard::PlanStands},
    {Assessment, kNotBegun,     {Kind::PlanFinalised},        "",             "CFA 2014 s.39: a plan that stood before the record begins"},
    {Assessment, kBegun,        {Kind::PlanFinalised},        "plan-drafting","CFA 2014 s.39; SI 2014/1530 reg 13(2)"},
    {Assessment, kUnstarted,    {Kind::PlanFinalised},        "",             "SI 2014/1530 regs 22(3), 27(2): of a plan that stands", Guard::PlanStands},
    {Assessment, kPlanMade,     {Kind::RequestWithdrawn},     "",             "CFA 2014 s.36: a request that has led to a plan leaves nothing to withdraw", Guard::PlanStands},
    {Assessment, kWithdrawable, {Kind::RequestWithdrawn},     "closed",       "CFA 2014 s.36(3): the Regulations do not speak of withdrawal"},
    {Assessment, kClosable,     {Kind::CaseClosed},           "closed",       "CFA 2014 s.24: the authority is no longer responsible"},

    // A request after the plan has ended is a new assessment; another lifecycle's end takes nothing from one that runs.
    {Assessment, kPlanMade,     {Kind::PlanCeased},           "closed",       "CFA 2014 s.45"},
    {Assessment, kNotBegun,     {Kind::PlanCeased},           "closed",       "CFA 2014 s.45"},
    {Assessment, kPlanNotMade,  {Kind::PlanCeased},           "",             "CFA 2014 s.45"},
    {Assessment, kPlanMade,     {Kind::PlanTransferredOut},   "closed",       "SI 2014/1530 reg 15(2)"},
    {Assessment, kNotBegun,     {Kind::PlanTransferredOut},   "closed",       "SI 2014/1530 reg 15(2)"},
    {Assessment, kPlanNotMade,  {Kind::PlanTransferredOut},   "",             "SI 2014/1530 reg 15(2)"},

    // Plan: sections 37 to 45; regs 11 to 14, 22, 28 to 31.
    {Plan, kClosed,             {Kind::RequestReceived},      "none",         "CFA 2014 s.36(1): a closed case begins anew", Guard::None, Claim::Followed},
    {Plan, kClosed,             {Kind::BroughtToAttention},   "none",         "CFA 2014 s.36(3): a closed case begins anew", Guard::None, Claim::Followed},
    {Plan, kPlanDraft,          {Kind::RequestWithdrawn},     "none",         "CFA 2014 s.36(3): the Regulations do not speak of withdrawal", Guard::None, Claim::Followed},
    {Plan, kNoneStands,         {Kind::TribunalOrdered, "order", "make-plan"},    "drafting", "SI 2014/1530 reg 44(2)(c)", Guard::PlanRefused},
    {Plan, kNoneStands,         {Kind::AppealUnopposed, "concedes", "make-plan"}, "drafting", "SI 2014/1530 reg 45(6)", Guard::PlanRefused},
    {Plan, kNoneStands,         {Kind::MediationAgreed, "about", "make-plan"},    "drafting", "SI 2014/1530 reg 42(2)", Guard::PlanRefused},
    {Plan, kNoneStands,         {Kind::PlanProposed},         "drafting",     "CFA 2014 s.37(1)"},
    {Plan, kPlanDraft,          {Kind::PlanProposed},         "",             "CFA 2014 s.37(1)"},
    {Plan, kNoPlanYet,          {Kind::DraftSent},            "draft-sent",   "CFA 2014 s.38; SI 2014/1530 reg 13(1)"},
    {Plan, kStanding,           {Kind::DraftSent},            "",             "SI 2014/1530 reg 27(1): a re-assessment's draft"},
    {Plan, kPlanDraft,          {Kind::PlanRefused},          "none",         "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Plan, kNoneStands,         {Kind::PlanRefused},          "",             "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Plan, kPlanDraftable,      {Kind::PlanFinalised},        "maintained",   "CFA 2014 ss.39, 40; SI 2014/1530 regs 13(2), 14"},
    {Plan, kCeaseConsulting,    {Kind::PlanFinalised},        "",             "SI 2014/1530 reg 27(1): all duties continue, CFA 2014 s.45(4)"},
    {Plan, kDraftSent,          {Kind::RepresentationsReceived}, "",          "CFA 2014 s.38(2)(b); SI 2014/1530 reg 13(1)(a)"},
    {Plan, kNoDraftYet,         {Kind::RepresentationsReceived}, "",          "CFA 2014 s.36(7): a family may write at any time"},
    {Plan, kStanding,           {Kind::RepresentationsReceived}, "",          "SI 2014/1530 reg 22(2)(c)"},
    {Plan, kCeaseConsulting,    {Kind::AmendmentProposed},    "",             "CFA 2014 s.45(4): all duties continue"},
    {Plan, kCeaseConsulting,    {Kind::PlanAmended},          "",             "CFA 2014 s.45(4): all duties continue"},
    {Plan, kCeaseConsulting,    {Kind::AmendmentDeclined},    "",             "CFA 2014 s.45(4): all duties continue"},
    {Plan, kCeaseConsulting,    {Kind::ReviewDecided, "outcome", "amend"}, "", "CFA 2014 s.45(4): all duties continue"},
    {Plan, kStandstill,         {Kind::CeaseConsulted},       "",             "SI 2014/1530 reg 31(1): recorded, though late"},
    {Plan, kStanding,           {Kind::AmendmentProposed},    "amendment-proposed", "SI 2014/1530 regs 22(2), 28"},
    {Plan, kStanding,           {Kind::PlanAmended},          "maintained",   "SI 2014/1530 reg 22(3)"},
    {Plan, kStanding,           {Kind::AmendmentDeclined},    "maintained",   "SI 2014/1530 reg 22(4)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "maintain"}, "",                 "SI 2014/1530 regs 20(10), 21(9)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "amend"},    "amendment-proposed","SI 2014/1530 regs 20(10), 22(2)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "cease"},    "cease-standstill", "SI 2014/1530 regs 20(10), 31; CFA 2014 s.45(4)"},
    {Plan, kStanding,           {Kind::CeaseConsulted},       "cease-consulting", "SI 2014/1530 reg 31(1)"},
    {Plan, kStanding,           {Kind::CeaseDecided},         "cease-standstill", "SI 2014/1530 reg 31(2)-(3); CFA 2014 s.45(4)"},
    {Plan, kStandstill,         {Kind::TribunalOrdered, "order", "continue"},              "maintained", "SI 2014/1530 reg 44(2)(g)"},
    {Plan, kStandstill,         {Kind::TribunalOrdered, "order", "continue-and-amend"},    "maintained", "SI 2014/1530 reg 44(2)(h)"},
    {Plan, kStandstill,         {Kind::AppealUnopposed, "concedes", "continue"},           "maintained", "SI 2014/1530 reg 45(6A)"},
    {Plan, kStandstill,         {Kind::AppealUnopposed, "concedes", "continue-and-amend"}, "maintained", "SI 2014/1530 reg 45(6A)"},
    {Plan, kStandstill,         {Kind::MediationAgreed, "about", "continue"},              "maintained", "SI 2014/1530 reg 42(2)"},
    {Plan, kStandstill,         {Kind::MediationAgreed, "about", "continue-and-amend"},    "maintained", "SI 2014/1530 reg 42(2)"},
    {Plan, kCeaseConsulting,    {Kind::CeaseAbandoned},       "maintained",   "SI 2014/1530 reg 31"},
    {Plan, kStanding,           {Kind::PlanCeased},           "ceased",       "CFA 2014 s.45"},
    {Plan, kStanding,           {Kind::PlanTransferredOut},   "transferred-out", "SI 2014/1530 reg 15(2)"},
    {Plan, kNoPlanYet,          {Kind::PlanTransferredIn},    "maintained",   "SI 2014/1530 reg 15(3)"},
    {Plan, kPlanAny,           {Kind::CaseClosed},           "closed",       "CFA 2014 s.24: the authority is no longer responsible"},

    // Review: section 44; regs 18 to 21.
    {Review, kReviewStart,      {Kind::PlanFinalised},        "scheduled",    "CFA 2014 s.44(1)"},
    {Review, kReviewOpen,       {Kind::PlanFinalised},        "",             "CFA 2014 s.44(1): a new version does not end a review"},
    {Review, kReviewStart,      {Kind::PlanTransferredIn},    "scheduled",    "SI 2014/1530 reg 15(5)"},
    {Review, kReviewOpen,       {Kind::ReviewArranged},       "",             "SI 2014/1530 regs 20(1), 21(1)"},
    {Review, kBeforeMeeting,    {Kind::ReviewInvited},        "invited",      "SI 2014/1530 regs 20(2)-(3), 21(2)-(3)"},
    {Review, kMeetingHeld,      {Kind::ReviewInvited},        "",             "SI 2014/1530 regs 20(2)-(3), 21(2)-(3): recorded, though late"},
    {Review, kBeforeMeeting,    {Kind::ReviewPapersCirculated}, "papers-out", "SI 2014/1530 regs 20(4), 21(4)"},
    {Review, kMeetingHeld,      {Kind::ReviewPapersCirculated}, "",           "SI 2014/1530 regs 20(4), 21(4): recorded, though late"},
    {Review, kReviewOpen,       {Kind::ReviewMeetingHeld},    "meeting-held", "SI 2014/1530 regs 20(1), 20(5), 21(5)"},
    {Review, kMeetingHeld,      {Kind::ReviewReportSent},     "reported",     "SI 2014/1530 regs 20(7)-(9), 21(7)-(8)"},
    {Review, kBeforeMeeting,    {Kind::ReviewReportSent},     "",             "SI 2014/1530 regs 20(7)-(9), 21(7)-(8): recorded, though after the decision", Guard::MeetingWasHeld},
    {Review, kMeetingHeld,      {Kind::ReviewDecided},        "scheduled",    "SI 2014/1530 regs 20(10), 21(9); CFA 2014 s.44(1)(b)"},
    {Review, kReviewAny,        {Kind::PlanCeased},           "ended",        "CFA 2014 s.45"},
    {Review, kReviewAny,        {Kind::PlanTransferredOut},   "ended",        "SI 2014/1530 reg 15(2)"},
    {Review, kReviewClosable,   {Kind::CaseClosed},           "ended",        "CFA 2014 s.24: the authority is no longer responsible"},

    // Re-assessment: section 44(2) and (3); regs 23 to 27.
    {Reassessment, kNotReassessing, {Kind::ReassessmentRequested, "by", "icb"}, "reassessing", "SI 2014/1530 reg 23", Guard::PlanStands},
    {Reassessment, kNotReassessing, {Kind::ReassessmentRequested}, "requested",  "CFA 2014 s.44(2)", Guard::PlanStands},
    {Reassessment, kRequested,      {Kind::ReassessmentRequested, "by", "icb"}, "reassessing", "SI 2014/1530 reg 23", Guard::PlanStands},
    {Reassessment, kOrderedToReassess, {Kind::ReassessmentRequested}, "",        "CFA 2014 s.44(2): asked again", Guard::PlanStands},
    {Reassessment, kReassessing,    {Kind::ReassessmentRequested}, "",           "CFA 2014 s.44(2): asked again", Guard::PlanStands},
    {Reassessment, kMayAgree,       {Kind::ReassessmentAgreed},    "reassessing","SI 2014/1530 reg 25(1)"},
    {Reassessment, kReassessmentDraft, {Kind::ReassessmentAgreed}, "",           "SI 2014/1530 reg 25(1): recorded, though after the draft"},
    {Reassessment, kRequested,      {Kind::ReassessmentRefused},   "refused",    "SI 2014/1530 regs 24, 25(1)"},
    {Reassessment, kReassessed,     {Kind::ReassessmentRefused},   "refused",    "SI 2014/1530 reg 23: the board must be followed; recorded, though unlawful", Guard::BoardAsked},
    {Reassessment, kNotReassessing, {Kind::ReassessmentDecided},   "reassessing","CFA 2014 s.44(3)", Guard::PlanStands},
    {Reassessment, kReassessing,    {Kind::ReassessmentDecided},   "reassessing","CFA 2014 s.44(3)"},
    {Reassessment, kReassessed,     {Kind::ReassessmentUnchanged}, "no-change",  "CFA 2014 s.51(2)(e)"},
    {Reassessment, kReassessed,     {Kind::DraftSent},             "draft-sent", "SI 2014/1530 reg 27(1)", Guard::None, Claim::Followed},
    {Reassessment, kReassessed,     {Kind::PlanFinalised},         "finalised",  "SI 2014/1530 reg 27(2)", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRefused, {Kind::TribunalOrdered, "order", "reassess"},    "ordered-to-reassess", "SI 2014/1530 reg 44(2)(b)", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRefused, {Kind::AppealUnopposed, "concedes", "reassess"}, "ordered-to-reassess", "SI 2014/1530 reg 45(3)", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRefused, {Kind::MediationAgreed, "about", "reassess"},    "ordered-to-reassess", "SI 2014/1530 reg 42(2)", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRuns, {Kind::PlanCeased},          "none",       "CFA 2014 s.45", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRuns, {Kind::PlanTransferredOut},  "none",       "SI 2014/1530 reg 15(2)", Guard::None, Claim::Followed},
    {Reassessment, kReassessmentRuns, {Kind::CaseClosed},          "none",       "CFA 2014 s.24", Guard::None, Claim::Followed},

    // Mediation and appeal: sections 51 to 57; regs 32 to 45; SI 2008/2699.
    {Appeal, kNothingToAppeal,  {Kind::AssessmentRefused},    "appealable",   "CFA 2014 s.51(2)(a)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::PlanRefused},          "appealable",   "CFA 2014 s.51(2)(b)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::PlanFinalised},        "appealable",   "CFA 2014 s.51(2)(c)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::PlanAmended},          "appealable",   "CFA 2014 s.51(2)(c)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::ReassessmentRefused},  "appealable",   "CFA 2014 s.51(2)(d)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::ReviewDecided, "outcome", "maintain"}, "appealable", "CFA 2014 s.51(2)(e)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::AmendmentDeclined},    "appealable",   "CFA 2014 s.51(2)(e)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::ReassessmentUnchanged},"appealable",   "CFA 2014 s.51(2)(e)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::ReviewDecided, "outcome", "cease"}, "appealable", "CFA 2014 s.51(2)(f)", Guard::None, Claim::Followed},
    {Appeal, kNothingToAppeal,  {Kind::CeaseDecided},         "appealable",   "CFA 2014 s.51(2)(f)", Guard::None, Claim::Followed},
    {Appeal, kAppealable,       {Kind::AdviserContacted},     "adviser-contacted", "SI 2014/1530 reg 33"},
    {Appeal, kAnyMatter,        {Kind::AdviserContacted},     "",             "SI 2014/1530 reg 33"},
    {Appeal, kAppealable,       {Kind::MediationDeclined},    "adviser-contacted", "CFA 2014 s.55(4); SI 2014/1530 reg 34(1)"},
    {Appeal, kAnyMatter,        {Kind::MediationDeclined},    "",             "CFA 2014 s.55(4); SI 2014/1530 reg 34(1)"},
    {Appeal, kMayBeMediated,    {Kind::MediationRequested},   "arranging",    "CFA 2014 s.52(3); SI 2014/1530 regs 35, 36"},
    {Appeal, kAnyMatter,        {Kind::MediationRequested},   "",             "CFA 2014 s.52(3)"},
    {Appeal, kAnyMatter,        {Kind::MediationIcbTold},     "",             "SI 2014/1530 reg 35(2)"},
    {Appeal, kAnyMatter,        {Kind::MediationArranged},    "",             "SI 2014/1530 reg 37"},
    {Appeal, kAnyMatter,        {Kind::MediationHeld},        "",             "SI 2014/1530 reg 38"},
    {Appeal, kAnyMatter,        {Kind::MediationNotArranged}, "",             "SI 2014/1530 reg 39(2)"},
    {Appeal, kMayBeMediated,    {Kind::MediationCertificateIssued}, "may-appeal", "CFA 2014 s.55(4)-(5)"},
    {Appeal, kAnyMatter,        {Kind::MediationCertificateIssued}, "",       "CFA 2014 s.55(4)-(5)"},
    {Appeal, kMayBeMediated,    {Kind::MediationAgreed},      "agreed",       "SI 2014/1530 reg 42"},
    {Appeal, kAnyMatter,        {Kind::MediationAgreed},      "",             "SI 2014/1530 reg 42"},
    {Appeal, kAgreed,           {Kind::AgreementDone},        "closed",       "SI 2014/1530 reg 42"},
    {Appeal, kAnyMatter,        {Kind::AgreementDone},        "",             "SI 2014/1530 reg 42"},
    {Appeal, kBeforeAppeal,     {Kind::AppealReceived},       "registered",   "CFA 2014 s.51; SI 2008/2699 rule 20"},
    {Appeal, kAppealed,         {Kind::AppealReceived},       "",             "CFA 2014 s.51: a further appeal"},
    {Appeal, kRegistered,       {Kind::AppealAnswered},       "defended",     "SI 2008/2699 rule 21"},
    {Appeal, kAppealed,         {Kind::AppealAnswered},       "",             "SI 2008/2699 rule 21: recorded, though late"},
    {Appeal, kAnyMatter,        {Kind::AppealAnswered}, "", "SI 2008/2699 rule 21: of an earlier decision", Guard::AppealOpen},
    {Appeal, kAnswered,         {Kind::AppealUnopposed},      "unopposed",    "SI 2014/1530 reg 45"},
    {Appeal, kAppealed,         {Kind::AppealUnopposed},      "",             "SI 2014/1530 reg 45"},
    {Appeal, kAnyMatter,        {Kind::AppealUnopposed}, "unopposed", "SI 2014/1530 reg 45: of an earlier decision", Guard::AppealOpen},
    {Appeal, kAppealed,         {Kind::TribunalOrdered},      "ordered",      "SI 2014/1530 regs 43, 44"},
    {Appeal, kAnyMatter,        {Kind::TribunalOrdered}, "ordered", "SI 2014/1530 regs 43, 44: of an earlier decision", Guard::AppealOpen},
    {Appeal, kAppealed,         {Kind::AppealClosed},         "closed",       "SI 2008/2699"},
    {Appeal, kAnyMatter,        {Kind::AppealClosed}, "", "SI 2008/2699: of an earlier decision", Guard::AppealOpen},
    {Appeal, kUnderAppeal,      {Kind::RecommendationMade},   "rec-pending",  "SI 2017/1306 regs 4, 5"},
    {Appeal, kAnyMatter,        {Kind::RecommendationMade},   "",             "SI 2017/1306 regs 4, 5: of an earlier decision", Guard::EverAppealed},
    {Appeal, kAnyMatter,        {Kind::RecommendationAnswered}, "",           "SI 2017/1306 regs 6(3), 7(1)", Guard::EverAppealed},
    {Appeal, kAnyMatter,        {Kind::RecommendationCopied}, "",             "SI 2017/1306 regs 6(6), 7(4)", Guard::EverAppealed},
    {Appeal, kOrderedAppeal,    {Kind::AssessmentAgreed}, "complied", "SI 2014/1530 regs 44(2)(b), 45(3)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::ReassessmentAgreed}, "complied", "SI 2014/1530 regs 44(2)(b), 45(3)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::PlanRefused}, "complied", "SI 2014/1530 regs 44(2)(b)(i), 44(2)(d), 45(3A)(a)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::ReassessmentUnchanged}, "complied", "SI 2014/1530 regs 44(2)(b)(i), 45(3A)(a)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::PlanProposed}, "complied", "SI 2014/1530 reg 44(2)(d)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::DraftSent}, "complied", "SI 2014/1530 reg 44(2)(d)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::PlanFinalised}, "complied", "SI 2014/1530 regs 44(2)(b)(ii), 44(2)(c), 45(6)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::PlanAmended}, "complied", "SI 2014/1530 regs 44(2)(e)-(h), 45(4)-(5)", Guard::OrderDone, Claim::Followed},
    {Appeal, kOrderedAppeal,    {Kind::PlanCeased}, "complied", "SI 2014/1530 reg 44(2)(a)", Guard::OrderDone, Claim::Followed},

    // Transfer between authorities: regs 15 and 16.
    {Transfer, kAnyTransfer,    {Kind::MoveNotified},         "move-notified-late", "SI 2014/1530 reg 15(2)", Guard::MoveKnownLate},
    {Transfer, kAnyTransfer,    {Kind::MoveNotified},         "move-expected","SI 2014/1530 reg 15(2)"},
    {Transfer, kAnyTransfer,    {Kind::PlanTransferredOut},   "transferred",  "SI 2014/1530 reg 15(2)", Guard::None, Claim::Followed},
    {Transfer, kAnyTransfer,    {Kind::PlanTransferredIn},    "incoming-maintained", "SI 2014/1530 reg 15(3)", Guard::None, Claim::Followed},
    {Transfer, kIncoming,       {Kind::TransferInformed},     "informed",     "SI 2014/1530 reg 15(4)"},
    {Transfer, kAnyTransfer,    {Kind::TransferInformed},     "informed",     "SI 2014/1530 reg 15(4): recorded, though late", Guard::CameByTransfer},
};
// clang-format on

bool holds(std::span<const std::string_view> stages, std::string_view stage) {
    return std::find(stages.begin(), stages.end(), stage) != stages.end();
}

struct Step {
    const Transition* row = nullptr;    // the row that fits
    const Transition* known = nullptr;  // a row of this event from another stage
};

bool guard_holds(Guard guard, const CaseState& state) {
    switch (guard) {
        case Guard::None:
            return true;
        case Guard::PlanStands:
            return plan_stands(state);
        case Guard::PlanRefused:
            return holds(kNoPlanMade, state.stage(Assessment));
        case Guard::MeetingWasHeld:
            return state.meeting_was_held;
        case Guard::BoardAsked:
            return state.board_asked;
        case Guard::AppealOpen:
            return state.appeal_open;
        case Guard::CameByTransfer:
            return state.came_by_transfer;
        case Guard::EverAppealed:
            return state.ever_appealed;
        case Guard::OrderDone:  // these two are asked of the event, where there is one
        case Guard::MoveKnownLate:
            return true;
    }
    return false;
}

// An order, concession or agreement reopens where it can and is otherwise another lifecycle's matter.
bool is_owned(const Transition& row) {
    const bool reopens = row.event.kind == Kind::TribunalOrdered || row.event.kind == Kind::AppealUnopposed ||
                         row.event.kind == Kind::MediationAgreed;
    return row.claim == Claim::Owned && (!reopens || row.event.field.empty());
}

bool fits_here(const Transition& row, const CaseState& state) {
    return holds(row.from, state.stage(row.lifecycle)) && guard_holds(row.guard, state);
}

// The rows of one kind, in the table's order: an event is held against these alone.
const std::vector<const Transition*>& rows_of(Kind kind) {
    static const auto kByKind = [] {
        std::array<std::vector<const Transition*>, kKindCount> rows;
        for (const Transition& row : kTransitions) rows[static_cast<std::size_t>(row.event.kind)].push_back(&row);
        return rows;
    }();
    return kByKind[static_cast<std::size_t>(kind)];
}

// The facts, and what makes each true or untrue.
using Fact = bool CaseState::*;
struct FactRow {
    Happening event;
    Fact fact;
    bool becomes;
};
constexpr FactRow kFacts[] = {
    {{Kind::ReviewMeetingHeld}, &CaseState::meeting_was_held, true},
    {{Kind::PlanCeased}, &CaseState::meeting_was_held, false},
    {{Kind::PlanTransferredOut}, &CaseState::meeting_was_held, false},
    {{Kind::ReassessmentRequested, "by", "icb"}, &CaseState::board_asked, true},
    {{Kind::ReassessmentAgreed}, &CaseState::board_asked, false},
    {{Kind::ReassessmentRefused}, &CaseState::board_asked, false},
    {{Kind::AppealReceived}, &CaseState::appeal_open, true},
    {{Kind::AppealReceived}, &CaseState::ever_appealed, true},
    {{Kind::AppealClosed}, &CaseState::appeal_open, false},
    {{Kind::PlanTransferredIn}, &CaseState::came_by_transfer, true},
    {{Kind::CaseClosed}, &CaseState::meeting_was_held, false},
    {{Kind::CaseClosed}, &CaseState::board_asked, false},
    {{Kind::TribunalOrdered, "order", "assess"}, &CaseState::owes_notice, true},
    {{Kind::TribunalOrdered, "order", "assess"}, &CaseState::owes_outcome, true},
    {{Kind::AppealUnopposed, "concedes", "assess"}, &CaseState::owes_notice, true},
    {{Kind::AppealUnopposed, "concedes", "assess"}, &CaseState::owes_outcome, true},
    {{Kind::MediationAgreed, "about", "assess"}, &CaseState::owes_notice, true},
    {{Kind::MediationAgreed, "about", "assess"}, &CaseState::owes_outcome, true},
    {{Kind::TribunalOrdered, "order", "reassess"}, &CaseState::owes_notice, true},
    {{Kind::TribunalOrdered, "order", "reassess"}, &CaseState::owes_outcome, true},
    {{Kind::AppealUnopposed, "concedes", "reassess"}, &CaseState::owes_notice, true},
    {{Kind::AppealUnopposed, "concedes", "reassess"}, &CaseState::owes_outcome, true},
    {{Kind::MediationAgreed, "about", "reassess"}, &CaseState::owes_notice, true},
    {{Kind::MediationAgreed, "about", "reassess"}, &CaseState::owes_outcome, true},
    {{Kind::TribunalOrdered, "order", "make-plan"}, &CaseState::owes_plan, true},
    {{Kind::AppealUnopposed, "concedes", "make-plan"}, &CaseState::owes_plan, true},
    {{Kind::MediationAgreed, "about", "make-plan"}, &CaseState::owes_plan, true},
    {{Kind::TribunalOrdered, "order", "remit"}, &CaseState::owes_decision, true},
    {{Kind::AppealUnopposed, "concedes", "remit"}, &CaseState::owes_decision, true},
    {{Kind::MediationAgreed, "about", "remit"}, &CaseState::owes_decision, true},
    {{Kind::TribunalOrdered, "order", "amend-provision"}, &CaseState::owes_amendment, true},
    {{Kind::AppealUnopposed, "concedes", "amend-provision"}, &CaseState::owes_amendment, true},
    {{Kind::MediationAgreed, "about", "amend-provision"}, &CaseState::owes_amendment, true},
    {{Kind::TribunalOrdered, "order", "amend-placement"}, &CaseState::owes_amendment, true},
    {{Kind::AppealUnopposed, "concedes", "amend-placement"}, &CaseState::owes_amendment, true},
    {{Kind::MediationAgreed, "about", "amend-placement"}, &CaseState::owes_amendment, true},
    {{Kind::TribunalOrdered, "order", "continue-and-amend"}, &CaseState::owes_amendment, true},
    {{Kind::AppealUnopposed, "concedes", "continue-and-amend"}, &CaseState::owes_amendment, true},
    {{Kind::MediationAgreed, "about", "continue-and-amend"}, &CaseState::owes_amendment, true},
    {{Kind::TribunalOrdered, "order", "cease"}, &CaseState::owes_end, true},
    {{Kind::AppealUnopposed, "concedes", "cease"}, &CaseState::owes_end, true},
    {{Kind::MediationAgreed, "about", "cease"}, &CaseState::owes_end, true},
    {{Kind::TribunalOrdered, "order", "continue"}, &CaseState::owes_end, false},
    {{Kind::TribunalOrdered, "order", "continue-and-amend"}, &CaseState::owes_end, false},
    {{Kind::AppealUnopposed, "concedes", "continue"}, &CaseState::owes_end, false},
    {{Kind::AppealUnopposed, "concedes", "continue-and-amend"}, &CaseState::owes_end, false},
    {{Kind::MediationAgreed, "about", "continue"}, &CaseState::owes_end, false},
    {{Kind::MediationAgreed, "about", "continue-and-amend"}, &CaseState::owes_end, false},
    {{Kind::PlanCeased}, &CaseState::owes_end, false},
    {{Kind::PlanTransferredOut}, &CaseState::owes_end, false},
    {{Kind::CaseClosed}, &CaseState::owes_end, false},
    {{Kind::AssessmentAgreed}, &CaseState::owes_notice, false},
    {{Kind::ReassessmentAgreed}, &CaseState::owes_notice, false},
    {{Kind::PlanRefused}, &CaseState::owes_outcome, false},
    {{Kind::PlanRefused}, &CaseState::owes_decision, false},
    {{Kind::ReassessmentUnchanged}, &CaseState::owes_outcome, false},
    {{Kind::PlanProposed}, &CaseState::owes_decision, false},
    {{Kind::DraftSent}, &CaseState::owes_decision, false},
    {{Kind::PlanFinalised}, &CaseState::owes_outcome, false},
    {{Kind::PlanFinalised}, &CaseState::owes_plan, false},
    {{Kind::PlanAmended}, &CaseState::owes_amendment, false},
    {{Kind::PlanCeased}, &CaseState::owes_amendment, false},
    {{Kind::PlanTransferredOut}, &CaseState::owes_amendment, false},
    {{Kind::CaseClosed}, &CaseState::owes_notice, false},
    {{Kind::CaseClosed}, &CaseState::owes_outcome, false},
    {{Kind::CaseClosed}, &CaseState::owes_plan, false},
    {{Kind::CaseClosed}, &CaseState::owes_decision, false},
    {{Kind::CaseClosed}, &CaseState::owes_amendment, false},
};

void note_facts(CaseState& state, const Event& event) {
    for (const FactRow& row : kFacts)
        if (row.event.fits(event)) state.*row.fact = row.becomes;
}

bool leaves_nothing_owed(CaseState state, const Event& event) {
    note_facts(state, event);
    return state.owes_nothing();
}

// Reg 15(2): less than 15 working days before the move.
bool is_known_late(const Event& event, const Calendar& calendar) {
    const auto moves = event.date("moves_on");
    return moves && event.on > calendar.add_working_days(*moves, -rule_named("xfer-send")->period.length);
}

Step step_of(Lifecycle lifecycle, const CaseState& state, const Event& event, const Calendar& calendar) {
    Step step;
    for (const Transition* row : rows_of(event.kind)) {
        if (row->lifecycle != lifecycle || !row->event.fits(event)) continue;
        if (row->guard == Guard::OrderDone && !leaves_nothing_owed(state, event)) continue;
        if (row->guard == Guard::MoveKnownLate && !is_known_late(event, calendar)) continue;
        if (fits_here(*row, state)) return {row, row};
        if (is_owned(*row)) step.known = row;
    }
    return step;
}

// Steps that any case may record, closed or not yet begun: where a child is, and what excuses a lateness.
constexpr Kind kAlwaysPossible[] = {Kind::PlacementStarted,  Kind::PlacementEnded,    Kind::WhereaboutsConfirmed,
                                    Kind::ExceptionRecorded, Kind::RequestReceived,   Kind::BroughtToAttention,
                                    Kind::PlanFinalised,     Kind::PlanTransferredIn, Kind::CaseClosed,
                                    Kind::Correction};

bool is_always_possible(Kind kind) {
    return std::find(std::begin(kAlwaysPossible), std::end(kAlwaysPossible), kind) != std::end(kAlwaysPossible);
}

// Nothing of the case runs: it was closed, or it has not begun.
std::string_view rests_at(const CaseState& state) {
    if (state.stage(Plan) == "closed") return "closed";
    return state.stages == CaseState{}.stages ? "not begun" : "";
}

}  // namespace

std::span<const Transition> transitions() { return kTransitions; }

std::string_view name_of(Lifecycle lifecycle) { return kNames[static_cast<std::size_t>(lifecycle)]; }

std::optional<Lifecycle> lifecycle_named(std::string_view name) {
    const auto found = std::find(std::begin(kNames), std::end(kNames), name);
    if (found == std::end(kNames)) return std::nullopt;
    return static_cast<Lifecycle>(found - std::begin(kNames));
}

Result<CaseState, Refusal> advance(const CaseState& state, const Event& event, const Calendar& calendar) {
    CaseState next = state;
    for (std::size_t i = 0; i < kLifecycles; ++i) {
        const Step step = step_of(static_cast<Lifecycle>(i), state, event, calendar);
        if (step.row == nullptr && step.known != nullptr) {
            std::string why = std::string(name_of(event.kind)) + " cannot have happened: the " +
                              std::string(kNames[i]) + " stands at \"" + std::string(state.stages[i]) + "\"";
            return Failure{Refusal{event.position, std::move(why), permitted_kinds(state), step.known->cite}};
        }
        if (step.row != nullptr && !step.row->to.empty()) next.stages[i] = step.row->to;
    }
    if (const std::string_view rest = rests_at(state); !rest.empty() && !is_always_possible(event.kind))
        return Failure{
            Refusal{event.position,
                    std::string(name_of(event.kind)) + " cannot have happened: the case is " + std::string(rest),
                    permitted_kinds(state), "CFA 2014 s.24"}};
    note_facts(next, event);
    return next;
}

const Transition* row_for(Lifecycle lifecycle, const CaseState& state, const Event& event, const Calendar& calendar) {
    return step_of(lifecycle, state, event, calendar).row;
}

// A kind is possible where each lifecycle that would refuse it has a row of it, in whatever form, that fits.
std::vector<std::string_view> permitted_kinds(const CaseState& state) {
    using Kinds = std::bitset<static_cast<std::size_t>(Kind::Correction) + 1>;
    std::array<Kinds, kLifecycles> owned, fitting;
    for (const Transition& row : kTransitions) {
        const auto lifecycle = static_cast<std::size_t>(row.lifecycle), kind = static_cast<std::size_t>(row.event.kind);
        if (is_owned(row)) owned[lifecycle].set(kind);
        if (fits_here(row, state)) fitting[lifecycle].set(kind);
    }
    Kinds refused;
    for (std::size_t i = 0; i < kLifecycles; ++i) refused |= owned[i] & ~fitting[i];
    const bool rests = !rests_at(state).empty();
    std::vector<std::string_view> kinds;
    for (const KindRow& row : kind_rows())
        if (!refused[static_cast<std::size_t>(row.kind)] && (!rests || is_always_possible(row.kind)))
            kinds.push_back(row.name);
    return kinds;
}

bool plan_stands(const CaseState& state) { return holds(kStanding, state.stage(Plan)); }

}  // namespace ehcflow::workflow
