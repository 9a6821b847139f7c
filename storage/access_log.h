// AccessLog: who looked at which case, when, and at what of it. A file of its own beside the ledger and not in the
// chain: it grows with every look, is read when somebody asks, and is cleared by age. Throws StorageError. Any thread.
//
// A look is on the disk within a moment of being noted, not before it is answered: a power cut may lose the last ones.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/record.h"

namespace ehcflow::storage {

struct Look {
    Instant at;
    RecorderId who;
    std::string what;  // the form of the address, never a name
};

class AccessLog {
public:
    explicit AccessLog(const std::filesystem::path& folder);

    void note(const CaseId& id, const RecorderId& who, const std::string& what, Instant at);
    std::vector<Look> looks_at(const CaseId& id) const;  // the newest first, at most 1,000
    // All of them, the oldest first, of the log in this file, beside whoever writes to it.
    static std::vector<Look> all_looks(const std::filesystem::path& file, const CaseId& id);
    std::int64_t clear(Instant before);  // answers how many
    std::int64_t count_before(Instant before) const;

    // The log in this file as it stands, into another, beside whoever writes to it.
    static void copy(const std::filesystem::path& from, const std::filesystem::path& to);
    // Reads everything; answers how many looks it holds. Throws StorageError where it is damaged or not ours.
    static std::int64_t verify(const std::filesystem::path& file);

private:
    mutable std::mutex mutex_;
    mutable Database database_;
};

}  // namespace ehcflow::storage
