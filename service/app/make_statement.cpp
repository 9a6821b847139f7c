#include "service/app/make_statement.h"

#include "documents/compose/statement.h"
#include "service/app/list_cases.h"

namespace ehcflow::service {
namespace {

Date last_day_of(std::chrono::year_month month) { return Date(std::chrono::sys_days(month / std::chrono::last)); }

}  // namespace

Result<DocumentView, Refused> make_statement(const Desk& desk, std::chrono::year_month month,
                                             const Keep<DocumentView>& keep) {
    const std::vector<CaseView> views = list_cases(desk, desk.today());
    std::vector<const workflow::Answer*> answers;
    for (const CaseView& view : views) answers.push_back(&view.answer);
    const std::string_view path = documents::kMonthlyStatementTemplate;
    templates::Value values = documents::compose_statement(answers, month, desk.council, desk.today());
    auto made = make_document(desk, path, values);
    if (!made) return Failure{std::move(made).error()};
    DocumentOrigin origin{std::move(values), last_day_of(month), {}, 0, {}};
    storage::NewDocument stored = new_document(desk, path, *made, origin);
    stored.kind = "monthly-statement";
    stored.title = "Monthly progress statement";
    DocumentView view = view_of(desk, stored, std::move(origin));
    const auto done = desk.ledger.prepare_document(stored, token_holder(), keep ? keep(view) : storage::Effects{});
    if (!done) return Failure{from_ledger(done.error())};
    return view;
}

}  // namespace ehcflow::service
