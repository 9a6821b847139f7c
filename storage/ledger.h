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

#include "base/date.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/personal.h"
#include "base/result.h"
#include "storage/digest.h"
#include "storage/storage_error.h"

namespace ehcflow::storage {

using RecorderId = Id<struct RecorderTag>;  // the account that recorded something: a reference, never a name
using Body = Personal<std::string>;         // JSON text that may be about people, and may be forgotten

// How many events a case has; also the position of an event, from 1. A writer states the sequence it has seen.
using Sequence = std::int64_t;

struct NewEvent {
    std::string kind;  // as base/id.h allows: "request-received"
    Date happened_on;
    Body body;
};

struct RecordedEvent {
    Sequence sequence = 0;
    std::string kind;
    Date happened_on;
    Instant recorded_at;
    RecorderId recorder;
    std::optional<Body> body;  // nothing once it has been erased
};

struct CaseHistory {
    CaseId id;
    Instant opened_at;
    RecorderId opened_by;
    std::optional<Body> record;  // nothing once it has been erased
    std::vector<RecordedEvent> events;
    Sequence revision = 0;  // of the record: 0 as the case was opened
    bool erased = false;    // the texts are gone; that the case was, and when what was recorded, stands

    Sequence sequence() const { return static_cast<Sequence>(events.size()); }
};

struct CaseSummary {
    CaseId id;
    Instant opened_at;
    Sequence sequence = 0;
};

// What a write answered, kept so that the same request sent again has the same answer and no second effect.
struct KeptReply {
    std::string key;       // chosen by the client; 1 to kLongestKey bytes
    Digest request;        // of the whole request, so that a key used for another one is noticed
    std::string response;  // opaque here
};
inline constexpr std::size_t kLongestKey = 200;

// What else becomes true in the same transaction as a write.
struct Effects {
    std::optional<KeptReply> reply;
};

struct NewDocument {
    DocumentId id;                  // new_document_id()
    std::optional<CaseId> of_case;  // nothing for a document about many cases, which can be prepared but not issued
    std::string kind;               // as base/id.h allows
    std::string recipient;          // whom in the record it is for, as base/id.h allows; may be empty. Never a name
    std::string title;              // one line, without personal data
    TemplateName template_name;
    Digest template_hash;
    std::string rulebook;
    Body data;  // what the template was filled with
    std::string odt;
    std::optional<std::string> pdf;
};

struct Issue {
    Date sent_on;
    Instant recorded_at;
    RecorderId recorder;
    std::optional<Sequence> event;  // the event recorded with it, where there was one
};

struct Document {
    DocumentId id;
    std::optional<CaseId> of_case;
    std::string kind, recipient, title;
    TemplateName template_name;
    Digest template_hash;
    std::string rulebook;
    Digest data, odt;  // for Ledger::bytes()
    std::optional<Digest> pdf;
    Instant prepared_at;
    RecorderId prepared_by;
    std::optional<Issue> issued;  // nothing while it is prepared; from then on no byte of it changes
};

struct Conflict {
    enum class Code : std::uint8_t {
        SequenceMoved,  // someone else recorded first; `actual` is where the case stands now
        CaseUnknown,
        CaseExists,  // under this id, with other content
        DocumentUnknown,
        DocumentExists,
        DocumentIssued,    // already
        DocumentOfNoCase,  // cannot be issued
        KeyUsed,           // kept_reply() has what was answered
        RevisionMoved,     // someone else revised the record first; `actual` is its revision now
        CaseErased,        // nothing more is recorded of it
        CaseHeld,          // a legal hold keeps it
    };
    Code code;
    Sequence actual = 0;
};

struct Opened {
    enum class Was : std::uint8_t { New, Identical } was;
    Sequence sequence;
};

// What a disposal certificate says.
struct Erasure {
    std::int64_t position = 0;  // of the entry that records it
    Instant at;
    std::int64_t texts = 0, documents = 0;  // how many were erased
};

struct Verification {
    std::int64_t entries = 0, events = 0, cases = 0, documents = 0, erased = 0;  // read before the first fault
    Digest head;  // of the chain: noted down elsewhere, it proves later that nothing was cut off its end
    struct Fault {
        std::string place;  // "entry 17 (case C-2026-004, event 3)"
        std::string what;   // "its body is not the one that was recorded"
    };
    std::optional<Fault> fault;
};

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
