#include "base/invariant.h"
#include "storage/content.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

// In this order: sequence, kind, happened_on, recorded_at, recorder, body.
RecordedEvent event_at(const Statement& row) {
    RecordedEvent event{row.number(0),
                        row.text(1),
                        sound(Date::parse(row.text(2)), "the day of an event"),
                        sound(parse_instant(row.text(3)), "the time of an event"),
                        sound(RecorderId::parse(row.text(4)), "the recorder of an event"),
                        std::nullopt};
    if (!row.is_null(5)) event.body = Body(row.text(5));
    return event;
}

// In this order: case_id, recorded_at, recorder, record, revision, whether it was erased.
CaseHistory opening_at(const Statement& row) {
    CaseHistory history{sound(CaseId::parse(row.text(0)), "a case's reference"),
                        sound(parse_instant(row.text(1)), "the time of a case"),
                        sound(RecorderId::parse(row.text(2)), "the recorder of a case"),
                        std::nullopt,
                        {},
                        {},
                        0,
                        0,
                        false};
    if (!row.is_null(3)) history.record = Body(row.text(3));
    history.revision = row.number(4);
    history.erased = row.number(5) != 0;
    return history;
}

// The columns of opening_at(): the record is the newest revision.
constexpr char kOpenings[] =
    R"sql(
      SELECT c.case_id, recorded_at, recorder, body, (SELECT count(*) FROM revisions r
      WHERE r.case_id = c.case_id), EXISTS (SELECT 1 FROM erasures e WHERE e.case_id = c.case_id)
      FROM cases c JOIN entries USING (position)
      LEFT JOIN texts t ON t.position = coalesce((SELECT r.position FROM revisions r
      WHERE r.case_id = c.case_id ORDER BY revision DESC LIMIT 1), c.position)
)sql";
const std::string kOpeningOfCase = std::string(kOpenings) + "WHERE c.case_id = ?1";
const std::string kAllOpenings = std::string(kOpenings) + "ORDER BY c.case_id";

// In this order: name, role, revision, body of the part, party_id, kind, version, recorded_at, recorder, body.
Participant participant_at(const Statement& row) {
    Participant one{{row.text(0), row.text(1), PartyId::parse(row.text(4)), row.number(2), std::nullopt},
                    {sound(PartyId::parse(row.text(4)), "the number of a person"), row.text(5), row.number(6),
                     sound(parse_instant(row.text(7)), "the time of a person"),
                     sound(RecorderId::parse(row.text(8)), "the recorder of a person"), std::nullopt}};
    if (!row.is_null(3)) one.part.part = Body(row.text(3));
    if (!row.is_null(9)) one.party.about = Body(row.text(9));
    return one;
}

// The columns of participant_at(), then case_id: the newest revision of each part that has not ended, with the newest
// version of who takes it.
constexpr char kParticipants[] =
    R"sql(
      SELECT r.name, r.role, r.revision, s.body, p.party_id, p.kind, p.version, e.recorded_at,
      e.recorder, t.body, r.case_id FROM parts r JOIN parties p ON p.party_id = r.party_id
      AND p.version = (SELECT max(q.version) FROM parties q WHERE q.party_id = r.party_id)
      JOIN entries e ON e.position = p.position LEFT JOIN texts s ON s.position = r.position
      LEFT JOIN texts t ON t.position = p.position WHERE r.revision = (SELECT max(q.revision)
      FROM parts q WHERE q.case_id = r.case_id AND q.name = r.name)
)sql";
const std::string kParticipantsOfCase = std::string(kParticipants) + "AND r.case_id = ?1 ORDER BY r.place";
const std::string kAllParticipants = std::string(kParticipants) + "ORDER BY r.case_id, r.place";

}  // namespace

std::optional<Sequence> last_sequence(Database& database, const CaseId& id) {
    const auto query = database.cached(
        R"sql(
          SELECT (SELECT coalesce(max(sequence), 0) FROM events e WHERE e.case_id = c.case_id)
          FROM cases c WHERE c.case_id = ?1)sql");
    if (!query->text(1, id.text()).step()) return std::nullopt;
    return query->number(0);
}

Sequence revision_of(Database& database, const CaseId& id) {
    const auto query = database.cached("SELECT coalesce(max(revision), 0) FROM revisions WHERE case_id = ?1");
    query->text(1, id.text()).step();
    return query->number(0);
}

bool is_erased(Database& database, const CaseId& id) {
    return database.cached("SELECT 1 FROM erasures WHERE case_id = ?1")->text(1, id.text()).step();
}

bool is_held(Database& database, const CaseId& id) {
    const auto query = database.cached("SELECT holds FROM holds WHERE case_id = ?1 ORDER BY position DESC LIMIT 1");
    return query->text(1, id.text()).step() && query->number(0) != 0;
}

std::optional<CaseHistory> history_of(Database& database, const CaseId& id) {
    const auto opening = database.cached(kOpeningOfCase.c_str());
    if (!opening->text(1, id.text()).step()) return std::nullopt;
    CaseHistory history = opening_at(*opening);
    const auto events = database.cached(
        R"sql(
          SELECT sequence, events.kind, happened_on, recorded_at, recorder, texts.body FROM events
          JOIN entries USING (position) LEFT JOIN texts USING (position) WHERE case_id = ?1
          ORDER BY sequence)sql");
    events->text(1, id.text());
    while (events->step()) history.events.push_back(event_at(*events));
    const auto people = database.cached(kParticipantsOfCase.c_str());
    people->text(1, id.text());
    while (people->step()) history.people.push_back(participant_at(*people));
    history.record_as_of = record_as_of(database, id);
    return history;
}

