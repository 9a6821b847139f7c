// Retention: how long each kind of text is kept, and what is due to go. The table is the council's policy in one place,
// each row with its source; nothing goes by itself: a person approves it, and a legal hold stops it.
#pragma once

#include <span>

#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

enum class After : std::uint8_t { Birth, Look, Reply, JobDone, BackupMade };
struct RetentionRule {
    std::string_view id;
    std::string_view of;  // the kind of text
    After after;
    int years, days;
    std::string_view source;
};
std::span<const RetentionRule> retention_rules();
const RetentionRule& retention_rule(std::string_view id);
// The first day on which what the rule counts from has been kept long enough.
Date due_to_go(const RetentionRule& rule, Date from);

struct DueCase {
    CaseId id;
    const RetentionRule* rule;
    Date since;  // it is due
    bool held;
};
// Cases that may be erased on that day: their rule has run and nothing has happened in them for six years.
std::vector<DueCase> due_cases(const storage::Ledger& ledger, Date on);

// Refused where the case is not due on that day, is held, or is erased already.
Result<storage::Certificate, Refused> dispose(storage::Ledger& ledger, const CaseId& id,
                                              const storage::RecorderId& approved_by,
                                              const storage::RecorderId& recorder, Date on,
                                              const storage::Effects& effects = {});

// A disposal certificate: what went, by which rule, by whose approval, and the entry of the chain that says so.
templates::Value certificate_value(const storage::Certificate& certificate);

}  // namespace ehcflow::service
