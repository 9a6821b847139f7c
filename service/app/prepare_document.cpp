#include "service/app/prepare_document.h"

#include <algorithm>

#include "documents/check/approved_passages.h"
#include "documents/check/page_layout.h"
#include "documents/check/printed_page.h"
#include "documents/compose/check_mark.h"
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

// First names of all children but this case's, as people say them; sorted.
std::vector<std::string> names_of_others(const Desk& desk, const storage::CaseHistory& own) {
    std::vector<std::string> names;
    desk.ledger.for_each_party("child", [&](const storage::PartyId& id, const storage::Body& about) {
        if (std::ranges::any_of(own.people, [&](const storage::Participant& one) { return one.party.id == id; }))
            return;
        const auto child = interchange::read_value(about.reveal());
        if (!child) return;
        for (const std::string_view field : {"first_name", "known_as"})
            if (const Value* name = child->find(field); name != nullptr && name->text() != nullptr)
                names.push_back(*name->text());
    });
    std::ranges::sort(names);
    return names;
}

// What is wrong with the letter as words and as pages. A PDF that cannot be read back is never sent.
Findings check(const documents::Subject& letter, const Made& made, DocumentOrigin& origin) {
    Findings findings = documents::check_letter(letter);
    const auto printed = documents::read_printed(made.pdf);
    if (!printed) {
        findings.push_back({"pdf-not-read", Severity::Error, "the PDF", printed.error(), "Prepare it again."});
        return findings;
    }
    const std::string words = printed->title + "\n" + printed->text();
    for (Finding& finding : documents::check_notice_content(printed->running_text(), letter.required)) {
        finding.place += ", in the PDF";
        findings.push_back(std::move(finding));
    }
    const documents::Output outputs[] = {{"the PDF", words}};
    for (documents::Spot& spot : documents::told_although_marked(
             documents::marks_against(letter.file.record, letter.sending.recipient), outputs))
        findings.push_back({"told-although-marked", Severity::Error, std::move(spot.place), std::move(spot.what),
                            std::move(spot.mend)});
    if (letter.composed.notice->template_path.starts_with("letters/")) {
        Findings layout = documents::check_layout(*printed, made.pdf.size());
        origin.way = documents::name_of(documents::way_for(layout));
        findings.insert(findings.end(), layout.begin(), layout.end());
    }
    return findings;
}

Result<Letter, Refused> make_letter(const Desk& desk, const CaseView& view, const Preparation& preparation,
                                    const std::string& to, std::span<const std::string> other_children) {
    const documents::CaseFile file{view.record, desk.council, view.timeline, desk.calendar};
    const documents::Sending sending{preparation.notice, to, preparation.sent_on, preparation.route,
                                     documents::check_number(storage::random_bytes(documents::kCheckBytes))};
    auto composed = documents::compose(file, sending);
    if (!composed) return Failure{cannot_prepare(std::move(composed).error())};
    auto required = desk.templates.approved().passages(*composed->notice, preparation.sent_on, composed->values);
    if (!required) return Failure{cannot_prepare(std::move(required).error())};
    const std::string_view path = composed->notice->template_path;
    auto made = make_document(desk, path, composed->values);
    if (!made) return Failure{std::move(made).error()};
    std::vector<std::string> events;
    for (const workflow::Event& event : composed->events) events.push_back(interchange::write_event(event));
    const auto pieces = documents::read_pieces(made->flat);
    if (!pieces)
        return Failure{cannot_prepare({{"not-read", Severity::Error, std::string(path), pieces.error(),
                                        "Open the template in LibreOffice and mend it."}})};
    DocumentOrigin origin{{}, preparation.sent_on, std::move(events), view.sequence(), {}, preparation.overrides};
    origin.pages = made->pages;
    origin.route = preparation.route;
    const std::string text = documents::text_of_flat(made->flat);
    const std::string snapshot = interchange::write_value(composed->values);
    const documents::Output outputs[] = {
        {"the words", text}, {"the file", made->flat}, {"what is kept beside it", snapshot}};
    origin.findings =
        check({file, sending, *composed, *pieces, text, *required, outputs, other_children}, *made, origin);
    const Findings of_plan = plan_findings(view.record, preparation.notice, preparation.sent_on);
    for (const Findings* more : {&std::as_const(made->findings), &of_plan})
        origin.findings.insert(origin.findings.end(), more->begin(), more->end());
    origin.values = std::move(composed->values);
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
    if (Findings refused = documents::check_overrides(preparation.overrides); !refused.empty())
        return Failure{cannot_prepare(std::move(refused))};
    const std::vector<std::string> other_children = names_of_others(desk, view->history);
    std::vector<Letter> letters;
    std::vector<DocumentView> views;
    for (const std::string& person : people) {
        auto letter = make_letter(desk, *view, preparation, person, other_children);
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
