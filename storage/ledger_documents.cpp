// The members of a ledger that read documents: what they are, their life, their bytes.
#include "storage/content.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

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

std::int64_t papers_as_of(Database& database, const CaseId& id) {
    const auto query = database.cached(
        "SELECT coalesce(max(l.position), 0) FROM documents d JOIN life l USING (document_id) WHERE d.case_id = ?1");
    query->text(1, id.text()).step();
    return query->number(0);
}

std::optional<Document> document_of(Database& database, const DocumentId& id) {
    const auto query = database.cached(kDocumentOfId.c_str());
    if (!query->text(1, id.text()).step()) return std::nullopt;
    return document_at(database, *query);
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
        if (bytes && sha256(*bytes) != digest) bytes.reset();
        return sound(std::move(bytes), "a stored document");
    });
}

}  // namespace ehcflow::storage
