// Where a document of the ledger stands in its life (documents/check/document_life.h has the table), and what a duty
// waits for among the letters of its case.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/check/document_life.h"
#include "service/app/case_view.h"
#include "service/app/document_view.h"

namespace ehcflow::service {

std::vector<documents::Lived> lived(const storage::Document& document);  // points into the document

documents::Life life_of(const Desk& desk, const DocumentView& view);
documents::Life life_of(const Desk& desk, const storage::DocumentLine& line);

// Whether the council's settings name this officer: they alone approve, and confirm what was sent.
bool is_officer(const Desk& desk, std::string_view id);

// Whether whoever gets a notice may be written to by e-mail on this day: a parent or a young person who agreed in
// writing (Education Act 1996 s.572(2)-(3)). Advisers and settings are not asked.
bool takes_email(const templates::Value& record, const storage::Document& document, Date on);

// What sending this letter would settle.
bool discharges(const storage::Document& document, const workflow::Rule& rule);

// A duty that is owed and for which letters are made: it stays owed until they are sent.
struct Sending {
    const workflow::Duty* duty;
    std::string_view says;  // "prepared, not sent", "sent, but not yet to everybody"
    std::vector<const storage::DocumentLine*> letters;
};
std::vector<Sending> sendings(const Desk& desk, const CaseView& view, std::span<const storage::DocumentLine> lines);

// Letters that came back and have not gone again: each is a task, whatever the duty says.
std::vector<const storage::DocumentLine*> come_back(const Desk& desk, std::span<const storage::DocumentLine> lines);

}  // namespace ehcflow::service
