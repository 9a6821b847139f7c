#include "service/app/month_documents.h"

#include "service/app/month_keeping.h"

namespace ehcflow::service {

Result<MonthDocuments, Refused> make_month_documents(const Press& press, const documents::Progress& progress) {
    auto values = documents::compose_progress(
        progress, {press.templates.chart(documents::kMeasureChart), press.templates.chart(documents::kSparkChart)});
    if (!values) return Failure{cannot_prepare(std::move(values).error())};
    MonthDocuments month{std::move(values).value(), {}};
    for (const documents::ProgressDocument& document : documents::kProgressDocuments) {
        const ShelvedTemplate& form = press.templates.at(document.template_path);
        auto made = fill_document(form, month.values);
        if (!made) return Failure{std::move(made).error()};
        if (press.renderer != nullptr) {
            auto rendered = render_document(*press.renderer, press.render_limit, form, *made);
            if (!rendered) return Failure{std::move(rendered).error()};
        }
        month.made.push_back(std::move(made).value());
    }
    return month;
}

Result<std::vector<DocumentView>, Refused> prepare_month_documents(const Desk& desk, std::chrono::year_month month,
                                                                   documents::Copy copy,
                                                                   const Keep<std::vector<DocumentView>>& keep) {
    const auto plan = plan_of_month(desk.ledger, month);
    if (!plan)
        return Failure{cannot_prepare({{"no-action-plan", Severity::Error, "the plan of action", plan.error().detail,
                                        "Record the plan, then make the month's documents."}})};
    const Date today = desk.today();
    const MeasuredCases cases = measured_cases(desk.ledger, desk.calendar, today);
    const documents::MonthsTold told =
        told_months(desk.ledger, desk.calendar, cases, month, documents::kMonthsOfProgress, today);
    const Press press{desk.templates, &desk.renderer, desk.render_limit};
    const auto made = make_month_documents(
        press, {plan->plan, told.months, told.restated, copy, desk.council, today, closed_by(desk.ledger, month)});
    if (!made) return Failure{made.error()};
    std::vector<DocumentView> views;
    std::vector<storage::Ledger::Prepared> prepared;
    for (std::size_t at = 0; at < made->made.size(); ++at) {
        const documents::ProgressDocument& which = documents::kProgressDocuments[at];
        DocumentOrigin origin{made->values, workflow::end_of(month), {}, 0, made->made[at].findings};
        origin.pages = made->made[at].pages;
        storage::NewDocument stored = new_document(desk.templates.at(which.template_path), made->made[at], origin);
        stored.kind = which.name;
        stored.title = which.title;
        views.push_back(view_of(desk, stored, std::move(origin)));
        prepared.push_back({std::move(stored), document_now(views.back())});
    }
    const auto done = desk.ledger.prepare_documents(prepared, desk.recorder, keep ? keep(views) : storage::Effects{});
    if (!done) return Failure{from_ledger(done.error())};
    return views;
}

}  // namespace ehcflow::service
