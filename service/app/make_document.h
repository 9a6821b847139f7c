// make_document: fills a template and renders it. What preparing a notice, making a statement and trying a template
// have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/app/document_view.h"

namespace ehcflow::service {

struct Made {
    std::string odt;
    std::string source;  // what the PDF is made of: flat XML, or the ODT where the template is a package
    std::string pdf{};
    std::size_t pages = 0;
    Findings findings{};  // of the checks on every PDF
};

// Filled, with no PDF yet. Refused where the values do not fill the template.
Result<Made, Refused> fill_document(const ShelvedTemplate& form, const templates::Value& values);
// Its PDF too. Refused where the office cannot make it in time.
Result<void, Refused> render_document(documents::Renderer& renderer, std::chrono::milliseconds limit,
                                      const ShelvedTemplate& form, Made& made);
Result<Made, Refused> make_document(const Desk& desk, const ShelvedTemplate& form, const templates::Value& values);

// As the ledger takes it: under a number of its own.
storage::NewDocument new_document(const ShelvedTemplate& form, const Made& made, const DocumentOrigin& origin);
// The document as work_out() will read it once it is stored.
DocumentView view_of(const Desk& desk, const storage::NewDocument& made, DocumentOrigin origin);

Refused cannot_prepare(Findings findings);

}  // namespace ehcflow::service
