#include "service/app/prepare_document.h"

#include <algorithm>

#include "documents/check/approved_passages.h"
#include "documents/compose/compose.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/plan_keeping.h"

namespace ehcflow::service {
namespace {

using templates::Value;

struct Letter {
    storage::NewDocument stored;
    DocumentView view;
};

Result<Letter, Refused> make_letter(const Desk& desk, const CaseView& view, const Preparation& preparation,
                                    const std::string& to) {
    const documents::CaseFile file{view.record, desk.council, view.timeline, desk.calendar};
    auto composed = documents::compose(file, {preparation.notice, to, preparation.sent_on, preparation.route});
    if (!composed) return Failure{cannot_prepare(std::move(composed).error())};
    auto required =
        documents::approved_passages(*composed->notice, preparation.sent_on, composed->values, desk.templates.blocks());
    if (!required) return Failure{cannot_prepare(std::move(required).error())};
    const std::string_view path = composed->notice->template_path;
    auto made = make_document(desk, path, composed->values, *required);
    if (!made) return Failure{std::move(made).error()};
    const Findings of_plan = plan_findings(view.record, preparation.notice, preparation.sent_on);
    made->findings.insert(made->findings.end(), of_plan.begin(), of_plan.end());
    std::vector<std::string> events;
    for (const workflow::Event& event : composed->events) events.push_back(interchange::write_event(event));
    DocumentOrigin origin{std::move(composed->values), preparation.sent_on, std::move(events), view.sequence(),
                          made->findings};
    storage::NewDocument stored = new_document(desk, path, *made, origin);
    stored.of_case = view.id();
    stored.kind = composed->notice->name;
    stored.recipient = to;
    stored.title = composed->notice->title;
    DocumentView shown = view_of(desk, stored, std::move(origin));
    return Letter{std::move(stored), std::move(shown)};
}

}  // namespace

Result<std::vector<DocumentView>, Refused> prepare_document(const Desk& desk, const CaseId& id,
                                                            const Preparation& preparation,
                                                            const Keep<std::vector<DocumentView>>& keep) {
    const auto view = view_case(desk, id, desk.today());
    if (!view) return Failure{view.error()};
    std::vector<std::string> people = documents::recipients(documents::notice_row(preparation.notice), view->record);
    if (!preparation.to.empty()) people = {preparation.to};
    if (people.empty())
        return Failure{cannot_prepare({{"no-recipient", Severity::Error, "record.family", "Nobody receives notices.",
                                        "Set receives_notices for each person to whom they must go."}})};
    std::vector<Letter> letters;
    std::vector<DocumentView> views;
    for (const std::string& person : people) {
        auto letter = make_letter(desk, *view, preparation, person);
        if (!letter) return Failure{std::move(letter).error()};
        views.push_back(letter->view);
        letters.push_back(std::move(letter).value());
    }
    std::vector<storage::Ledger::Prepared> prepared;
    for (Letter& letter : letters) prepared.push_back({std::move(letter.stored), document_now(letter.view)});
    const auto stored =
        desk.ledger.prepare_documents(prepared, token_holder(), keep ? keep(views) : storage::Effects{});
    if (!stored) return Failure{from_ledger(stored.error())};
    return views;
}

}  // namespace ehcflow::service
