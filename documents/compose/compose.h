// Compose: from a case (its record and its timeline), the council's settings and the day of sending, to the values that
// a notice's template is filled with, and the event that is recorded when it goes.
//
// Everything that stops a notice is found at once, and nothing is composed then. No date is counted here: see
// foresight.h. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/step_events.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"
#include "workflow/event.h"

namespace ehcflow::documents {

struct CaseFile {
    const templates::Value& record;   // docs/case-record.md
    const templates::Value& council;  // the council's settings, as the same page has them
    const workflow::Timeline& timeline;
    const workflow::Calendar& calendar;
    // The plan that stood before the one in the record, as the record had it; nothing where none is kept. Letters that
    // tell changes mark the difference.
    const templates::Value* plan_before = nullptr;
};

struct Sending {
    Notice notice = Notice::WillAssess;
    std::string recipient;  // the `id` of a person among those whom the notice is for (Addressee)
    Date sent_on;
    std::string route{};   // hand, email, first-class, second-class, or nothing
    std::string number{};  // check_mark.h; printed where the council's settings have a `check_address`
};

struct Composed {
    const NoticeRow* notice = nullptr;
    templates::Value values;
    std::vector<workflow::Event> events;  // what its sending records: none, one, or two steps of one sending
};

// The ids of those to whom the notice must go, in the record's order. Each is a letter of its own.
std::vector<std::string> recipients(const NoticeRow& notice, const templates::Value& record);

// The step in law that the sending is. Refers to the record.
Step step_of(const CaseFile& file, const Sending& sending);

Result<Composed, Findings> compose(const CaseFile& file, const Sending& sending);

}  // namespace ehcflow::documents
