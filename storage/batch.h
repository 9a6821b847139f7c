// Batches: many documents asked for at once. Each record is a job of kind "bulk" of its own, so a batch goes on where
// it was after a crash, each record has its effect once, and one that cannot be made holds up no other. What a record
// says is forgotten as soon as its document is made. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/record.h"

namespace ehcflow::storage {

using BatchId = Id<struct BatchTag>;  // new_batch_id()
using JobId = Id<struct JobTag>;
using RecordNumber = std::int64_t;  // the place of a record in its batch, from 1

struct BatchRecord {
    std::optional<CaseId> of_case;  // its job is erased with it; one that is not known is left out
    std::string body;               // JSON that may be about people
};

struct NewBatch {
    BatchId id;
    std::string what;  // JSON, without personal data: what is to be made of each record
    std::string form;  // the template's bytes, as they were when the batch was asked for; or nothing
    std::vector<BatchRecord> records;
};

// The record that a job is to make.
struct BatchTask {
    BatchId batch;
    RecordNumber record = 0;
    std::string what, body;
};

// What a job made of its record: documents of the ledger, or bytes that the batch keeps.
struct BatchYield {
    std::vector<DocumentId> documents{};
    std::string bytes{};
};

struct BatchState {
    BatchId id;
    Instant made_at;
    std::string what;
    std::int64_t records = 0, made = 0, failed = 0;

    std::int64_t waiting() const { return records - made - failed; }
};

struct BatchFailure {
    RecordNumber record = 0;
    JobId job;
    std::string reason;  // "" where the case, and with it the job, was erased
};

struct BatchMade {
    RecordNumber record = 0;
    std::vector<DocumentId> documents;  // none where the batch keeps the bytes
};

}  // namespace ehcflow::storage
