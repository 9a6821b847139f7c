#include "service/app/list_cases.h"

#include <algorithm>
#include <tuple>

namespace ehcflow::service {
namespace {

auto urgency(const CaseView& view) {
    const workflow::Duty* next = workflow::next_duty(view.answer);
    const bool late = next != nullptr && next->status == workflow::Status::Overdue;
    const bool dated = next != nullptr && next->due.has_value();
    return std::make_tuple(!late, !dated, dated ? *next->due : kLastDate, next == nullptr, view.id());
}

}  // namespace

std::vector<CaseView> list_cases(const Desk& desk, Date today) {
    std::vector<CaseView> views;
    desk.ledger.for_each_case([&](const storage::CaseHistory& history) {
        if (!history.erased) views.push_back(work_out(desk, history, today));
    });
    std::sort(views.begin(), views.end(), [](const CaseView& a, const CaseView& b) { return urgency(a) < urgency(b); });
    return views;
}

}  // namespace ehcflow::service
