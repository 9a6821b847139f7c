// Walks over all events from all states, and what must hold at every step. The quick test walks a few steps, the slow
// one all that there are.
//
// States: what the lifecycles permit depends on the state alone, so a walk over states in which each is met once speaks
// for event sequences of any length. Cases: duties depend on what happened before, so sequences themselves are walked,
// from typical beginnings.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workflow/event.h"
#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

inline constexpr std::size_t kEveryStep = static_cast<std::size_t>(-1);

using Stage = std::pair<Lifecycle, std::string_view>;

struct StateWalk {
    std::size_t states = 0, steps = 0, depth = 0;
    bool complete = false;              // every state that can be reached was met
    std::vector<std::string> mistakes;  // in words; the first few
    std::set<const Transition*> taken;
    std::set<Stage> stages;  // that were met
    std::set<Stage> left;    // that some event leaves, other than closing the case or the plan's end
};

// Whether states that differ in the transfer between authorities alone are walked apart. No other lifecycle asks about
// it, and together there are six times fewer.
enum class Transfers : bool { Together, Apart };

// Holds at every state and every form of event: it is taken, or refused by name with what is permitted and why; what is
// said to be permitted is taken in some form, and nothing else is; a case that stands open can be closed, and a closed
// one begins anew.
StateWalk walk_states(std::size_t most_depth, Transfers transfers);

struct Beginning {
    std::string_view name;
    std::vector<Event> events;
};
std::vector<Beginning> beginnings();
void PrintTo(const Beginning& beginning, std::ostream* out);
std::string test_name(std::string_view words);  // "under review" as a test may be called

struct CaseWalk {
    std::size_t cases = 0;
    std::vector<std::string> mistakes;
};

// Holds at every further event of every case: what was accepted is accepted again; the states are those that the
// lifecycles alone lead to; no duty disappears, and none twice; none that was met, void or passed over comes back; no
// date moves but that of an appeal by its certificate, and that only later.
CaseWalk walk_case(const Beginning& from, std::size_t depth);

// Holds after every one further event: making it void gives the answer back that was there before; taking that back
// gives the later one; and so for another day.
CaseWalk walk_corrections(const Beginning& from);

}  // namespace ehcflow::workflow
