#include "workflow/lifecycle.h"

#include <algorithm>

namespace ehcflow::workflow {
namespace {

using enum Lifecycle;

constexpr std::string_view kNames[kLifecycles] = {"assessment", "plan", "review"};

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
constexpr std::string_view kOrdered[] = {"ordered-to-assess"};
constexpr std::string_view kNotEnded[] = {"none",      "received",          "consulting",    "considering",
                                          "assessing", "ordered-to-assess", "reconsidering", "plan-drafting"};
constexpr std::string_view kClosable[] = {"none",      "received",          "consulting",    "considering",
                                          "assessing", "ordered-to-assess", "reconsidering", "refused",
                                          "no-plan",   "plan-drafting"};
constexpr std::string_view kWithdrawable[] = {"received", "consulting", "considering",  "assessing",
                                              "refused",  "no-plan",    "plan-drafting"};
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
constexpr std::string_view kStanding[] = {"maintained", "amendment-proposed", "cease-consulting", "cease-standstill"};
constexpr std::string_view kCeaseConsulting[] = {"cease-consulting", "cease-standstill"};
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
                                         "transferred-out",
                                         "closed"};

// Review stages.
constexpr std::string_view kReviewAny[] = {"none", "scheduled", "invited", "papers-out", "meeting-held", "reported"};
constexpr std::string_view kReviewOpen[] = {"scheduled", "invited", "papers-out", "meeting-held", "reported"};
constexpr std::string_view kBeforeMeeting[] = {"scheduled", "invited", "papers-out"};
constexpr std::string_view kMeetingHeld[] = {"meeting-held", "reported"};
constexpr std::string_view kReviewClosable[] = {"none",         "scheduled", "invited", "papers-out",
                                                "meeting-held", "reported",  "ended"};
constexpr std::string_view kReviewStart[] = {"none",       "ended",        "scheduled", "invited",
                                             "papers-out", "meeting-held", "reported"};

// clang-format off
constexpr Transition kTransitions[] = {
    // Needs assessment: sections 24 and 36 of the Children and Families Act 2014; regs 3 to 10.
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
    {Assessment, kNoPlan,       {Kind::TribunalOrdered, "order", "make-plan"},    "plan-drafting", "SI 2014/1530 reg 44(2)(c)"},
    {Assessment, kNoPlan,       {Kind::AppealUnopposed, "concedes", "make-plan"}, "plan-drafting", "SI 2014/1530 reg 45(6)"},
    {Assessment, kNoPlan,       {Kind::MediationAgreed, "about", "make-plan"},    "plan-drafting", "SI 2014/1530 reg 42(2)"},
    {Assessment, kNoPlan,       {Kind::TribunalOrdered, "order", "remit"},        "reconsidering", "SI 2014/1530 reg 44(2)(d)"},
    {Assessment, kAssessed,     {Kind::PlanRefused},          "no-plan",      "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Assessment, kAssessed,     {Kind::PlanProposed},         "plan-drafting","CFA 2014 ss.36(9), 37(1)"},
    {Assessment, kNotEnded,     {Kind::DraftSent},            "plan-drafting","CFA 2014 s.38; SI 2014/1530 reg 13(1)"},
    {Assessment, kNotEnded,     {Kind::PlanFinalised},        "plan-drafting","CFA 2014 s.39; SI 2014/1530 reg 13(2)"},
    {Assessment, kWithdrawable, {Kind::RequestWithdrawn},     "closed",       "CFA 2014 s.36(3): the Regulations do not speak of withdrawal"},
    {Assessment, kClosable,     {Kind::CaseClosed},           "closed",       "CFA 2014 s.24: the authority is no longer responsible"},

    // A request after the plan has ended is a new assessment; another lifecycle's end takes nothing from one that runs.
    {Assessment, kPlanMade,     {Kind::PlanCeased},           "closed",       "CFA 2014 s.45"},
    {Assessment, kPlanNotMade,  {Kind::PlanCeased},           "",             "CFA 2014 s.45"},
    {Assessment, kPlanMade,     {Kind::PlanTransferredOut},   "closed",       "SI 2014/1530 reg 15(2)"},
    {Assessment, kPlanNotMade,  {Kind::PlanTransferredOut},   "",             "SI 2014/1530 reg 15(2)"},

    // Plan: sections 37 to 45; regs 11 to 14, 22, 28 to 31.
    {Plan, kNoneStands,         {Kind::PlanProposed},         "drafting",     "CFA 2014 s.37(1)"},
    {Plan, kPlanDraft,          {Kind::PlanProposed},         "",             "CFA 2014 s.37(1)"},
    {Plan, kNoPlanYet,          {Kind::DraftSent},            "draft-sent",   "CFA 2014 s.38; SI 2014/1530 reg 13(1)"},
    {Plan, kStanding,           {Kind::DraftSent},            "",             "SI 2014/1530 reg 27(1): a re-assessment's draft"},
    {Plan, kPlanDraft,          {Kind::PlanRefused},          "none",         "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Plan, kNoneStands,         {Kind::PlanRefused},          "",             "CFA 2014 s.36(9); SI 2014/1530 reg 10"},
    {Plan, kPlanDraftable,      {Kind::PlanFinalised},        "maintained",   "CFA 2014 ss.39, 40; SI 2014/1530 regs 13(2), 14"},
    {Plan, kCeaseConsulting,    {Kind::PlanFinalised},        "",             "SI 2014/1530 reg 27(1): all duties continue, CFA 2014 s.45(4)"},
    {Plan, kDraftSent,          {Kind::RepresentationsReceived}, "",          "CFA 2014 s.38(2)(b); SI 2014/1530 reg 13(1)(a)"},
    {Plan, kStanding,           {Kind::RepresentationsReceived}, "",          "SI 2014/1530 reg 22(2)(c)"},
    {Plan, kStanding,           {Kind::AmendmentProposed},    "amendment-proposed", "SI 2014/1530 regs 22(2), 28"},
    {Plan, kStanding,           {Kind::PlanAmended},          "maintained",   "SI 2014/1530 reg 22(3)"},
    {Plan, kStanding,           {Kind::AmendmentDeclined},    "maintained",   "SI 2014/1530 reg 22(4)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "maintain"}, "",                 "SI 2014/1530 regs 20(10), 21(9)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "amend"},    "amendment-proposed","SI 2014/1530 regs 20(10), 22(2)"},
    {Plan, kStanding,           {Kind::ReviewDecided, "outcome", "cease"},    "cease-standstill", "SI 2014/1530 regs 20(10), 31; CFA 2014 s.45(4)"},
    {Plan, kStanding,           {Kind::CeaseConsulted},       "cease-consulting", "SI 2014/1530 reg 31(1)"},
    {Plan, kStanding,           {Kind::CeaseDecided},         "cease-standstill", "SI 2014/1530 reg 31(2)-(3); CFA 2014 s.45(4)"},
    {Plan, kCeaseConsulting,    {Kind::CeaseAbandoned},       "maintained",   "SI 2014/1530 reg 31"},
    {Plan, kStanding,           {Kind::PlanCeased},           "ceased",       "CFA 2014 s.45"},
    {Plan, kStanding,           {Kind::PlanTransferredOut},   "transferred-out", "SI 2014/1530 reg 15(2)"},
    {Plan, kNoPlanYet,          {Kind::PlanTransferredIn},    "maintained",   "SI 2014/1530 reg 15(3)"},
    {Plan, kPlanAny,           {Kind::CaseClosed},           "closed",       "CFA 2014 s.24: the authority is no longer responsible"},

    // Review: section 44; regs 18 to 21.
    {Review, kReviewStart,      {Kind::PlanFinalised},        "scheduled",    "CFA 2014 s.44(1)"},
    {Review, kReviewStart,      {Kind::PlanTransferredIn},    "scheduled",    "SI 2014/1530 reg 15(5)"},
    {Review, kReviewOpen,       {Kind::ReviewArranged},       "",             "SI 2014/1530 regs 20(1), 21(1)"},
    {Review, kBeforeMeeting,    {Kind::ReviewInvited},        "invited",      "SI 2014/1530 regs 20(2)-(3), 21(2)-(3)"},
    {Review, kMeetingHeld,      {Kind::ReviewInvited},        "",             "SI 2014/1530 regs 20(2)-(3), 21(2)-(3): recorded, though late"},
    {Review, kBeforeMeeting,    {Kind::ReviewPapersCirculated}, "papers-out", "SI 2014/1530 regs 20(4), 21(4)"},
    {Review, kMeetingHeld,      {Kind::ReviewPapersCirculated}, "",           "SI 2014/1530 regs 20(4), 21(4): recorded, though late"},
    {Review, kReviewOpen,       {Kind::ReviewMeetingHeld},    "meeting-held", "SI 2014/1530 regs 20(1), 20(5), 21(5)"},
    {Review, kMeetingHeld,      {Kind::ReviewReportSent},     "reported",     "SI 2014/1530 regs 20(7)-(9), 21(7)-(8)"},
    {Review, kMeetingHeld,      {Kind::ReviewDecided},        "scheduled",    "SI 2014/1530 regs 20(10), 21(9); CFA 2014 s.44(1)(b)"},
    {Review, kReviewAny,        {Kind::PlanCeased},           "ended",        "CFA 2014 s.45"},
    {Review, kReviewAny,        {Kind::PlanTransferredOut},   "ended",        "SI 2014/1530 reg 15(2)"},
    {Review, kReviewClosable,   {Kind::CaseClosed},           "ended",        "CFA 2014 s.24: the authority is no longer responsible"},
};
// clang-format on

bool holds(std::span<const std::string_view> stages, std::string_view stage) {
    return std::find(stages.begin(), stages.end(), stage) != stages.end();
}

struct Step {
    const Transition* row = nullptr;    // the row that fits
    const Transition* known = nullptr;  // a row of this event from another stage
};

Step step_of(Lifecycle lifecycle, std::string_view stage, const Event& event) {
    Step step;
    for (const Transition& row : kTransitions) {
        if (row.lifecycle != lifecycle || !row.event.fits(event)) continue;
        if (holds(row.from, stage)) return {&row, &row};
        // An order, concession or agreement reopens where it can and is otherwise another lifecycle's matter.
        if (row.event.field.empty() || row.event.kind == Kind::ReviewDecided) step.known = &row;
    }
    return step;
}

// Every narrowing of a kind that any row knows, so that "permitted" can try each.
bool kind_possible(const CaseState& state, Kind kind) {
    for (std::size_t i = 0; i < kLifecycles; ++i) {
        bool known = false, fits = false;
        for (const Transition& row : kTransitions) {
            if (static_cast<std::size_t>(row.lifecycle) != i || row.event.kind != kind) continue;
            known = known || row.event.field.empty() || kind == Kind::ReviewDecided;
            fits = fits || holds(row.from, state.stages[i]);
        }
        if (known && !fits) return false;
    }
    return true;
}

}  // namespace

std::span<const Transition> transitions() { return kTransitions; }

std::string_view name_of(Lifecycle lifecycle) { return kNames[static_cast<std::size_t>(lifecycle)]; }

std::optional<Lifecycle> lifecycle_named(std::string_view name) {
    const auto found = std::find(std::begin(kNames), std::end(kNames), name);
    if (found == std::end(kNames)) return std::nullopt;
    return static_cast<Lifecycle>(found - std::begin(kNames));
}

Result<CaseState, Refusal> advance(const CaseState& state, const Event& event) {
    CaseState next = state;
    for (std::size_t i = 0; i < kLifecycles; ++i) {
        const Step step = step_of(static_cast<Lifecycle>(i), state.stages[i], event);
        if (step.row == nullptr && step.known != nullptr) {
            std::string why = std::string(name_of(event.kind)) + " cannot have happened: the " +
                              std::string(kNames[i]) + " stands at \"" + std::string(state.stages[i]) + "\"";
            return Failure{Refusal{event.position, std::move(why), permitted_kinds(state), step.known->cite}};
        }
        if (step.row != nullptr && !step.row->to.empty()) next.stages[i] = step.row->to;
    }
    return next;
}

std::vector<std::string_view> permitted_kinds(const CaseState& state) {
    std::vector<std::string_view> kinds;
    for (const KindRow& row : kind_rows())
        if (kind_possible(state, row.kind)) kinds.push_back(row.name);
    return kinds;
}

bool plan_stands(const CaseState& state) { return holds(kStanding, state.stage(Plan)); }

std::string to_dot(Lifecycle lifecycle) {
    std::string dot =
        "digraph \"" + std::string(name_of(lifecycle)) + "\" {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
    for (const Transition& row : kTransitions) {
        if (row.lifecycle != lifecycle) continue;
        for (const std::string_view from : row.from) {
            const std::string_view to = row.to.empty() ? from : row.to;
            dot.append("  \"")
                .append(from)
                .append("\" -> \"")
                .append(to)
                .append("\" [label=\"")
                .append(name_of(row.event.kind));
            if (!row.event.field.empty()) dot.append(" [").append(row.event.word).append("]");
            dot.append("\\n").append(row.cite).append("\"];\n");
        }
    }
    return dot + "}\n";
}

}  // namespace ehcflow::workflow
