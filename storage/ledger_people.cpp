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

void Ledger::for_each_party(const std::string& kind,
                            const std::function<void(const PartyId&, const Body&)>& visit) const {
    parts_->readers.read([&](Database& database) {
        const auto query = database.cached(
            R"sql(
              SELECT p.party_id, body FROM parties p JOIN texts USING (position) WHERE kind = ?1
              AND version = (SELECT max(version) FROM parties newer WHERE newer.party_id = p.party_id))sql");
        query->text(1, kind);
        while (query->step()) visit(sound(PartyId::parse(query->text(0)), "the id of a person"), Body(query->text(1)));
        return true;
    });
}

std::int64_t Ledger::parties_as_of() const {
    return parts_->readers.read([](Database& database) {
        const auto newest = database.cached(
            R"sql(
              SELECT max(coalesce((SELECT max(position)
              FROM parties), 0), coalesce((SELECT max(position) FROM erasures), 0)))sql");
        return newest->step() ? newest->number(0) : 0;
    });
}

std::optional<PartyId> Ledger::party_in_role(const std::string& role, const Body& about) const {
    return parts_->readers.read([&](Database& database) -> std::optional<PartyId> {
        const auto query = database.cached(
            R"sql(
              SELECT p.party_id FROM (SELECT DISTINCT party_id FROM parts WHERE role = ?1
              AND party_id IS NOT NULL) JOIN parties p USING (party_id) JOIN texts USING (position)
              WHERE body = ?2 AND version = (SELECT max(version) FROM parties newer
              WHERE newer.party_id = p.party_id) ORDER BY p.position LIMIT 1)sql");
        query->text(1, role).text(2, about.reveal());
        if (!query->step()) return std::nullopt;
        return PartyId::parse(query->text(0));
    });
}

std::vector<Party> Ledger::party_versions(const PartyId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<Party> versions;
        const auto query = database.cached(
            R"sql(
              SELECT p.kind, version, recorded_at, recorder, body FROM parties p
              JOIN entries USING (position) LEFT JOIN texts USING (position) WHERE party_id = ?1
              ORDER BY version)sql");
        query->text(1, id.text());
        while (query->step()) {
            versions.push_back({id, query->text(0), query->number(1),
                                sound(parse_instant(query->text(2)), "the time of a person"),
                                sound(RecorderId::parse(query->text(3)), "the recorder of a person"), std::nullopt});
            if (!query->is_null(4)) versions.back().about = Body(query->text(4));
        }
        return versions;
    });
}

std::vector<Part> Ledger::part_revisions(const CaseId& id, const std::string& name) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<Part> revisions;
        const auto query = database.cached(
            R"sql(
              SELECT role, party_id, revision, body FROM parts LEFT JOIN texts USING (position)
              WHERE case_id = ?1 AND name = ?2 ORDER BY revision)sql");
        query->text(1, id.text()).text(2, name);
        while (query->step()) {
            revisions.push_back({name, query->text(0), PartyId::parse(query->text(1)), query->number(2), std::nullopt});
            if (!query->is_null(3)) revisions.back().part = Body(query->text(3));
        }
        return revisions;
    });
}

std::vector<CaseId> Ledger::cases_of(const PartyId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<CaseId> cases;
        const auto query = database.cached(
            R"sql(
              SELECT DISTINCT r.case_id FROM parts r WHERE r.party_id = ?1 AND r.revision =
              (SELECT max(q.revision) FROM parts q WHERE q.case_id = r.case_id AND q.name = r.name)
              ORDER BY r.case_id)sql");
        query->text(1, id.text());
        while (query->step()) cases.push_back(sound(CaseId::parse(query->text(0)), "a case's reference"));
        return cases;
    });
}

}  // namespace ehcflow::storage
