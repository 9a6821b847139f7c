#include "service/app/make_document.h"

#include <algorithm>

#include "service/app/recording.h"
#include "workflow/rule.h"

namespace ehcflow::service {
namespace {

// A template's name as the ledger has it: "letters.will_assess.fodt".
TemplateName ledger_name(std::string_view path) {
    std::string name(path);
    std::replace(name.begin(), name.end(), '/', '.');
    const auto id = TemplateName::parse(name);
    invariant(id.has_value(), "a template's path is an id but for its slashes");
    return *id;
}

}  // namespace

Refused cannot_prepare(Findings findings) {
    Refused refused{Reason::CannotPrepare,
                    "The document cannot be made as things stand; each finding says what to mend."};
    refused.findings = std::move(findings);
    return refused;
}

Result<Made, Refused> make_document(const Desk& desk, std::string_view template_path, const templates::Value& values) {
    const templates::Template& form = desk.templates.at(template_path).edition.form;
    auto flat = form.fill_flat(values);
    if (!flat) return Failure{cannot_prepare(std::move(flat).error())};
    auto odt = form.fill_package(values);
    if (!odt) return Failure{cannot_prepare(std::move(odt).error())};
    auto pdf = desk.renderer.render({*flat}, Deadline::in(desk.render_limit));
    if (!pdf) {
        if (pdf.error().fault == documents::RenderFault::BadDocument)
            return Failure{cannot_prepare({{"cannot-render", Severity::Error, std::string(template_path),
                                            pdf.error().what, "Open the template in LibreOffice and mend it."}})};
        return Failure{Refused{Reason::OfficeUnavailable, pdf.error().what}};
    }
    return Made{std::move(odt).value(), std::move(pdf->bytes), std::move(flat).value(), pdf->pages,
                std::move(pdf->findings)};
}

storage::NewDocument new_document(const Desk& desk, std::string_view template_path, const Made& made,
                                  const DocumentOrigin& origin) {
    return {.id = storage::new_document_id(),
            .of_case = std::nullopt,
            .kind = {},
            .recipient = {},
            .title = {},
            .template_name = ledger_name(template_path),
            .template_hash = desk.templates.at(template_path).hash,
            .rulebook = std::string(workflow::rulebook_on(origin.sent_on)),
            .data = storage::Body(write_origin(origin)),
            .odt = made.odt,
            .pdf = made.pdf,
            .template_source = desk.templates.at(template_path).edition.bytes};
}

DocumentView view_of(const Desk& desk, const storage::NewDocument& made, DocumentOrigin origin) {
    storage::Document document{.id = made.id,
                               .of_case = made.of_case,
                               .kind = made.kind,
                               .recipient = made.recipient,
                               .title = made.title,
                               .template_name = made.template_name,
                               .template_hash = made.template_hash,
                               .rulebook = made.rulebook,
                               .data = storage::sha256(made.data.reveal()),
                               .odt = storage::sha256(made.odt),
                               .pdf = storage::sha256(made.pdf.value()),
                               .prepared_at = desk.clock(),
                               .prepared_by = desk.recorder,
                               .issued = std::nullopt};
    return {std::move(document), std::move(origin)};
}

}  // namespace ehcflow::service
