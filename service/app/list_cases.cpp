#include "service/app/list_cases.h"

#include <algorithm>
#include <tuple>

#include "service/app/project.h"

namespace ehcflow::service {
namespace {

auto urgency(const CaseView& view) {
    const workflow::Duty* next = workflow::next_duty(view.answer);
    const bool late = next != nullptr && next->status == workflow::Status::Overdue;
    const bool dated = next != nullptr && next->due.has_value();
    return std::make_tuple(!late, !dated, dated ? *next->due : kLastDate, next == nullptr, view.id());
}

storage::CaseLine line_of(const CaseView& view) {
    storage::CaseNow now = project(view);
    storage::CaseLine line{view.id(), view.sequence(), view.history.revision, now.stage, {}, {}};
    if (now.next) line.next = now.duties[*now.next];
    return line;
}

}  // namespace

std::vector<CaseView> caseload(const storage::Ledger& ledger, const workflow::Calendar& calendar, Date today) {
    std::vector<CaseView> views;
    ledger.for_each_case([&](const storage::CaseHistory& history) {
        if (!history.erased) views.push_back(work_out(calendar, history, today));
    });
    std::sort(views.begin(), views.end(), [](const CaseView& a, const CaseView& b) { return urgency(a) < urgency(b); });
    return views;
}

std::vector<storage::CaseLine> list_cases(const Desk& desk, Date today) {
    if (today == desk.today()) {
        refresh(desk.ledger, desk.calendar, today);
        return desk.ledger.case_lines();
    }
    std::vector<storage::CaseLine> lines;
    for (const CaseView& view : caseload(desk.ledger, desk.calendar, today)) lines.push_back(line_of(view));
    return lines;
}

}  // namespace ehcflow::service
