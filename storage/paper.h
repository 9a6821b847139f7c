// The council's own papers, which are about no one child: the plan of action, a month's closed figures. Each has a name
// and versions, and the newest counts; none is ever changed or removed, nor forgotten: what a paper says is opaque
// here, and nothing about a child but a case's reference belongs in it. Values; no thread rule.
#pragma once

#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "storage/record.h"

namespace ehcflow::storage {

using PaperName = Id<struct PaperTag>;  // "action-plan", "month.2026-10"

struct NewPaper {
    PaperName name;
    Sequence expected = 0;      // the version that the writer has seen; 0: there is none yet
    RecorderId answers_for_it;  // the account of whoever decided it, which need not be the one that recorded it
    std::string why;            // a sentence; may be empty
    std::string body;
};

struct Paper {
    PaperName name;
    Sequence version = 0;
    Instant recorded_at;
    RecorderId recorder, answers_for_it;
    std::string why;
    Digest body;  // for Ledger::bytes()
};

}  // namespace ehcflow::storage
