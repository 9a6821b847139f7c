// Exceptions: when a recorded ground excuses lateness under a rule. It never moves the date.
#pragma once

#include <span>

#include "workflow/event.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {

// The first recorded exception that the rule's own provision admits for this duty, or nothing. Admitted means: the
// ground is one the provision lists, the record says why it made compliance impractical, it touches the duty's period,
// and its own conditions hold (an absence or a closure of at least 4 weeks; for a closure, advice asked of the setting
// in the window). `school_asked` are the days on which advice was requested from an education setting; `book` says
// whether the relaxation of 2020 is looked at.
const Event* excuse_for(const Rule& rule, const Event& trigger, Date due, std::span<const Event* const> exceptions,
                        std::span<const Date> school_asked, const RuleBook& book);

}  // namespace ehcflow::workflow
