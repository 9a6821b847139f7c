// The one write that takes something away.
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

// What was said in the case, and what was said of those who take part in no other case that is kept.
constexpr char kTexts[] = R"sql(
WITH mine (position) AS (
  SELECT position FROM cases WHERE case_id = ?1
  UNION SELECT position FROM events WHERE case_id = ?1
  UNION SELECT position FROM revisions WHERE case_id = ?1
  UNION SELECT position FROM parts WHERE case_id = ?1
  UNION SELECT position FROM steps WHERE document_id IN (SELECT document_id FROM documents WHERE case_id = ?1)
  UNION SELECT position FROM parties WHERE party_id IN (
    SELECT party_id FROM parts WHERE case_id = ?1 AND party_id NOT IN (
      SELECT party_id FROM parts
      WHERE party_id IS NOT NULL AND case_id NOT IN (SELECT case_id FROM erasures))))
DELETE FROM texts WHERE position IN (SELECT position FROM mine))sql";

// The bytes of its documents, but for those that others have too.
constexpr char kContents[] = R"sql(
WITH mine (digest) AS (
  SELECT data FROM documents WHERE case_id = ?1
  UNION SELECT odt FROM documents WHERE case_id = ?1
  UNION SELECT pdf FROM documents WHERE case_id = ?1),
others (digest) AS (
  SELECT data FROM documents WHERE case_id IS NOT ?1
  UNION SELECT odt FROM documents WHERE case_id IS NOT ?1
  UNION SELECT pdf FROM documents WHERE case_id IS NOT ?1
  UNION SELECT content FROM papers)
DELETE FROM contents WHERE digest IN (
  SELECT digest FROM mine WHERE digest IS NOT NULL EXCEPT SELECT digest FROM others))sql";

}  // namespace

Erasure Writing::erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by) {
    is_about(id);
    const std::int64_t position = bind("erased", {id.text(), rule, approved_by.text()});
    database_.cached("INSERT INTO erasures (position, case_id, rule, approved_by) VALUES (?1, ?2, ?3, ?4)")
        ->number(1, position)
        .text(2, id.text())
        .text(3, rule)
        .text(4, approved_by.text())
        .run();
    const auto removed = [&](const char* sql) {
        database_.cached(sql)->text(1, id.text()).run();
        return database_.changed();
    };
    // Freed pages are overwritten (secure_delete), so that what is erased is not left in the file.
    Erasure done{position, parse_instant(recorded_at_).value_or(Instant{}), 0, 0};
    done.texts = removed(kTexts);
    done.documents = removed(kContents);
    for (const char* sql :
         {"DELETE FROM jobs WHERE case_id = ?1", "DELETE FROM replies WHERE case_id = ?1",
          "DELETE FROM case_now WHERE case_id = ?1", "DELETE FROM duty_now WHERE case_id = ?1",
          "DELETE FROM placement_now WHERE case_id = ?1",
          "DELETE FROM document_now WHERE document_id IN (SELECT document_id FROM documents WHERE case_id = ?1)"})
        removed(sql);
    return done;
}

}  // namespace ehcflow::storage
