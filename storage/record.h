// What the ledger is given and what it gives back: events, cases, and why it said no. Values; no thread
// rule.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/personal.h"
#include "storage/digest.h"
#include "storage/document.h"
#include "storage/people.h"

namespace ehcflow::storage {

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
    std::vector<Participant> people;  // who takes part now, in the order in which they came
    std::int64_t record_as_of = 0;    // the position of the newest entry about the record or its people
    Sequence revision = 0;            // of the record: 0 as the case was opened
    bool erased = false;              // the texts are gone; that the case was, and when what was recorded, stands

    Sequence sequence() const { return static_cast<Sequence>(events.size()); }
};

struct NewCase {
    Body record;
    std::vector<NewEvent> events;
    People people{};
};

// One state of a case's record: 0 as the case was opened, then each revision.
struct RecordRevision {
    Sequence revision = 0;
    Instant recorded_at;
    RecorderId recorder;
    std::optional<Body> record;  // nothing once it has been erased
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

struct Conflict {
    enum class Code : std::uint8_t {
        SequenceMoved,  // someone else recorded first; `actual` is where the case stands now
        CaseUnknown,
        CaseExists,  // under this id, with other content
        DocumentUnknown,
        DocumentExists,
        DocumentMoved,     // someone else recorded a step of a document of the case first
        DocumentOfNoCase,  // has no life of its own: cannot be issued
        KeyUsed,           // kept_reply() has what was answered
        RevisionMoved,     // someone else revised the record first; `actual` is its revision now
        PartyUnknown,
        PartyMoved,   // someone else changed the person or place first; `actual` is its version now
        PartyErased,  // what was known of it is gone
        PartMoved,    // someone else changed the part first; `actual` is its revision now
        PaperMoved,   // something else happened to the paper first; `actual` is its sequence now
        JobLost,      // another has it by now
        CaseErased,   // nothing more is recorded of it
        CaseHeld,     // a legal hold keeps it
    };
    Code code;
    Sequence actual = 0;
};

// What is written to one case among many: its opening, or what is added to it and how its record is revised.
struct CaseWrite {
    CaseId id;
    bool opens = false;
    Sequence expected = 0;           // that the writer has seen
    Sequence expected_revision = 0;  // likewise, where the record is revised
    std::vector<NewEvent> events;
    std::optional<Body> record;  // as a whole; nothing: it stays as it is
    People people;               // with the record
};
using Outcomes = std::vector<std::optional<Conflict>>;           // of each write: why it was not done, or nothing
using KeepOutcomes = std::function<KeptReply(const Outcomes&)>;  // may be asked twice, the first time in vain

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

struct Certificate {
    CaseId of_case;
    std::string rule;
    RecorderId approved_by;
    Erasure erased;
    Digest hash;  // of the entry
};

struct Cleared {
    std::int64_t replies = 0, jobs = 0, batches = 0;
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

}  // namespace ehcflow::storage
