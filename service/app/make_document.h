// make_document: fills a template and renders it. What preparing a notice and making a statement
// have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/app/document_view.h"

namespace ehcflow::service {

struct Made {
    std::string odt;
    std::string pdf;
    std::string flat;  // what the PDF was made of
    std::size_t pages = 0;
    Findings findings{};  // of the checks on every PDF
};

// What a document is made with.
struct Press {
    const TemplateShelf& templates;
    documents::Renderer* renderer;  // none: no PDF is made
    std::chrono::milliseconds render_limit{30'000};
};

// Refused where the values do not fill the template or the office cannot make the PDF in time.
Result<Made, Refused> make_document(const Press& press, std::string_view template_path, const templates::Value& values);
inline Result<Made, Refused> make_document(const Desk& desk, std::string_view template_path,
                                           const templates::Value& values) {
    return make_document(Press{desk.templates, &desk.renderer, desk.render_limit}, template_path, values);
}

// As the ledger takes it: under a number of its own.
storage::NewDocument new_document(const Desk& desk, std::string_view template_path, const Made& made,
                                  const DocumentOrigin& origin);
// The document as work_out() will read it once it is stored.
DocumentView view_of(const Desk& desk, const storage::NewDocument& made, DocumentOrigin origin);

Refused cannot_prepare(Findings findings);

}  // namespace ehcflow::service
