// What a ledger is made of, for the files that hold its members: ledger.cpp (opening and writing), ledger_read.cpp and
// the others that begin with its name. Not for others.
#pragma once

#include <mutex>
#include <utility>

#include "storage/group_commit.h"
#include "storage/ledger.h"
#include "storage/writing.h"

namespace ehcflow::storage {

// Connections for reading, one for each that reads at once; kept for the next.
class Readers {
public:
    Readers(std::filesystem::path file, std::chrono::milliseconds busy_timeout)
        : file_(std::move(file)), busy_timeout_(busy_timeout) {}

    // All that `look` reads is of one moment.
    template <class Look>
    auto read(Look look) {
        Database database = take();
        Transaction moment(database, Transaction::Kind::Read);
        auto seen = look(database);
        moment.commit();
        give_back(std::move(database));
        return seen;
    }

private:
    Database take() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return Database(file_, Database::Mode::ReadOnly, busy_timeout_);
        Database database = std::move(idle_.back());
        idle_.pop_back();
        return database;
    }
    void give_back(Database database) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(database));
    }

    const std::filesystem::path file_;
    const std::chrono::milliseconds busy_timeout_;
    std::mutex mutex_;
    std::vector<Database> idle_;
};

// What a row holds, where it can be read.
template <class T>
T sound(std::optional<T> value, std::string_view where) {
    if (!value)
        throw StorageError(Trouble::Corrupt,
                           "the ledger: " + std::string(where) + " cannot be read; run ehcflow verify");
    return std::move(*value);
}

struct Ledger::Parts {
    Settings settings;
    std::filesystem::path file;
    std::unique_ptr<GroupCommit> writer;  // none when opened for reading
    Readers readers;

    using Check = std::function<std::optional<Conflict>(Database&)>;
    using Work = std::function<void(Writing&)>;
    // One write, in one transaction with its effects: refused where its key was used or the check says why, else done.
    std::optional<Conflict> write(const RecorderId& recorder, const Effects& effects, const Check& check,
                                  const Work& work);
};

// Why nothing can be recorded of the case, whose newest event the writer takes to be this one; or nothing.
std::optional<Conflict> unfit_case(Database& database, const CaseId& id,
                                   std::optional<Sequence> expected = std::nullopt);
Sequence revision_of(Database& database, const CaseId& id);       // of the record
std::int64_t papers_as_of(Database& database, const CaseId& id);  // the newest step of any of its documents
std::int64_t record_as_of(Database& database, const CaseId& id);
// The row of how a case stands; one that does not hold for sure is written so that no day trusts it.
void put_now(Database& database, const CaseNow& now, bool holds);
bool is_newest(Database& database, const CaseNow& now);  // no event and nothing of the record came since
void put_now(Database& database, const DocumentNow& now);
bool holds_lease(Database& database, const JobLease& lease);
void put_job(Database& database, const NewJob& job, Instant now);
void finish_job(Database& database, const JobLease& lease, Instant now);
void put_batch(Database& database, const NewBatch& batch, Instant now);
void put_yield(Database& database, const JobId& job, const BatchYield& yield);
std::int64_t clear_batches(Database& database, Instant before);  // whose records all have ended; how many
std::optional<Sequence> last_sequence(Database& database, const CaseId& id);
bool is_erased(Database& database, const CaseId& id);
bool is_held(Database& database, const CaseId& id);
std::optional<CaseHistory> history_of(Database& database, const CaseId& id);
// Why the changes cannot be made, or nothing.
std::optional<Conflict> unfit_people(Database& database, const std::optional<CaseId>& of_case, const People& people);
std::optional<Document> document_of(Database& database, const DocumentId& id);

}  // namespace ehcflow::storage
