// The members of a ledger that are about people and places.
#include <algorithm>

#include "base/invariant.h"
#include "storage/ledger_parts.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

struct Standing {
    Sequence version = 0;
    std::string kind;
    bool is_erased = false;
};

Standing standing_of(Database& database, const PartyId& id) {
    const auto query = database.cached(
        R"sql(
          SELECT version, kind, NOT EXISTS (SELECT 1 FROM texts t WHERE t.position = p.position)
          FROM parties p WHERE party_id = ?1 ORDER BY version DESC LIMIT 1)sql");
    if (!query->text(1, id.text()).step()) return {};
    return {query->number(0), query->text(1), query->number(2) != 0};
}

Sequence part_revision(Database& database, const CaseId& id, const std::string& name) {
    const auto query = database.cached("SELECT coalesce(max(revision), 0) FROM parts WHERE case_id = ?1 AND name = ?2");
    query->text(1, id.text()).text(2, name).step();
    return query->number(0);
}

std::optional<Conflict> unfit(Database& database, const PartyChange& change) {
    const Standing now = standing_of(database, change.id);
    if (now.is_erased) return Conflict{Conflict::Code::PartyErased};
    if (now.version != change.expected) return Conflict{Conflict::Code::PartyMoved, now.version};
    if (now.version > 0 && now.kind != change.kind) return Conflict{Conflict::Code::PartyUnknown};
    return std::nullopt;
}

std::optional<Conflict> unfit(Database& database, const CaseId& id, const PartChange& change, const People& people) {
    const Sequence now = part_revision(database, id, change.name);
    if (now != change.expected) return Conflict{Conflict::Code::PartMoved, now};
    if (!change.party) return std::nullopt;
    const bool comes_with_it = std::any_of(people.parties.begin(), people.parties.end(),
                                           [&](const PartyChange& party) { return party.id == *change.party; });
    if (comes_with_it) return std::nullopt;
    const Standing party = standing_of(database, *change.party);
    if (party.is_erased) return Conflict{Conflict::Code::PartyErased};
    if (party.version == 0) return Conflict{Conflict::Code::PartyUnknown};
    return std::nullopt;
}

}  // namespace

std::optional<Conflict> unfit_people(Database& database, const std::optional<CaseId>& of_case, const People& people) {
    invariant(of_case.has_value() || people.parts.empty(), "who takes part takes part in a case");
    for (const PartyChange& change : people.parties)
        if (auto why = unfit(database, change)) return why;
    for (const PartChange& change : people.parts)
        if (auto why = unfit(database, *of_case, change, people)) return why;
    return std::nullopt;
}

Result<void, Conflict> Ledger::change_people(const std::optional<CaseId>& of_case, const People& people,
                                             const RecorderId& recorder, const Effects& effects) {
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        if (of_case)
            if (auto why = unfit_case(database, *of_case)) return why;
        return unfit_people(database, of_case, people);
    };
    const auto why =
        parts_->write(recorder, effects, check, [&](Writing& writing) { writing.people(of_case, people); });
    if (why) return Failure{*why};
    return {};
}

}  // namespace ehcflow::storage
