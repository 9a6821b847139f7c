#include "workflow/lifecycle.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "workflow/facts.h"
#include "workflow/rule.h"
#include "workflow/stages.h"

namespace ehcflow::workflow {
namespace {

using enum Lifecycle;

constexpr std::string_view kNames[kLifecycles] = {"assessment", "plan", "review", "reassessment", "appeal", "transfer"};

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
            return holds(stages::kNoPlanMade, state.stage(Assessment));
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
        for (const Transition& row : transitions()) rows[static_cast<std::size_t>(row.event.kind)].push_back(&row);
        return rows;
    }();
    return kByKind[static_cast<std::size_t>(kind)];
}

bool leaves_nothing_owed(CaseState state, const Event& event) {
    note_facts(state, event);
    return state.owes == kNothingOwed;
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
    for (const Transition& row : transitions()) {
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

bool plan_stands(const CaseState& state) { return holds(stages::kStanding, state.stage(Plan)); }

}  // namespace ehcflow::workflow
