// What the sending and the arrival of letters record in their case. The letters of one notice to a family are one step
// in law: its event is on the day on which the last of those whom the notice must reach was written to, and where their
// letters arrive on different days the family's time counts from the latest (docs/decisions/0005-day-of-sending.md).
// Each adviser and each setting has a step of their own.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "service/app/document_life.h"

namespace ehcflow::service {

struct Recorded {
    std::vector<std::string> events;       // JSON each, as recording.h takes them
    std::vector<std::string> waiting_for;  // whose letter must go before there is an event: ids of the record
};

// `lines`: the documents of the case, the step in question already among the steps of its letter.
Recorded on_dispatch(const Desk& desk, const CaseView& now, std::span<const storage::DocumentLine> lines,
                     const DocumentId& id);
Recorded on_receipt(const Desk& desk, const CaseView& now, std::span<const storage::DocumentLine> lines,
                    const DocumentId& id);

}  // namespace ehcflow::service
