#include "service/app/make_document.h"

#include "service/app/recording.h"
#include "workflow/rule.h"

namespace ehcflow::service {
Refused cannot_prepare(Findings findings) {
    Refused refused{Reason::CannotPrepare,
                    "The document cannot be made as things stand; each finding says what to mend."};
    refused.findings = std::move(findings);
    return refused;
}

Result<Made, Refused> fill_document(const ShelvedTemplate& form, const templates::Value& values) {
    const templates::Template& filled = form.edition.form;
    auto odt = filled.fill_package(values);
    if (!odt) return Failure{cannot_prepare(std::move(odt).error())};
    if (!filled.is_flat()) return Made{*odt, *odt};
    auto flat = filled.fill_flat(values);  // what an office reads fastest
    if (!flat) return Failure{cannot_prepare(std::move(flat).error())};
    return Made{std::move(odt).value(), std::move(flat).value()};
}

Result<void, Refused> render_document(documents::Renderer& renderer, std::chrono::milliseconds limit,
                                      const ShelvedTemplate& form, Made& made) {
    auto pdf = renderer.render({made.source}, Deadline::in(limit));
    if (!pdf) {
        if (pdf.error().fault == documents::RenderFault::BadDocument)
            return Failure{cannot_prepare({{"cannot-render", Severity::Error, form.name, pdf.error().what,
                                            "Open the template in LibreOffice and mend it."}})};
        return Failure{Refused{Reason::OfficeUnavailable, pdf.error().what}};
    }
    made.pdf = std::move(pdf->bytes);
    made.pages = pdf->pages;
    made.findings = std::move(pdf->findings);
    return {};
}

Result<Made, Refused> make_document(const Desk& desk, const ShelvedTemplate& form, const templates::Value& values) {
    auto made = fill_document(form, values);
    if (!made) return made;
    auto rendered = render_document(desk.renderer, desk.render_limit, form, *made);
    if (!rendered) return Failure{std::move(rendered).error()};
    return made;
}

storage::NewDocument new_document(const ShelvedTemplate& form, const Made& made, const DocumentOrigin& origin) {
    const auto name = TemplateName::parse(form.name);
    invariant(name.has_value(), "a template's name is an id");
    return {.id = storage::new_document_id(),
            .of_case = std::nullopt,
            .kind = {},
            .recipient = {},
            .title = {},
            .template_name = *name,
            .template_hash = form.hash,
            .rulebook = std::string(workflow::rulebook_on(origin.sent_on)),
            .data = storage::Body(write_origin(origin)),
            .odt = made.odt,
            .pdf = made.pdf,
            .template_source = form.edition.bytes};
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
                               .prepared_by = desk.recorder};
    return {std::move(document), std::move(origin)};
}

}  // namespace ehcflow::service
