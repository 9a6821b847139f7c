// The people and places of a case. A record names them in place ("child", "family", …); the ledger keeps each in rows
// of its own, so that one may be in many cases and be changed once. Here a record is taken apart and put together.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

struct TakenApart {
    templates::Value rest;   // the record with empty places where its people stand
    storage::People people;  // what changes from how the case is now
};

// Settings and officers are in many cases, and each is one row: what a record says of one that is known word for word
// means that one. Remembers what it was asked and told, for many records that are written together. One thread.
class SharedParties {
public:
    explicit SharedParties(const storage::Ledger& ledger) : ledger_(ledger) {}
    std::optional<storage::PartyId> known(const std::string& role, const storage::Body& about);
    void made(const std::string& role, const storage::Body& about, const storage::PartyId& id);

private:
    const storage::Ledger& ledger_;
    std::map<std::pair<std::string, std::string>, std::optional<storage::PartyId>> seen_;
};

// `now` has no people where the case is new. An entry with "person" stands for one that is known already.
Result<TakenApart, Refused> take_apart(SharedParties& shared, const storage::Ledger& ledger,
                                       const storage::CaseHistory& now, const templates::Value& record);
inline Result<TakenApart, Refused> take_apart(const storage::Ledger& ledger, const storage::CaseHistory& now,
                                              const templates::Value& record) {
    SharedParties shared(ledger);
    return take_apart(shared, ledger, now, record);
}
// The record as people read it. Texts that were erased are left out; throws std::runtime_error where one cannot be
// read.
templates::Value put_together(const storage::CaseHistory& history);

// --- one at a time ---
struct PersonGiven {
    storage::PartyId id;
    storage::Sequence expected;  // 0: not known yet
    std::string kind;            // child, person or place
    const templates::Value& about;
};
struct PartGiven {
    std::string name;
    storage::Sequence expected;
    std::string role;                       // as a record's members are called: child, family, …
    std::optional<storage::PartyId> party;  // nothing: it ends
    const templates::Value& part;
};
// Each answers with the version or revision that it made.
Result<storage::Sequence, Refused> record_person(const Desk& desk, const PersonGiven& given,
                                                 const storage::Effects& effects);
Result<storage::Sequence, Refused> record_part(const Desk& desk, const CaseId& id, const PartGiven& given,
                                               const storage::Effects& effects);

// What may be passed on to somebody else: without the fields that "do_not_disclose" marks (true: all but the name),
// which are named in "withheld" instead.
templates::Value as_disclosed(const templates::Value& about);

}  // namespace ehcflow::service
