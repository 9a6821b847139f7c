#include "storage/chain.h"

namespace ehcflow::storage {
namespace {

struct Kind {
    std::string_view name;
    const char* facts;
};

constexpr Kind kKinds[] = {
    {"case-opened", "SELECT case_id, lower(hex(record)) FROM cases WHERE position = ?1"},
    {"event", "SELECT case_id, sequence, kind, happened_on, lower(hex(body)) FROM events WHERE position = ?1"},
    {"document-prepared",
     R"sql(
       SELECT document_id, coalesce(case_id, ''), kind, recipient, title, template,
       lower(hex(template_hash)), rulebook, lower(hex(data)), lower(hex(odt)), coalesce(lower(hex(pdf)), '')
       FROM documents WHERE position = ?1)sql"},
    {"record-revised", "SELECT case_id, revision, lower(hex(record)) FROM revisions WHERE position = ?1"},
    {"party-recorded", "SELECT party_id, version, kind, lower(hex(about)) FROM parties WHERE position = ?1"},
    {"part-recorded",
     R"sql(
       SELECT case_id, name, revision, place, role, coalesce(party_id, ''), lower(hex(part)) FROM parts
       WHERE position = ?1)sql"},
    {"erased", "SELECT case_id, rule, approved_by FROM erasures WHERE position = ?1"},
    {"hold", "SELECT case_id, holds, reason FROM holds WHERE position = ?1"},
    {"paper-recorded",
     R"sql(
       SELECT kind, name, sequence, event, lower(hex(body)), coalesce(lower(hex(content)), '')
       FROM papers WHERE position = ?1)sql"},
    {"document-step",
     R"sql(
       SELECT document_id, (SELECT coalesce(case_id, '') FROM documents d
       WHERE d.document_id = s.document_id), kind, happened_on, officer, route, coalesce(event, ''),
       lower(hex(note)) FROM steps s WHERE position = ?1)sql"},
    {"document-issued", "SELECT document_id, sent_on, coalesce(event, '') FROM issues WHERE position = ?1"},
};

}  // namespace

Facts facts_of(Database& database, const Entry& entry) {
    for (const Kind& kind : kKinds) {
        if (kind.name != entry.kind) continue;
        const auto query = database.cached(kind.facts);
        Facts facts;
        if (!query->number(1, entry.position).step()) return facts;
        for (int column = 0; column < query->columns(); ++column) facts.push_back(query->text(column));
        return facts;
    }
    throw StorageError(Trouble::Corrupt, "entry " + std::to_string(entry.position) + " is of no known kind");
}

Digest entry_hash(const Entry& entry, const Facts& facts, const Digest& previous) {
    std::string whole;
    const auto add = [&](std::string_view part) { whole.append(std::to_string(part.size())).append(":").append(part); };
    add(std::to_string(entry.position));
    for (const std::string* part : {&entry.kind, &entry.recorded_at, &entry.recorder}) add(*part);
    for (const std::string& fact : facts) add(fact);
    add(previous.bytes());
    return sha256(whole);
}

Digest put_entry(Database& database, const Entry& entry, const Facts& facts, const Digest& previous) {
    const Digest hash = entry_hash(entry, facts, previous);
    database.cached("INSERT INTO entries (position, kind, recorded_at, recorder, hash) VALUES (?1, ?2, ?3, ?4, ?5)")
        ->number(1, entry.position)
        .text(2, entry.kind)
        .text(3, entry.recorded_at)
        .text(4, entry.recorder)
        .blob(5, hash.bytes())
        .run();
    return hash;
}

Head head_of(Database& database) {
    const auto query =
        database.cached("SELECT position, recorded_at, hash FROM entries ORDER BY position DESC LIMIT 1");
    if (!query->step()) return {};
    return {query->number(0), query->text(1), Digest::from_bytes(query->text(2)).value_or(Digest())};
}

}  // namespace ehcflow::storage
