// Reminders of what is owed, before its day and after it: a job each, under a number made of the duty and of how long
// before or after its day it falls. So one is there once however often the day's look is cut short and begun again, and
// a look that was missed is made up for by the next. What was done meanwhile is not reminded of.
#pragma once

#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

// Adds those whose day has come. Nothing where no mail server is set. Answers how many it looked to be there.
std::size_t add_reminders(const Desk& desk);

// The worker: makes a mail to the officer of it.
Result<void, Refused> remind(const Desk& desk, const storage::Job& job, const templates::Value& body,
                             const storage::Effects& ends);

}  // namespace ehcflow::service
