// DocumentView: a document of the ledger with what it was made from: whom it is for, when it is to go, what its sending
// records, and what the checks found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/check/letter_checks.h"
#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

// Kept beside the bytes, as JSON, so that a document can be explained, issued and made again.
struct DocumentOrigin {
    templates::Value values;  // what the template was filled with
    Date sent_on;             // the day on which it is to go: its dates are counted from it
    std::vector<std::string>
        events;  // those that its sending records, JSON each; none where it is a document of no case
    storage::Sequence sequence = 0;  // where the case stood when it was made
    Findings findings;
    std::vector<documents::Override> overrides{};  // who took a finding upon themselves, and why
    std::size_t pages = 0;
    std::string route{};  // by which it is to go; nothing where that is left open
    std::string way{};    // how it can go by post: "notify", "print-or-secure-link"; nothing where it is no letter
};

struct DocumentView {
    storage::Document document;
    DocumentOrigin origin;
};

// What lists show of a document, as the ledger keeps it beside the bytes.
storage::DocumentNow document_now(const DocumentView& view);
templates::Value findings_of(const storage::DocumentLine& line);

// As they are kept, and as the API answers.
templates::Value findings_value(const Findings& findings, const std::vector<documents::Override>& overrides = {});
Findings findings_of(const templates::Value& list);  // of anything else none
// Proof of notice: who approved it, when it went and how, when it arrived. What was noted of a step may name people.
enum class Notes : std::uint8_t { Told, KeptBack };
templates::Value steps_value(const storage::Document& document, Notes notes);
templates::Value overrides_value(const std::vector<documents::Override>& overrides);
std::vector<documents::Override> overrides_of(const templates::Value& list);  // of anything else none
std::string write_origin(const DocumentOrigin& origin);

// Of a case, and no finding is an error that nobody took upon themselves.
bool is_fit(const DocumentView& view);

// The ODT made again from the template and the data that are kept: the same bytes, however the templates have changed.
// Throws std::runtime_error where that cannot be done.
std::string made_anew(const Desk& desk, const DocumentView& view);

enum class Form { Odt, Pdf, Text, WebPage, LargePrint, LargePrintOdt };

// Throws std::runtime_error where what was stored can no longer be read.
DocumentView work_out(const storage::Ledger& ledger, storage::Document document);
Result<DocumentView, Refused> view_document(const Desk& desk, const DocumentId& id);
std::string bytes_of(const Desk& desk, const storage::Document& document, Form form);

}  // namespace ehcflow::service
