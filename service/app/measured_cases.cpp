#include "service/app/measured_cases.h"

#include "interchange/caseload.h"
#include "service/app/list_cases.h"

namespace ehcflow::service {

MeasuredCases measured_cases(const Desk& desk, Date today) {
    MeasuredCases cases;
    cases.views = caseload(desk, today);
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

std::vector<workflow::Snapshot> months_of(const MeasuredCases& cases, const Desk& desk, std::chrono::year_month last,
                                          int count) {
    std::vector<std::chrono::year_month> months;
    for (int back = count - 1; back >= 0; --back) months.push_back(last - std::chrono::months(back));
    return workflow::snapshots(cases.children, cases.references, months, desk.today(), desk.calendar);
}

}  // namespace ehcflow::service
