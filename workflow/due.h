// due(): every statutory duty of one case, worked out from what happened and the rule book. Nothing here is stored.
//
// Pure: the same timeline, calendar and day give the same answer, byte for byte. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "workflow/calendar.h"
#include "workflow/event.h"
#include "workflow/lifecycle.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {

enum class Status : std::uint8_t { Open, Due, Met, Late, Overdue, Excused, Omitted, Closed, Breached, Void };
std::string_view name_of(Status status);
std::string_view name_of(Party party);

struct Duty {
    const Rule* rule = nullptr;
    const Event* trigger = nullptr;  // points into the timeline that was asked about
    std::optional<Date> due;         // the last lawful day; none for an undated duty
    std::optional<Date> safe;        // the earliest defensible reading; for a family's window, hold it open to this
    Status status = Status::Open;
    const Event* met_by = nullptr;      // what discharged it
    std::optional<Date> met_on;         // the day on which it did
    const Event* void_by = nullptr;     // why it no longer arises
    const Event* cut_by = nullptr;      // the step that was taken without it, or that cut a window short
    const Event* excused_by = nullptr;  // the exception that its provision admits
    bool agreed = false;                // `due` is a day that was agreed or directed
    std::optional<Date> counted_from;   // where that is not the trigger's own day: service, the day the plan was made
    std::optional<Date> safe_counted_from;
};

struct Answer {
    Date today;
    std::string_view rulebook;
    std::string calendar;
    std::vector<std::string> warnings;
    CaseState state;
    std::vector<Duty> duties;  // sorted by due (none last), rule, the trigger's position
};

// Refused where an event cannot have happened. The timeline must outlive the answer.
Result<Answer, Refusal> due(const Timeline& timeline, const Calendar& calendar, Date today,
                            const RuleBook& book = RuleBook());

// The first duty that somebody must still act on, or nothing: overdue ones first, then by date, then undated.
const Duty* next_duty(const Answer& answer);

// The first day that is not "due within 10 working days" any more.
Date no_longer_soon(Date today, const Calendar& calendar);

// One word for a case list: the lifecycle that has gone furthest, "review: meeting-held" and the like.
std::string stage_in_words(const CaseState& state);

}  // namespace ehcflow::workflow
