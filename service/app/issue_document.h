// issue_document: a prepared document was sent. Records the event with the day of sending and locks the bytes, in one
// transaction.
#pragma once

#include "service/app/document_view.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct Issuing {
    Date sent_on;                // the day on which it went: the one that its dates were counted from
    storage::Sequence expected;  // the sequence that the caller has seen
};

struct Issued {
    DocumentView view;
    storage::Sequence sequence;  // where the case stands now
};

// The letters of one notice record one event: the first to go records it, and the others then go with it.
Result<Issued, Refused> issue_document(const Desk& desk, const DocumentId& id, const Issuing& issuing,
                                       const Keep<Issued>& keep);

}  // namespace ehcflow::service
