// export_case: one case as a bundle of files in the order of its days, for a subject access request, the Ombudsman or
// the Tribunal (docs/export.md). Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "service/app/refused.h"
#include "storage/access_log.h"
#include "storage/ledger.h"
#include "templates/engine/text_template.h"
#include "workflow/calendar.h"

namespace ehcflow::service {

struct ExportJob {
    const workflow::Calendar& calendar;
    const templates::TextTemplate& index;  // templates/bundle/index.html
    Instant now;
    std::optional<std::string> reader{};                 // somebody of the family: what they may not see is left out
    std::optional<std::vector<storage::Look>> looked{};  // in order of time; nothing where no such log is kept
};

struct BundleFile {
    std::string name;  // "documents/0003-2026-02-16-will-assess.pdf": references and kinds, no personal data
    std::string bytes;
};

struct Bundle {
    std::vector<BundleFile> files;  // index.html first
    std::size_t events = 0, documents = 0, left_out = 0;
};

// Refused where there is no such case, it was erased, or nobody in its family is the reader. Throws std::runtime_error
// where what was recorded can no longer be read.
Result<Bundle, Refused> export_case(const storage::Ledger& ledger, const CaseId& id, const ExportJob& job);

}  // namespace ehcflow::service
