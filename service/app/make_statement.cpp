#include "service/app/make_statement.h"

#include "documents/compose/statement.h"
#include "service/app/list_cases.h"

namespace ehcflow::service {
Result<DocumentView, Refused> make_statement(const Desk& desk, std::chrono::year_month month,
                                             const Keep<DocumentView>& keep) {
    const std::vector<CaseView> views = caseload(desk, desk.today());
    std::vector<workflow::Child> children;
    for (const CaseView& view : views) children.push_back({&view.timeline, &view.answer});
    const std::string_view path = documents::kMonthlyStatementTemplate;
    templates::Value values = documents::compose_statement(children, month, desk.council, desk.today(), desk.calendar);
    auto made = make_document(desk, path, values);
    if (!made) return Failure{std::move(made).error()};
    DocumentOrigin origin{std::move(values), workflow::end_of(month), {}, 0, made->findings};
    storage::NewDocument stored = new_document(desk, path, *made, origin);
    stored.kind = "monthly-statement";
    stored.title = "Monthly progress statement";
    DocumentView view = view_of(desk, stored, std::move(origin));
    const auto done = desk.ledger.prepare_documents({{std::move(stored), document_now(view)}}, desk.recorder,
                                                    keep ? keep(view) : storage::Effects{});
    if (!done) return Failure{from_ledger(done.error())};
    return view;
}

}  // namespace ehcflow::service
