// import_caseload: takes in the caseload of another system, child by child, each whole or not at all (docs/import.md).
//
// Everything is read and judged before anything is written, so a dry run says all that the run would. Each child is one
// transaction; what is recorded already is known again, so a run that was cut short is completed by running it again.
#pragma once

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
