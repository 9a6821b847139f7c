#include "service/app/document_forms.h"

#include <stdexcept>
#include <utility>

#include "documents/compose/letter_forms.h"

namespace ehcflow::service {
namespace {

constexpr std::string_view kOdt = "application/vnd.oasis.opendocument.text";
constexpr FormRow kForms[] = {
    {Form::Odt, "odt", kOdt, ".odt", false},
    {Form::Pdf, "pdf", "application/pdf", ".pdf", true},
    {Form::Text, "text", "text/plain; charset=utf-8", ".txt", true},
    {Form::WebPage, "html", "text/html; charset=utf-8", ".html", true},
    {Form::LargePrint, "large-print", "application/pdf", "-large.pdf", true},
    {Form::LargePrintOdt, "large-print-odt", kOdt, "-large.odt", false},
};

template <class T>
T must(Result<T, std::string> made) {
    if (!made) throw std::runtime_error("a stored document cannot be read: " + made.error());
    return std::move(made).value();
}

}  // namespace

std::span<const FormRow> form_rows() { return kForms; }

Result<std::string, Refused> document_form(const Desk& desk, const storage::Document& document, Form form) {
    const std::string stored = bytes_of(desk, document, form == Form::Pdf ? Form::Pdf : Form::Odt);
    switch (form) {
        case Form::Odt:
        case Form::Pdf:
            return stored;
        case Form::Text:
            return documents::plain_text(must(documents::read_pieces(stored)));
        case Form::WebPage:
            return documents::web_page(must(documents::read_pieces(stored)));
        case Form::LargePrintOdt:
            return must(documents::large_print(stored));
        case Form::LargePrint:
            break;
    }
    auto pdf = desk.renderer.render({must(documents::large_print(stored))}, Deadline::in(desk.render_limit));
    if (!pdf) return Failure{Refused{Reason::OfficeUnavailable, pdf.error().what}};
    return std::move(pdf->bytes);
}

}  // namespace ehcflow::service
