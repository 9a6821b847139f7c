// What the use cases that record have in common. A write is answered before it is done: the answer is worked out on the
// case as it would stand, handed to the caller, and kept in the same transaction as the events.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "service/app/case_view.h"
#include "service/app/project.h"

namespace ehcflow::service {

// Makes of the answer what is to be kept beside the write: the reply to a repeated request, or nothing.
template <class Answer>
using Keep = std::function<storage::Effects(const Answer&)>;

// Events as a caller gives them: one JSON object each, in one settled form.
Result<std::vector<std::string>, Refused> event_bodies(const templates::Value& events);

// The case as it would stand with these events after the ones it has; or why they cannot have happened.
Result<CaseView, Refused> foresee(const Desk& desk, storage::CaseHistory history, const templates::Value& record,
                                  std::span<const std::string> bodies);

// As the ledger takes them. The bodies have passed foresee().
std::vector<storage::NewEvent> new_events(std::span<const std::string> bodies);

// What follows from a write after which the case stands as in the view: how it stands, and what its answer keeps.
template <class Answer>
storage::Effects effects_of(const CaseView& then, const Answer& answer, const Keep<Answer>& keep) {
    storage::Effects effects = keep ? keep(answer) : storage::Effects{};
    effects.now = project(then);
    return effects;
}

}  // namespace ehcflow::service
