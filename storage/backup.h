// Backups: the whole of what was recorded in one file, taken beside a running service and read back before it counts as
// made: the ledger, who looked at what, and the anchors that the ledger is held to.
#pragma once

#include <filesystem>
#include <optional>

#include "storage/ledger.h"
#include "storage/sealed_file.h"

namespace ehcflow::storage {

// How far a backup reaches.
struct BackupPoint {
    Verification verified;  // of the copy, not of the ledger it was taken from
    std::optional<Instant> last_entry;
    std::int64_t looks = 0, anchors = 0;
};

// What stands beside the ledger; a file that is not there is left out.
struct BesideLedger {
    std::filesystem::path access{}, anchors{};
};

// Throws StorageError, leaving no file, where it cannot be written or what was written does not verify. With a key it
// is sealed. `file` must not be there yet.
BackupPoint make_backup(const Ledger& ledger, const BesideLedger& beside, const std::filesystem::path& file,
                        const std::optional<SealKey>& key);

// Into a data folder that holds no ledger, no looks and no anchors yet (DATA/ledger/ledger.db, DATA/access/access.db,
// DATA/anchors). Throws StorageError, leaving the folder as it was, where the backup cannot be opened or does not
// verify. One that was made before backups held more than the ledger is restored likewise.
BackupPoint restore_backup(const std::filesystem::path& file, const std::filesystem::path& data,
                           const std::optional<SealKey>& key);

}  // namespace ehcflow::storage
