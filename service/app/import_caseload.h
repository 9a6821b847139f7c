// import_caseload: takes in the caseload of another system, each child whole or not at all (docs/import.md).
//
// Everything is read and judged before anything is written, so a dry run says all that the run would. All of it is one
// transaction: a run that was cut short has recorded nothing. What is recorded already is known again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "interchange/import/caseload.h"
#include "interchange/import/mapping.h"
#include "storage/ledger.h"

namespace ehcflow::service {

struct ImportSource {
    std::string name;  // without its folder; goes into the record with the events
    interchange::FileKind kind = interchange::FileKind::Children;
    std::string bytes;
};

enum class ImportMode : std::uint8_t { Dry, Record };

struct ImportJob {
    const interchange::Mapping& mapping;
    std::vector<ImportSource> sources;
    ImportMode mode = ImportMode::Dry;
    Date today;
    storage::RecorderId recorder;
    std::string key{};                                                     // of the request, kept with its reply; or ""
    std::function<storage::KeptReply(const struct ImportReport&)> keep{};  // where there is a key
};

struct ImportReport {
    std::vector<interchange::SourceFile> files;  // every row with its verdict
    std::size_t new_children = 0;                // in a dry run: that would be
    std::size_t added_to = 0;                    // children recorded before
    std::size_t events = 0;

    std::size_t rows(interchange::Verdict::Was was) const;
};

// `ledger` may be null in a dry run: then nothing is recorded yet. The failure is one sentence for each file that
// cannot be read at all; then nothing is written. Throws StorageError.
Result<ImportReport, std::vector<std::string>> import_caseload(storage::Ledger* ledger,
                                                               const workflow::Calendar& calendar, ImportJob job);

}  // namespace ehcflow::service
