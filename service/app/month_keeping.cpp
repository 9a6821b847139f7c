#include "service/app/month_keeping.h"

#include <ranges>
#include <stdexcept>

#include "interchange/snapshot.h"

namespace ehcflow::service {
namespace {

storage::PaperName name_of(std::chrono::year_month month) { return {"closed-month", interchange::to_iso(month)}; }

}  // namespace

Result<workflow::Snapshot, Refused> close_month(const MonthBooks& books, const MonthClosing& closing,
                                                const Keep<workflow::Snapshot>& keep) {
    const auto closed_already = [] {
        return Failure{Refused{Reason::MonthClosed,
                               "The month was closed already. What is corrected later is shown as "
                               "a restatement; the closed figures stay."}};
    };
    if (workflow::end_of(closing.month) >= books.today)
        return Failure{Refused{Reason::NotDue, "The month is not over. Close it from the first day of the next."}};
    if (newest_version(books.ledger, name_of(closing.month))) return closed_already();
    const MeasuredCases cases = measured_cases(books.ledger, books.calendar, books.today);
    workflow::Snapshot snapshot =
        workflow::snapshot(cases.children, cases.references, closing.month, books.today, books.calendar);
    const auto written = record_version(
        books.ledger, {name_of(closing.month), 0, closing.by, closing.why, interchange::write_snapshot(snapshot)},
        books.recorder, keep ? keep(snapshot) : storage::Effects{});
    if (written) return snapshot;
    if (written.error().code == storage::Conflict::Code::PaperMoved) return closed_already();
    return Failure{from_ledger(written.error())};
}

std::optional<ClosedMonth> closed_month(const storage::Ledger& ledger, std::chrono::year_month month) {
    auto paper = newest_version(ledger, name_of(month));
    if (!paper) return std::nullopt;
    const auto json = ledger.bytes(paper->text);
    auto snapshot = interchange::read_snapshot(json.value_or(std::string()));
    if (!snapshot || snapshot->month != month)
        throw std::runtime_error("the closed month " + interchange::to_iso(month) + " in the ledger cannot be read");
    return ClosedMonth{std::move(*paper), std::move(snapshot).value()};
}

std::optional<std::string> closed_by(const storage::Ledger& ledger, std::chrono::year_month month) {
    const auto paper = newest_version(ledger, name_of(month));
    return paper ? std::optional(paper->by.text()) : std::nullopt;
}

Result<ActionPlanView, Refused> plan_of_month(const storage::Ledger& ledger, std::chrono::year_month month) {
    if (const auto closed = newest_version(ledger, name_of(month)))
        for (const PaperVersion& one : action_plan_versions(ledger) | std::views::reverse)
            if (one.recorded_at <= closed->recorded_at) return view_action_plan(ledger, one.version);
    return view_action_plan(ledger);
}

documents::MonthsTold told_months(const storage::Ledger& ledger, const workflow::Calendar& calendar,
                                  const MeasuredCases& cases, std::chrono::year_month last, int count, Date today) {
    const auto months = documents::months_up_to(last, count);
    const auto closed = [&](std::chrono::year_month month) -> std::optional<workflow::Snapshot> {
        if (auto one = closed_month(ledger, month)) return std::move(one->snapshot);
        return std::nullopt;
    };
    return documents::tell_months(workflow::snapshots(cases.children, cases.references, months, today, calendar),
                                  closed, cases.children, cases.references);
}

}  // namespace ehcflow::service
