// Ledger: what the council's record is. Cases, the events that happened to them, and the documents prepared and issued,
// in one SQLite database in a folder of its own (docs/storage.md).
//
// Promises. A call that returns has been flushed to the disk, whole; a call that fails has changed nothing. Entries are
// never changed or removed: each is chained by hash to the one before it, and the database itself refuses.
//
// Answers. A refusal that a caller can act on is a Conflict. A broken world (disk full, locked, damaged) is a
// StorageError. Bodies are opaque to the ledger and compared byte for byte, so callers give JSON in one settled form.
//
// Threads. Every member may be called from any thread. Writes are done one after another; those that wait together are
// flushed together, which is what makes many writers faster than one. Reads go beside them, each seeing one moment.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/chain_link.h"
#include "storage/now.h"
#include "storage/record.h"
#include "storage/storage_error.h"

namespace ehcflow::storage {

class Ledger {
public:
    enum class Access : std::uint8_t { Write, ReadOnly };

    struct Settings {
        Access access = Access::Write;
        std::chrono::milliseconds busy_timeout{5000};  // how long to wait for another process
        std::int64_t most_bytes = 0;                   // the ledger refuses to grow past this; 0: the disk is the limit
        Clock clock = system_now;
    };

    // For writing: makes the folder and the ledger where there is none, brings an older one up to date. For reading:
    // changes nothing.
    static Ledger open(const std::filesystem::path& folder, const Settings& settings);
    static Ledger open(const std::filesystem::path& folder) { return open(folder, Settings{}); }

    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    // --- cases ---
    // Opening the same case again with the same record and events changes nothing, whatever was appended since.
    Result<Opened, Conflict> open_case(const CaseId& id, const NewCase& given, const RecorderId& recorder,
                                       const Effects& effects = {});
    // All of the events or none; answers where the case now stands.
    Result<Sequence, Conflict> append(const CaseId& id, Sequence expected, const std::vector<NewEvent>& events,
                                      const RecorderId& recorder, const Effects& effects = {});

    // What the record says from now on, as a whole, with what changes of the people in it; answers with its revision.
    Result<Sequence, Conflict> revise_record(const CaseId& id, Sequence expected, const Body& record,
                                             const RecorderId& recorder, const Effects& effects = {},
                                             const People& people = {});

    // Many cases in one transaction: all that fit are recorded, and each that does not fit is told why and leaves
    // nothing. `keep` makes the reply that is kept under the key, where there is one, of what became of each.
    Result<Outcomes, Conflict> write_cases(const std::vector<CaseWrite>& writes, const RecorderId& recorder,
                                           const std::string& key = {}, const KeepOutcomes& keep = {});

    std::vector<CaseSummary> cases() const;  // by id
    std::optional<CaseHistory> read_case(const CaseId& id) const;
    // Every state that the record has had, in order; nothing where the case is unknown.
    std::vector<RecordRevision> revisions(const CaseId& id) const;
    // Every entry of the chain about the case, its documents and whoever took part in it, in order.
    std::vector<ChainLink> links_of(const CaseId& id) const;
    // Every case with its events, by id, as they stood at one moment.
    void for_each_case(const std::function<void(const CaseHistory&)>& visit) const;

    // --- people and places ---
    // All of the changes or none. Parts are of the case, parties may be in many.
    Result<void, Conflict> change_people(const std::optional<CaseId>& of_case, const People& people,
                                         const RecorderId& recorder, const Effects& effects = {});
    // Everybody of a kind as they now are, in no order; who was erased is left out.
    void for_each_party(const std::string& kind, const std::function<void(const PartyId&, const Body&)>& visit) const;
    // Moves whenever anybody is recorded or erased: the newest entry that did.
    std::int64_t parties_as_of() const;
    // Somebody of whom just this is known now, and who takes or took this role in some case.
    std::optional<PartyId> party_in_role(const std::string& role, const Body& about) const;
    std::vector<Party> party_versions(const PartyId& id) const;                         // the newest last
    std::vector<Part> part_revisions(const CaseId& id, const std::string& name) const;  // the newest last
    std::vector<CaseId> cases_of(const PartyId& id) const;                              // in which it takes part now

    // --- documents ---
    struct Prepared {
        NewDocument document;
        std::optional<DocumentNow> now{};
    };
    // All of them or none.
    Result<void, Conflict> prepare_documents(const std::vector<Prepared>& documents, const RecorderId& recorder,
                                             const Effects& effects = {});
    Result<void, Conflict> prepare_document(const NewDocument& document, const RecorderId& recorder,
                                            const Effects& effects = {}) {
        return prepare_documents({{document, std::nullopt}}, recorder, effects);
    }
    // One step of a document's life with the events that it is, where there are any; answers where the case now stands.
    struct Seen {                       // by whoever decided on the step
        Sequence sequence = 0;          // where the case stood
        std::int64_t papers_as_of = 0;  // the position of the newest step of any of its documents; 0: none yet
    };
    Result<Sequence, Conflict> record_step(const DocumentId& id, const NewStep& step, const Seen& seen,
                                           const std::vector<NewEvent>& events, const RecorderId& recorder,
                                           const Effects& effects = {});

    std::optional<Document> document(const DocumentId& id) const;
    std::vector<Document> documents_of(const CaseId& id) const;  // in the order of preparation
    std::vector<Document> all_documents() const;                 // in the order of preparation
    // What is stored under the digest, checked against it.
    std::optional<std::string> bytes(const Digest& digest) const;

