#include "base/invariant.h"
#include "storage/content.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

StorageError damaged(std::string_view where) {
    return {Trouble::Corrupt, "the ledger: " + std::string(where) + " cannot be read; run ehcflow verify"};
}

template <class T>
T sound(std::optional<T> value, std::string_view where) {
    if (!value) throw damaged(where);
    return std::move(*value);
}

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
      WHERE r.case_id = c.case_id ORDER BY revision DESC LIMIT 1), c.position))sql";
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
      FROM parts q WHERE q.case_id = r.case_id AND q.name = r.name))sql";
const std::string kParticipantsOfCase = std::string(kParticipants) + "AND r.case_id = ?1 ORDER BY r.place";
const std::string kAllParticipants = std::string(kParticipants) + "ORDER BY r.case_id, r.place";

// The columns of document_at().
constexpr char kDocumentColumns[] =
    R"sql(
      SELECT d.document_id, d.case_id, d.kind, d.recipient, d.title, d.template, d.template_hash,
      d.rulebook, d.data, d.odt, d.pdf, e.recorded_at, e.recorder)sql";
constexpr char kDocumentTables[] = " FROM documents d JOIN entries e USING (position) ";
const std::string kDocuments = std::string(kDocumentColumns) + kDocumentTables;
const std::string kDocumentLines = std::string(kDocumentColumns) + ", n.sent_on, n.sequence, n.findings, n.number" +
                                   kDocumentTables + "LEFT JOIN document_now n USING (document_id) ";
const std::string kDocumentLinesOfCase = kDocumentLines + "WHERE d.case_id = ?1 ORDER BY d.position";
const std::string kOpenDocuments =
    kDocumentLines +
    "WHERE d.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM life l WHERE l.document_id = d.document_id "
    "AND l.kind IN ('dispatched', 'discarded', 'withdrawn')) ORDER BY d.position LIMIT ?2 OFFSET ?1";
const std::string kDocumentOfId = kDocuments + "WHERE d.document_id = ?1";
const std::string kDocumentsOfCase = kDocuments + "WHERE d.case_id = ?1 ORDER BY d.position";
const std::string kAllDocuments = kDocuments + "ORDER BY d.position";

Digest digest_at(const Statement& row, int column) {
    return sound(Digest::from_bytes(row.text(column)), "a document's hash");
}

// In this order: position, kind, happened_on, officer, route, event, recorded_at, recorder, body.
DocumentStep step_at(const Statement& row) {
    return {row.number(0),
            row.text(1),
            sound(Date::parse(row.text(2)), "the day of a document's step"),
            row.text(3),
            row.text(4),
            row.is_null(5) ? std::nullopt : std::optional(row.number(5)),
            sound(parse_instant(row.text(6)), "the time of a document's step"),
            sound(RecorderId::parse(row.text(7)), "the recorder of a document's step"),
            row.is_null(8) ? std::nullopt : std::optional(Body(row.text(8)))};
}

Document document_at(Database& database, const Statement& row) {
    Document document{sound(DocumentId::parse(row.text(0)), "a document's number"),
                      row.is_null(1) ? std::nullopt : CaseId::parse(row.text(1)),
                      row.text(2),
                      row.text(3),
                      row.text(4),
                      sound(TemplateName::parse(row.text(5)), "a template's name"),
                      digest_at(row, 6),
                      row.text(7),
                      digest_at(row, 8),
                      digest_at(row, 9),
                      std::nullopt,
                      sound(parse_instant(row.text(11)), "the time of a document"),
                      sound(RecorderId::parse(row.text(12)), "the recorder of a document")};
    if (!row.is_null(10)) document.pdf = digest_at(row, 10);
    const auto steps = database.cached(
        R"sql(
          SELECT l.position, l.kind, happened_on, officer, route, event, recorded_at, recorder, body
          FROM life l JOIN entries e USING (position) LEFT JOIN texts USING (position)
          WHERE document_id = ?1 ORDER BY l.position, l.kind DESC)sql");
    for (steps->text(1, document.id.text()); steps->step();) document.steps.push_back(step_at(*steps));
    return document;
}

// The columns of document_at(), then sent_on, sequence, findings, number.
DocumentLine document_line_at(Database& database, const Statement& row) {
    if (row.is_null(13))
        throw StorageError(Trouble::Corrupt,
                           "the ledger: what pages read of a document is missing; run ehcflow rebuild");
    Document document = document_at(database, row);
    DocumentNow now{document.id, sound(Date::parse(row.text(13)), "the day of a document"), row.number(14),
                    row.text(15), row.text(16)};
    return {std::move(document), std::move(now)};
}

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

std::int64_t papers_as_of(Database& database, const CaseId& id) {
    const auto query = database.cached(
        "SELECT coalesce(max(l.position), 0) FROM documents d JOIN life l USING (document_id) WHERE d.case_id = ?1");
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

std::optional<Document> document_of(Database& database, const DocumentId& id) {
    const auto query = database.cached(kDocumentOfId.c_str());
    if (!query->text(1, id.text()).step()) return std::nullopt;
    return document_at(database, *query);
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

std::optional<Document> Ledger::document(const DocumentId& id) const {
    return parts_->readers.read([&](Database& database) { return document_of(database, id); });
}

std::optional<DocumentId> Ledger::document_numbered(const std::string& number) const {
    return parts_->readers.read([&](Database& database) -> std::optional<DocumentId> {
        const auto query = database.cached("SELECT document_id FROM document_now WHERE number = ?1 AND number <> ''");
        if (!query->text(1, number).step()) return std::nullopt;
        return sound(DocumentId::parse(query->text(0)), "a document's number");
    });
}

std::vector<Document> Ledger::documents_of(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<Document> documents;
        const auto query = database.cached(kDocumentsOfCase.c_str());
        query->text(1, id.text());
        while (query->step()) documents.push_back(document_at(database, *query));
        return documents;
    });
}

std::vector<Document> Ledger::all_documents() const {
    return parts_->readers.read([](Database& database) {
        std::vector<Document> documents;
        const auto query = database.cached(kAllDocuments.c_str());
        while (query->step()) documents.push_back(document_at(database, *query));
        return documents;
    });
}

std::vector<DocumentLine> Ledger::document_lines(const CaseId& id) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<DocumentLine> lines;
        const auto query = database.cached(kDocumentLinesOfCase.c_str());
        query->text(1, id.text());
        while (query->step()) lines.push_back(document_line_at(database, *query));
        return lines;
    });
}

std::vector<DocumentLine> Ledger::open_documents(const Slice& slice) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<DocumentLine> lines;
        const auto query = database.cached(kOpenDocuments.c_str());
        query->number(1, slice.after).number(2, slice.most);
        while (query->step()) lines.push_back(document_line_at(database, *query));
        return lines;
    });
}

std::optional<std::string> Ledger::bytes(const Digest& digest) const {
    return parts_->readers.read([&](Database& database) -> std::optional<std::string> {
        const auto query = database.cached("SELECT size, packed, bytes FROM contents WHERE digest = ?1");
        if (!query->blob(1, digest.bytes()).step()) return std::nullopt;
        auto bytes = unpack({static_cast<std::size_t>(query->number(0)), query->number(1) != 0, query->text(2)});
        if (!bytes || sha256(*bytes) != digest) throw damaged("a stored document");
        return bytes;
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
