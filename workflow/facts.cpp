#include "workflow/facts.h"

#include <array>

namespace ehcflow::workflow {
namespace {

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
    {{Kind::CaseClosed}, &CaseState::meeting_was_held, false},
    {{Kind::ReassessmentRequested, "by", "icb"}, &CaseState::board_asked, true},
    {{Kind::ReassessmentAgreed}, &CaseState::board_asked, false},
    {{Kind::ReassessmentRefused}, &CaseState::board_asked, false},
    {{Kind::CaseClosed}, &CaseState::board_asked, false},
    {{Kind::AppealReceived}, &CaseState::appeal_open, true},
    {{Kind::AppealClosed}, &CaseState::appeal_open, false},
    {{Kind::AppealReceived}, &CaseState::ever_appealed, true},
    {{Kind::PlanTransferredIn}, &CaseState::came_by_transfer, true},
};

// Orders (SI 2014/1530 reg 44), concessions (reg 45) and agreements (reg 42) speak in the same words.
struct Way {
    Kind kind;
    std::string_view field;
};
constexpr Way kWays[] = {
    {Kind::TribunalOrdered, "order"}, {Kind::AppealUnopposed, "concedes"}, {Kind::MediationAgreed, "about"}};

struct WordRow {
    std::string_view word;
    Owed adds;
    Owed lifts = kNothingOwed;
};
constexpr WordRow kWords[] = {
    {"assess", kNoticeOwed | kOutcomeOwed},
    {"reassess", kNoticeOwed | kOutcomeOwed},
    {"make-plan", kPlanOwed},
    {"remit", kDecisionOwed},
    {"amend-provision", kAmendmentOwed},
    {"amend-placement", kAmendmentOwed},
    {"continue", kNothingOwed, kEndOwed},
    {"continue-and-amend", kAmendmentOwed, kEndOwed},
    {"cease", kEndOwed},
};

// The steps that comply with it, or after which nothing is left to comply with.
struct StepRow {
    Kind kind;
    Owed lifts;
};
constexpr StepRow kSteps[] = {
    {Kind::AssessmentAgreed, kNoticeOwed},
    {Kind::ReassessmentAgreed, kNoticeOwed},
    {Kind::PlanRefused, kOutcomeOwed | kDecisionOwed},
    {Kind::ReassessmentUnchanged, kOutcomeOwed},
    {Kind::PlanProposed, kDecisionOwed},
    {Kind::DraftSent, kDecisionOwed},
    {Kind::PlanFinalised, kOutcomeOwed | kPlanOwed},
    {Kind::PlanAmended, kAmendmentOwed},
    {Kind::PlanCeased, kAmendmentOwed | kEndOwed},
    {Kind::PlanTransferredOut, kAmendmentOwed | kEndOwed},
    {Kind::CaseClosed, kAllOwed},
};

Owed owed_after(Owed owed, const Event& event) {
    unsigned left = owed;
    for (const Way& way : kWays)
        for (const WordRow& row : kWords)
            if (Happening{way.kind, way.field, row.word}.fits(event))
                left = (left & ~static_cast<unsigned>(row.lifts)) | row.adds;
    for (const StepRow& row : kSteps)
        if (row.kind == event.kind) left &= ~static_cast<unsigned>(row.lifts);
    return static_cast<Owed>(left);
}

}  // namespace

void note_facts(CaseState& state, const Event& event) {
    for (const FactRow& row : kFacts)
        if (row.event.fits(event)) state.*row.fact = row.becomes;
    state.owes = owed_after(state.owes, event);
}

}  // namespace ehcflow::workflow