    // --- papers ---
    // The next that happened to a paper; answers with its sequence.
    Result<Sequence, Conflict> record_paper(const PaperName& paper, Sequence expected, const NewPaperEvent& event,
                                            const RecorderId& recorder, const Effects& effects = {});
    std::vector<PaperEvent> paper_events(const PaperName& paper) const;  // in order; none where there is no such paper
    std::vector<std::string> papers(const std::string& kind) const;      // names, sorted

    // --- what pages read ---
    // Rows are right for a day between their from and through; stale() names the cases whose rows are not.
    std::vector<CaseId> stale(Date today) const;
    // The most urgent first: by the day of what the council must do next, then those without a day, then the rest.
    std::vector<CaseLine> case_lines(const Slice& slice = {}, bool with_child = false) const;
    CaseCounts count_cases(Date today, Date no_longer_soon) const;
    std::vector<DutyLine> duty_lines(std::optional<Date> from, std::optional<Date> to, const Slice& slice = {}) const;
    std::vector<PlacementLine> placement_lines(const std::string& setting, const Slice& slice = {}) const;  // "": all
    std::vector<CaseNow> all_now() const;                                                                   // by case
    std::optional<DocumentId> document_numbered(const std::string& number) const;  // by what stands on the paper
    std::vector<DocumentLine> document_lines(const CaseId& id) const;              // in the order of preparation
    std::vector<DocumentLine> open_documents(const Slice& slice = {}) const;       // not sent, the oldest first
    // Writes how cases stand, where they still stand so.
    void refresh(const std::vector<CaseNow>& cases);
    // Puts these in place of all rows. What differed is counted as of `today`.
    Rebuilt rebuild(const std::vector<CaseNow>& cases, const std::vector<DocumentNow>& documents,
                    const std::string& stamp, Date today);
    std::string made_by() const;  // the stamp of the last rebuild, or ""

    // --- jobs (storage/job.h) ---
    // The jobs of the effects, where they follow from nothing that is recorded.
    Result<void, Conflict> add_jobs(const std::optional<CaseId>& of_case, const RecorderId& recorder,
                                    const Effects& effects);
    // The one that has waited longest, leased; or nothing. It ends by a write with `ends` or by fail_job().
    std::optional<Job> take_job(const std::string& kind);
    enum class Again : std::uint8_t { Later, Never };
    void fail_job(const JobLease& lease, const std::string& reason, Again again);
    // A dead one from the start, one that was put off at once; false where it is neither.
    bool retry_job(const JobId& id);
    std::optional<Job> job(const JobId& id) const;
    std::vector<Job> jobs(const std::string& state) const;  // at most 1,000
    // For whoever has just opened the ledger and is its only writer: jobs that a killed one had in hand wait again.
    void take_back_leases();

    // --- batches (storage/batch.h) ---
    Result<void, Conflict> add_batch(const NewBatch& batch, const RecorderId& recorder, const Effects& effects = {});
    std::optional<BatchTask> batch_task(const JobId& job) const;
    std::string batch_form(const BatchId& id) const;
    std::optional<BatchState> batch(const BatchId& id) const;
    std::vector<BatchState> batches() const;  // the newest first, at most 100
    std::vector<BatchFailure> batch_failures(const BatchId& id, const Slice& slice = {}) const;  // by record
    std::vector<BatchMade> batch_made(const BatchId& id, const Slice& slice = {}) const;         // by record
    std::optional<std::string> batch_bytes(const BatchId& id, RecordNumber record) const;        // that the batch keeps
    std::int64_t retry_batch(const BatchId& id);  // starts all that failed again; how many

    // What may be cleared by age: kept replies, jobs that are done, and batches that wait for nothing.
    Cleared clear(Instant replies_before, Instant jobs_before);

    // --- forgetting ---
    // A legal hold keeps a case from being erased until it is lifted. The reason names no person.
    Result<void, Conflict> hold(const CaseId& id, bool holds, const std::string& reason, const RecorderId& recorder,
                                const Effects& effects = {});
    bool is_held(const CaseId& id) const;
    // Erases every text of the case and the bytes of its documents that no other case uses; what happened when, and
    // that it was erased under which rule, stands in the chain, which still verifies.
    Result<Erasure, Conflict> erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by,
                                    const RecorderId& recorder, const Effects& effects = {});
    std::optional<Certificate> certificate(const CaseId& id) const;  // of its erasure

    // --- the ledger itself ---
    // The whole ledger as it stands, into a file of its own beside the running service. The file must not be there yet.
    void copy_to(const std::filesystem::path& file) const;
    std::optional<KeptReply> kept_reply(std::string_view key) const;
    // Reads everything: pages, chain, bodies, documents. Takes as long as that takes.
    Verification verify() const;
    struct Anchor {
        std::int64_t position = 0;
        std::string recorded_at;
        Digest hash;
    };
    std::optional<Anchor> head() const;  // nothing before the first entry
    std::optional<Anchor> anchor_at(std::int64_t position) const;
    // Whether an entry has this hash, in hexadecimal: a head noted down earlier is still in the chain.
    bool had_head(std::string_view hash) const;

private:
    struct Parts;
    explicit Ledger(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

DocumentId new_document_id();
PartyId new_party_id();
JobId new_job_id();
BatchId new_batch_id();

}  // namespace ehcflow::storage
