#include "service/app/measured_cases.h"

#include "interchange/caseload.h"
#include "service/app/list_cases.h"

namespace ehcflow::service {

MeasuredCases measured_cases(const storage::Ledger& ledger, const workflow::Calendar& calendar, Date today) {
    MeasuredCases cases;
    cases.views = caseload(ledger, calendar, today);
    for (const CaseView& view : cases.views) {
        workflow::Child child{&view.timeline, &view.answer, {}, {}, {}};
        for (const storage::RecordedEvent& event : view.history.events)
            child.recorded_on.push_back(london_date(event.recorded_at));
        if (auto measured = interchange::read_measured(view.record)) {
            child.views = std::move(measured->views);
            child.grades = std::move(measured->grades);
        }
        cases.children.push_back(std::move(child));
        cases.references.push_back(view.id().text());
    }
    return cases;
}

}  // namespace ehcflow::service
