// Documents and papers as the ledger is given them and gives them back. Values; no thread rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/personal.h"
#include "storage/digest.h"
#include "storage/people.h"

namespace ehcflow::storage {

struct NewDocument {
    DocumentId id;                  // new_document_id()
    std::optional<CaseId> of_case;  // nothing for a document about many cases, which can be prepared but not issued
    std::string kind;               // as base/id.h allows
    std::string recipient;          // whom in the record it is for, as base/id.h allows; may be empty. Never a name
    std::string title;              // one line, without personal data
    TemplateName template_name;
    Digest template_hash;
    std::string rulebook;
    Body data;  // what the template was filled with
    std::string odt;
    std::optional<std::string> pdf;
    std::string template_source{};  // what template_hash is the hash of; kept once, so that the ODT can be made anew
};

// What became of a document: approved, issued, dispatched. Which step may follow which its caller knows.
struct NewStep {
    std::string kind;  // as base/id.h allows
    Date happened_on;
    std::string officer;  // whose step it is, as base/id.h allows; may be empty. Never a name
    std::string route;    // by which it went, as base/id.h allows; may be empty
    Body note;            // what was said of it; may be empty
};
struct DocumentStep {
    std::int64_t position = 0;
    std::string kind;
    Date happened_on;
    std::string officer, route;
    std::optional<Sequence> event;  // the last of those recorded with it, where there were any
    Instant recorded_at;
    RecorderId recorder;
    std::optional<Body> note;  // nothing once it has been erased
};

struct Document {
    DocumentId id;
    std::optional<CaseId> of_case;
    std::string kind, recipient, title;
    TemplateName template_name;
    Digest template_hash;
    std::string rulebook;
    Digest data, odt;  // for Ledger::bytes()
    std::optional<Digest> pdf;
    Instant prepared_at;
    RecorderId prepared_by;
    std::vector<DocumentStep> steps{};  // in their order

    // The last step of this kind, or nothing.
    const DocumentStep* last(std::string_view which) const {
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            if (step->kind == which) return &*step;
        return nullptr;
    }
};

// --- papers: what is the council's own and of no case (docs/decisions/0004-papers.md) ---
struct PaperName {
    std::string kind, name;  // as base/id.h allows: "letter-template", "will-assess"
};

// What happened to a paper. Nothing about a child belongs in one: it is never erased.
struct NewPaperEvent {
    std::string kind;                      // as base/id.h allows: "approved"
    Body body;                             // JSON text: who and why
    std::optional<std::string> content{};  // bytes that came with it, kept by their hash among the documents
};

struct PaperEvent {
    Sequence sequence = 0;
    std::string kind;
    Instant recorded_at;
    RecorderId recorder;
    Body body;
    std::optional<Digest> content;  // for Ledger::bytes()
};

}  // namespace ehcflow::storage
