// A paper of the council's own that is one text in versions, such as the plan of action or a month's closed figures: a
// ledger's paper (docs/decisions/0004-papers.md) to which nothing else happens than that a version is recorded. Nothing
// about a child but a case's reference belongs in one. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/ledger.h"

namespace ehcflow::service {

struct PaperGiven {
    storage::PaperName name;
    storage::Sequence expected = 0;  // the version that the writer has seen; 0: there is none yet
    storage::RecorderId by;          // the account of whoever answers for it, which need not be the one that records it
    std::string why;                 // a sentence; may be empty
    std::string text;
};

struct PaperVersion {
    storage::Sequence version = 0;
    Instant recorded_at;
    storage::RecorderId recorder, by;
    std::string why;
    storage::Digest text;  // for Ledger::bytes()
};

// Answers with the version that it now is.
Result<storage::Sequence, storage::Conflict> record_version(storage::Ledger& ledger, const PaperGiven& given,
                                                            const storage::RecorderId& recorder,
                                                            const storage::Effects& effects);

// The newest last. Throws std::runtime_error where what was recorded cannot be read.
std::vector<PaperVersion> versions_of(const storage::Ledger& ledger, const storage::PaperName& name);
std::optional<PaperVersion> newest_version(const storage::Ledger& ledger, const storage::PaperName& name);

}  // namespace ehcflow::service
