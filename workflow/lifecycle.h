// The lifecycles of one child's case, as transition tables, and the state that events lead to.
//
// The lifecycles run beside each other. An event that happened but broke the law (late, or with a step missing) is a
// row here and is recorded; the breach shows in the duties. Only an event that cannot have happened has no row: a
// review decided without a meeting, a plan amended where none stands, a step of a case that is closed. Pure; any
// thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "workflow/calendar.h"
#include "workflow/event.h"

namespace ehcflow::workflow {

enum class Lifecycle : std::uint8_t { Assessment, Plan, Review, Reassessment, Appeal, Transfer };
inline constexpr std::size_t kLifecycles = 6;

// A kind of event, narrowed where a field decides: {Kind::ReviewDecided, "outcome", "cease"}.
struct Happening {
    Kind kind;
    std::string_view field{};
    std::string_view word{};

    bool fits(const Event& event) const {
        return event.kind == kind && (field.empty() || event.word(field) == word || event.lists(field, word));
    }
};

// What must hold beside the stage for a row to fit.
enum class Guard : std::uint8_t {
    None,
    PlanStands,
    PlanRefused,
    MeetingWasHeld,
    BoardAsked,
    AppealOpen,
    EverAppealed,
    OrderDone,
    CameByTransfer,
    MoveKnownLate
};

// Whether an event that finds no row in a lifecycle is refused there. One that belongs to another lifecycle is only
// followed: where it finds no row, the stage stays.
enum class Claim : std::uint8_t { Owned, Followed };

struct Transition {
    Lifecycle lifecycle;
    std::span<const std::string_view> from;
    Happening event;
    std::string_view to;  // "" keeps the stage
    std::string_view cite;
    Guard guard = Guard::None;
    Claim claim = Claim::Owned;
};

std::span<const Transition> transitions();
std::string_view name_of(Lifecycle lifecycle);
std::optional<Lifecycle> lifecycle_named(std::string_view name);

// What an order, a concession or an agreement left to do: a set of these.
using Owed = std::uint8_t;
inline constexpr Owed kNothingOwed = 0;
inline constexpr Owed kNoticeOwed = 1;    // that an assessment will be made
inline constexpr Owed kOutcomeOwed = 2;   // of that assessment: a final plan, or none
inline constexpr Owed kPlanOwed = 4;      // a plan that was ordered
inline constexpr Owed kDecisionOwed = 8;  // of what was sent back
inline constexpr Owed kAmendmentOwed = 16;
inline constexpr Owed kEndOwed = 32;  // of the plan
inline constexpr Owed kAllOwed = 63;

// The stage of each lifecycle: "none" where it has not begun; and the facts that outlast a stage.
struct CaseState {
    std::array<std::string_view, kLifecycles> stages = {"none", "none", "none", "none", "none", "none"};
    bool meeting_was_held = false;  // of some review, though that be decided
    bool board_asked = false;       // the re-assessment at hand was asked for by the health board, reg 23
    bool appeal_open = false;       // an appeal was received and is not closed, whatever was decided since
    bool ever_appealed = false;
    bool came_by_transfer = false;  // the plan came from another authority
    Owed owes = kNothingOwed;       // of an order, a concession or an agreement
    std::string_view stage(Lifecycle lifecycle) const { return stages[static_cast<std::size_t>(lifecycle)]; }
    friend auto operator<=>(const CaseState&, const CaseState&) = default;
};

// Why an event cannot have happened in a state.
struct Refusal {
    std::size_t event = 0;  // its position
    std::string why;
    std::vector<std::string_view> permitted;  // the kinds that could have
    std::string_view cite;
};

Result<CaseState, Refusal> advance(const CaseState& state, const Event& event, const Calendar& calendar);
std::vector<std::string_view> permitted_kinds(const CaseState& state);
// The row by which this lifecycle takes the event, were it its alone to decide; none where it has no part in it or
// refuses.
const Transition* row_for(Lifecycle lifecycle, const CaseState& state, const Event& event, const Calendar& calendar);

// Whether a plan is maintained in this state: drafting is not enough, and a standstill still is (s.45(4)).
bool plan_stands(const CaseState& state);

}  // namespace ehcflow::workflow
