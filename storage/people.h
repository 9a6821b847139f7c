// People and places as the ledger is given them and gives them back: who is known, in versions, and who takes part in a
// case as what. Values; no thread rule.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "storage/words.h"

namespace ehcflow::storage {

using PartyId = Id<struct PartyTag>;  // new_party_id(); never a name

// A version of what is known of somebody, or of a place. The newest counts.
struct Party {
    PartyId id;
    std::string kind;  // as base/id.h allows: "child", "setting"
    Sequence version = 0;
    Instant recorded_at;
    RecorderId recorder;
    std::optional<Body> about;  // nothing once it has been erased
};

// Who takes part in a case, and as what.
struct Part {
    std::string name;              // a word of the case's own, as base/id.h allows: "mother"
    std::string role;              // as base/id.h allows: "family"
    std::optional<PartyId> party;  // nothing: has ended
    Sequence revision = 0;
    std::optional<Body> part;  // what is so in this case alone; nothing once it has been erased
};

struct Participant {
    Part part;
    Party party;  // as it now is
};

struct PartyChange {
    PartyId id;
    Sequence expected = 0;  // the version that the writer has seen; 0: there is none yet
    std::string kind;
    Body about;  // as a whole
};

struct PartChange {
    std::string name;
    Sequence expected = 0;  // the revision that the writer has seen; 0: there is none yet
    std::string role;
    std::optional<PartyId> party;  // one that is there, or that is changed with it; nothing: it ends
    Body part;
};

struct People {
    std::vector<PartyChange> parties;
    std::vector<PartChange> parts;
};

}  // namespace ehcflow::storage
