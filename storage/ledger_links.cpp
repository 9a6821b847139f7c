// The links of the chain that are about one case.
#include "storage/chain.h"
#include "storage/chain_link.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

// Its own entries, its documents', and those of everybody who took part in it.
constexpr char kAboutCase[] = R"sql(
WITH mine (position) AS (
  SELECT position FROM cases WHERE case_id = ?1
  UNION SELECT position FROM events WHERE case_id = ?1
  UNION SELECT position FROM revisions WHERE case_id = ?1
  UNION SELECT position FROM parts WHERE case_id = ?1
  UNION SELECT position FROM holds WHERE case_id = ?1
  UNION SELECT position FROM erasures WHERE case_id = ?1
  UNION SELECT position FROM documents WHERE case_id = ?1
  UNION SELECT issues.position FROM issues JOIN documents USING (document_id) WHERE case_id = ?1
  UNION SELECT steps.position FROM steps JOIN documents USING (document_id) WHERE case_id = ?1
  UNION SELECT parties.position FROM parties JOIN parts USING (party_id) WHERE case_id = ?1)
SELECT position, kind, recorded_at, recorder, hash,
  (SELECT hash FROM entries AS before WHERE before.position = entries.position - 1), salt, body
FROM mine JOIN entries USING (position) LEFT JOIN texts USING (position) ORDER BY position)sql";

}  // namespace

std::vector<ChainLink> Ledger::links_of(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<ChainLink> links;
        const auto query = database.cached(kAboutCase);
        query->text(1, id.text());
        while (query->step()) {
            const Entry entry{query->number(0), query->text(1), query->text(2), query->text(3)};
            ChainLink link{
                entry.position, entry.kind,  entry.recorded_at, entry.recorder, facts_of(database, entry), {}, {},
                query->text(6), std::nullopt};
            link.hash = Digest::from_bytes(query->text(4)).value_or(Digest());
            if (!query->is_null(5)) link.previous = Digest::from_bytes(query->text(5)).value_or(Digest());
            if (!query->is_null(7)) link.text = Body(query->text(7));
            links.push_back(std::move(link));
        }
        return links;
    });
}

}  // namespace ehcflow::storage
