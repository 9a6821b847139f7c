// The ledger: what happened in every case, in the order in which it was recorded, never changed.
//
// An append is one transaction at synchronous=FULL: when append() has returned, its events survive a crash of the
// program and of the machine. Each event binds its case, sequence, body, recorder, time and the hash before it, so that
// verify() finds any that was altered, removed or put in another order. Bodies and records are JSON texts that the
// ledger does not read. Any thread may call; calls take turns.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "storage/database.h"

namespace ehcflow::storage {

using Sequence = std::int64_t;  // of one case's events, from 1; 0 is a case without events

// Somebody else was quicker, or the case is not (or already) there.
struct Conflict {
    enum class Kind { NoSuchCase, CaseExists, SequenceMoved };
    Kind kind;
    Sequence actual = 0;
};

struct StoredEvent {
    Sequence sequence;
    Instant recorded_at;
    std::string recorder;
    std::string body;
};

// What verify() found.
struct Audit {
    std::int64_t events = 0;
    std::int64_t cases = 0;
    std::string last_hash;             // of the newest event: to be kept elsewhere, so that a cut end is found too
    std::optional<std::string> fault;  // the first one, naming the entry
};

class Ledger {
public:
    // Throws StorageError where the file cannot be used, is no ledger, or was made by a newer program.
    explicit Ledger(const std::filesystem::path& file);

    // A new case with its record and first events, all or nothing.
    Result<Sequence, Conflict> create(const CaseId& id, const std::string& record, std::span<const std::string> bodies,
                                      const std::string& recorder, Instant now);
    // Further events, if the case still stands at `expected`.
    Result<Sequence, Conflict> append(const CaseId& id, Sequence expected, std::span<const std::string> bodies,
                                      const std::string& recorder, Instant now);

    std::vector<CaseId> cases() const;
    std::optional<std::string> record(const CaseId& id) const;
    std::vector<StoredEvent> events(const CaseId& id) const;  // in order; empty where there is no such case
    Audit verify() const;

private:
    Sequence insert(const CaseId& id, Sequence last, std::span<const std::string> bodies, const std::string& recorder,
                    Instant now);
    std::optional<Sequence> last_sequence(const CaseId& id) const;

    mutable std::mutex turn_;
    mutable Database database_;
};

}  // namespace ehcflow::storage
