#include "service/app/prepare_document.h"

#include <algorithm>

#include "documents/check/approved_passages.h"
#include "documents/check/pdf/page_layout.h"
#include "documents/check/pdf/printed_page.h"
#include "documents/compose/check_mark.h"
#include "documents/compose/compose.h"
#include "documents/compose/plan_changes.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/child_names.h"
#include "service/app/plan_keeping.h"
#include "service/app/template_versions.h"

namespace ehcflow::service {
namespace {

using templates::Value;

struct Letter {
    storage::NewDocument stored;
    DocumentView view;
};

Result<Letter, Refused> make_letter(const Desk& desk, const CaseView& view, const Preparation& preparation,
                                    const std::string& to, const ShelvedTemplate& form,
                                    std::span<const std::string> children) {
    const std::optional<Value> before =
        documents::tells_changes(preparation.notice) ? plan_before(desk, view) : std::nullopt;
    const documents::CaseFile file{view.record, desk.council, view.timeline, desk.calendar,
                                   before ? &*before : nullptr};
    const documents::Sending sending{preparation.notice, to, preparation.sent_on, preparation.route,
                                     documents::check_number(storage::random_bytes(documents::kCheckBytes))};
    auto written = write_letter(desk.templates, file, sending, form, children);
    if (!written) return Failure{std::move(written).error()};
    const auto way = press_letter(desk.renderer, desk.render_limit, file, sending, form, *written);
    if (!way) return Failure{way.error()};
    documents::Composed& composed = written->composed;
    std::vector<std::string> events;
    for (const workflow::Event& event : composed.events) events.push_back(interchange::write_event(event));
    DocumentOrigin origin{{}, preparation.sent_on, std::move(events), view.sequence(), {}, preparation.overrides};
    origin.pages = written->made.pages;
    origin.way = *way;
    origin.route = preparation.route;
    origin.findings = std::move(written->findings);
    const Findings of_plan = plan_findings(view, preparation.notice, preparation.sent_on);
    origin.findings.insert(origin.findings.end(), of_plan.begin(), of_plan.end());
    origin.values = std::move(composed.values);
    storage::NewDocument stored = new_document(form, written->made, origin);
    stored.of_case = view.id();
    stored.kind = composed.notice->name;
    stored.recipient = to;
    stored.title = composed.notice->title;
    DocumentView shown = view_of(desk, stored, std::move(origin));
    return Letter{std::move(stored), std::move(shown)};
}

}  // namespace

Result<WrittenLetter, Refused> write_letter(const TemplateShelf& shelf, const documents::CaseFile& file,
                                            const documents::Sending& sending, const ShelvedTemplate& form,
                                            std::span<const std::string> children) {
    auto composed = documents::compose(file, sending);
    if (!composed) return Failure{cannot_prepare(std::move(composed).error())};
    auto required = shelf.approved().passages(*composed->notice, sending.sent_on, composed->values);
    if (!required) return Failure{cannot_prepare(std::move(required).error())};
    auto made = fill_document(form, composed->values);
    if (!made) return Failure{std::move(made).error()};
    const auto pieces = documents::read_pieces(made->source);
    if (!pieces)
        return Failure{cannot_prepare({{"not-read", Severity::Error, form.name, pieces.error(),
                                        "Open the template in LibreOffice and mend it."}})};
    const std::string xml = documents::xml_of(made->source), text = documents::text_of_flat(xml);
    const std::string snapshot = interchange::write_value(composed->values);
    const documents::Output outputs[] = {{"the words", text}, {"the file", xml}, {"what is kept beside it", snapshot}};
    Findings findings =
        documents::check_letter({file, sending, *composed, *pieces, text, *required, outputs, children});
    return WrittenLetter{std::move(composed).value(), std::move(required).value(), std::move(made).value(),
                         std::move(findings)};
}

// A PDF that cannot be read back is never sent.
Result<std::string, Refused> press_letter(documents::Renderer& renderer, std::chrono::milliseconds limit,
                                          const documents::CaseFile& file, const documents::Sending& sending,
                                          const ShelvedTemplate& form, WrittenLetter& letter) {
    auto rendered = render_document(renderer, limit, form, letter.made);
    if (!rendered) return Failure{std::move(rendered).error()};
    Findings& findings = letter.findings;
    std::string way;
    const auto printed = documents::read_printed(letter.made.pdf);
    if (!printed) {
        findings.push_back({"pdf-not-read", Severity::Error, "the PDF", printed.error(), "Prepare it again."});
        return way;
    }
    const std::string words = printed->title + "\n" + printed->text();
    for (Finding& finding : documents::check_notice_content(printed->running_text(), letter.required)) {
        finding.place += ", in the PDF";
        findings.push_back(std::move(finding));
    }
    const documents::Output outputs[] = {{"the PDF", words}};
    for (documents::Spot& spot :
         documents::told_although_marked(documents::marks_against(file.record, sending.recipient), outputs))
        findings.push_back({"told-although-marked", Severity::Error, std::move(spot.place), std::move(spot.what),
                            std::move(spot.mend)});
    if (letter.composed.notice->template_path.starts_with("letters/")) {
        Findings layout = documents::check_layout(*printed, letter.made.pdf.size());
        way = documents::name_of(documents::way_for(layout));
        findings.insert(findings.end(), layout.begin(), layout.end());
    }
    findings.insert(findings.end(), letter.made.findings.begin(), letter.made.findings.end());
    return way;
}

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
    const auto form = template_for(desk, documents::notice_row(preparation.notice), preparation.sent_on);
    if (!form) return Failure{form.error()};
    const auto children = desk.children->of(desk.ledger);
    std::vector<Letter> letters;
    std::vector<DocumentView> views;
    for (const std::string& person : people) {
        auto letter = make_letter(desk, *view, preparation, person, **form, *children);
        if (!letter) return Failure{std::move(letter).error()};
        views.push_back(letter->view);
        letters.push_back(std::move(letter).value());
    }
    std::vector<storage::Ledger::Prepared> prepared;
    for (Letter& letter : letters) prepared.push_back({std::move(letter.stored), document_now(letter.view)});
    const auto stored = desk.ledger.prepare_documents(prepared, desk.recorder, keep ? keep(views) : storage::Effects{});
    if (!stored) return Failure{from_ledger(stored.error())};
    return views;
}

}  // namespace ehcflow::service
