// Compose: from a case (its record and its timeline), the council's settings and the day of sending, to the values that
// a notice's template is filled with, and the event that is recorded when it goes.
//
// Everything that stops a notice is found at once, and nothing is composed then. No date is counted here: see
// foresight.h. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/notices.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"
#include "workflow/event.h"

namespace ehcflow::documents {

struct CaseFile {
    const templates::Value& record;   // docs/case-record.md
    const templates::Value& council;  // the council's settings, as the same page has them
    const workflow::Timeline& timeline;
    const workflow::Calendar& calendar;
};

struct Sending {
    Notice notice = Notice::WillAssess;
    std::string recipient;  // the `id` of a person in the record's family
    Date sent_on;
    std::string route{};  // hand, email, first-class, second-class, or nothing
};

struct Composed {
    const NoticeRow* notice = nullptr;
    templates::Value values;
    workflow::Event event;
    std::optional<workflow::Event> also{};  // recorded with it, where one sending is two steps in law
};

// The ids of those in the family to whom notices must go, in the record's order. Each is a letter of its own.
std::vector<std::string> recipients(const templates::Value& record);

Result<Composed, Findings> compose(const CaseFile& file, const Sending& sending);

}  // namespace ehcflow::documents
