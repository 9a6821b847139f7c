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
    Result<Opened, Conflict> open_case(const CaseId& id, const Body& record, const std::vector<NewEvent>& events,
                                       const RecorderId& recorder, const Effects& effects = {});
    // All of the events or none; answers where the case now stands.
    Result<Sequence, Conflict> append(const CaseId& id, Sequence expected, const std::vector<NewEvent>& events,
                                      const RecorderId& recorder, const Effects& effects = {});

    // What the record says from now on, as a whole; answers with its revision.
    Result<Sequence, Conflict> revise_record(const CaseId& id, Sequence expected, const Body& record,
                                             const RecorderId& recorder, const Effects& effects = {});

    std::vector<CaseSummary> cases() const;  // by id
    std::optional<CaseHistory> read_case(const CaseId& id) const;
    // Every state that the record has had, in order; nothing where the case is unknown.
    std::vector<RecordRevision> revisions(const CaseId& id) const;
    // Every case with its events, by id, as they stood at one moment.
    void for_each_case(const std::function<void(const CaseHistory&)>& visit) const;

    // --- documents ---
    Result<void, Conflict> prepare_document(const NewDocument& document, const RecorderId& recorder,
                                            const Effects& effects = {});
    // Locks the document's bytes and records the events that its sending is, where there are any; answers where the
    // case now stands.
    Result<Sequence, Conflict> issue_document(const DocumentId& id, Date sent_on, Sequence expected,
                                              const std::vector<NewEvent>& events, const RecorderId& recorder,
                                              const Effects& effects = {});

    std::optional<Document> document(const DocumentId& id) const;
    std::vector<Document> documents_of(const CaseId& id) const;  // in the order of preparation
    std::vector<Document> all_documents() const;                 // in the order of preparation
    // What is stored under the digest, checked against it.
    std::optional<std::string> bytes(const Digest& digest) const;

    // --- forgetting ---
    // A legal hold keeps a case from being erased until it is lifted. The reason names no person.
    Result<void, Conflict> hold(const CaseId& id, bool holds, const std::string& reason, const RecorderId& recorder);
    bool is_held(const CaseId& id) const;
    // Erases every text of the case and the bytes of its documents that no other case uses; what happened when, and
    // that it was erased under which rule, stands in the chain, which still verifies.
    Result<Erasure, Conflict> erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by,
                                    const RecorderId& recorder);

    // --- the ledger itself ---
    // The whole ledger as it stands, into a file of its own beside the running service. The file must not be there yet.
    void copy_to(const std::filesystem::path& file) const;
    std::optional<KeptReply> kept_reply(std::string_view key) const;
    // Reads everything: pages, chain, bodies, documents. Takes as long as that takes.
    Verification verify() const;
    // Whether an entry has this hash, in hexadecimal: a head noted down earlier is still in the chain.
    bool had_head(std::string_view hash) const;

private:
    struct Parts;
    explicit Ledger(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

DocumentId new_document_id();

}  // namespace ehcflow::storage
