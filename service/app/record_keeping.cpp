#include "service/app/record_keeping.h"

#include "interchange/corrections.h"
#include "service/app/case_view.h"
#include "workflow/measures/tally.h"

namespace ehcflow::service {
namespace {

std::chrono::year_month month_of(Instant instant) {
    const auto day = london_date(instant).ymd();
    return day.year() / day.month();
}

void add_corrections_of_lateness(const Desk& desk, const CaseView& view, std::chrono::year_month month,
                                 RecordKeeping& counted) {
    const auto found = interchange::concealments(timeline_json(view), desk.calendar);
    invariant(found.ok(), "a case that was worked out is worked out again");
    for (const interchange::Concealment& one : *found)
        if (month_of(view.history.events[one.correction].recorded_at) == month)
            counted.corrections_of_lateness.push_back(view.id());
}

void add_events(const CaseView& view, std::chrono::year_month month, RecordKeeping& counted) {
    const Instant opened = view.history.opened_at;
    for (const storage::RecordedEvent& event : view.history.events) {
        if (month_of(event.recorded_at) != month) continue;
        if (event.kind == "correction") counted.corrections.push_back(view.id());
        if (event.kind == "exception-recorded") counted.exceptions.push_back(view.id());
        const auto late = london_date(event.recorded_at) - event.happened_on;
        if (late > std::chrono::days(workflow::kLateRecordingDays))
            (event.recorded_at == opened ? counted.recorded_with_the_case : counted.recorded_late).push_back(view.id());
    }
}

}  // namespace

RecordKeeping record_keeping(const Desk& desk, std::chrono::year_month month) {
    RecordKeeping counted;
    desk.ledger.for_each_case([&](const storage::CaseHistory& history) {
        if (history.erased) return;
        const CaseView view = work_out(desk.calendar, history, desk.today());
        const std::size_t corrections_before = counted.corrections.size();
        add_events(view, month, counted);
        if (counted.corrections.size() > corrections_before) add_corrections_of_lateness(desk, view, month, counted);
    });
    return counted;
}

}  // namespace ehcflow::service
