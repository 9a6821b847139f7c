// append_events: records what happened in a case, all of the events or none.
#pragma once

#include "service/app/recording.h"

namespace ehcflow::service {

// `expected` is the sequence that the caller has seen; `events` a list of events (docs/timeline.md). Answers with the
// case as it stands with them.
Result<CaseView, Refused> append_events(const Desk& desk, const CaseId& id, storage::Sequence expected,
                                        const templates::Value& events, const Keep<CaseView>& keep);

}  // namespace ehcflow::service
