// Backups: the whole ledger in one file, taken beside a running service and read back before it counts as made.
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
};

// Throws StorageError, leaving no file, where it cannot be written or what was written does not verify. With a key it
// is sealed. `file` must not be there yet.
BackupPoint make_backup(const Ledger& ledger, const std::filesystem::path& file, const std::optional<SealKey>& key);

// Into a ledger folder that is not there or empty. Throws StorageError, leaving the folder as it was, where the backup
// cannot be opened or does not verify.
BackupPoint restore_backup(const std::filesystem::path& file, const std::filesystem::path& folder,
                           const std::optional<SealKey>& key);

}  // namespace ehcflow::storage