std::vector<CaseSummary> Ledger::cases() const {
    return parts_->readers.read([](Database& database) {
        std::vector<CaseSummary> cases;
        const auto query = database.cached(
            R"sql(
              SELECT case_id, recorded_at, (SELECT coalesce(max(sequence), 0) FROM events e
              WHERE e.case_id = c.case_id) FROM cases c JOIN entries USING (position) ORDER BY case_id)sql");
        while (query->step())
            cases.push_back({sound(CaseId::parse(query->text(0)), "a case's reference"),
                             sound(parse_instant(query->text(1)), "the time of a case"), query->number(2)});
        return cases;
    });
}

std::vector<RecordRevision> Ledger::revisions(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<RecordRevision> found;
        const auto row = database.cached(
            R"sql(
              SELECT s.revision, recorded_at, recorder, body FROM (SELECT 0 AS revision, position
              FROM cases WHERE case_id = ?1 UNION ALL SELECT revision, position FROM revisions
              WHERE case_id = ?1) s JOIN entries USING (position) LEFT JOIN texts USING (position)
              ORDER BY s.revision)sql");
        row->text(1, id.text());
        while (row->step())
            found.push_back({row->number(0), sound(parse_instant(row->text(1)), "the time of a revision"),
                             sound(RecorderId::parse(row->text(2)), "the recorder of a revision"),
                             row->is_null(3) ? std::nullopt : std::optional(Body(row->text(3)))});
        return found;
    });
}

std::optional<CaseHistory> Ledger::read_case(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) { return history_of(database, id); });
}

// Three scans side by side, both by case: no query for each case.
void Ledger::for_each_case(const std::function<void(const CaseHistory&)>& visit) const {
    parts_->readers.read([&](Database& database) {
        const auto openings = database.cached(kAllOpenings.c_str());
        const auto events = database.cached(
            R"sql(
              SELECT sequence, events.kind, happened_on, recorded_at, recorder, texts.body, case_id
              FROM events JOIN entries USING (position) LEFT JOIN texts USING (position)
              ORDER BY case_id, sequence)sql");
        const auto people = database.cached(kAllParticipants.c_str());
        bool more = events->step(), more_people = people->step();
        while (openings->step()) {
            CaseHistory history = opening_at(*openings);
            for (; more && events->text(6) == history.id.text(); more = events->step())
                history.events.push_back(event_at(*events));
            for (; more_people && people->text(10) == history.id.text(); more_people = people->step())
                history.people.push_back(participant_at(*people));
            history.record_as_of = record_as_of(database, history.id);
            visit(history);
        }
        return true;
    });
}

bool Ledger::is_held(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) { return storage::is_held(database, id); });
}

std::optional<Certificate> Ledger::certificate(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) -> std::optional<Certificate> {
        // What is missing now is what was erased: nothing else is ever removed, or the ledger would not verify.
        const auto query = database.cached(
            R"sql(
              WITH mine AS (SELECT position FROM cases WHERE case_id = ?1 UNION ALL SELECT position
              FROM events WHERE case_id = ?1 UNION ALL SELECT position FROM revisions WHERE case_id = ?1
              UNION ALL SELECT position FROM parts WHERE case_id = ?1 UNION ALL SELECT position
              FROM steps WHERE document_id IN (SELECT document_id FROM documents WHERE case_id = ?1)
              UNION ALL SELECT position FROM parties WHERE party_id IN (SELECT party_id FROM parts
              WHERE case_id = ?1)), used AS (SELECT data AS digest FROM documents WHERE case_id = ?1
              UNION SELECT odt FROM documents WHERE case_id = ?1 UNION SELECT pdf FROM documents
              WHERE case_id = ?1) SELECT position, recorded_at, hash, rule, approved_by,
              (SELECT count(*) FROM mine WHERE position NOT IN (SELECT position FROM texts)),
              (SELECT count(*) FROM used WHERE digest IS NOT NULL AND digest NOT IN (SELECT digest
              FROM contents)) FROM erasures JOIN entries USING (position) WHERE case_id = ?1)sql");
        if (!query->text(1, id.text()).step()) return std::nullopt;
        return Certificate{id,
                           query->text(3),
                           sound(RecorderId::parse(query->text(4)), "who approved an erasure"),
                           {query->number(0), sound(parse_instant(query->text(1)), "the time of an erasure"),
                            query->number(5), query->number(6)},
                           sound(Digest::from_bytes(query->text(2)), "the hash of an erasure")};
    });
}

void Ledger::copy_to(const std::filesystem::path& file) const {
    Database database(parts_->file, Database::Mode::ReadOnly, parts_->settings.busy_timeout);
    database.prepare("VACUUM INTO ?1").text(1, file.string()).run();
}

std::optional<KeptReply> Ledger::kept_reply(std::string_view key) const {
    return parts_->readers.read([&](Database& database) -> std::optional<KeptReply> {
        const auto query = database.cached("SELECT key, request, response FROM replies WHERE key = ?1");
        if (!query->text(1, key).step()) return std::nullopt;
        return KeptReply{query->text(0), sound(Digest::from_bytes(query->text(1)), "a kept reply"), query->text(2)};
    });
}

}  // namespace ehcflow::storage
