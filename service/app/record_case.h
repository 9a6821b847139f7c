// record_case: takes a case with its record and what has happened so far, all or nothing.
#pragma once

#include "service/app/recording.h"

namespace ehcflow::service {

struct CaseGiven {
    const templates::Value& record;    // docs/case-record.md
    const templates::Value& timeline;  // docs/timeline.md
};

struct CaseRecorded {
    storage::Opened::Was was;
    CaseView view;  // as it stands with its events
    storage::Sequence sequence;
};

// The same case given again changes nothing and is no conflict.
Result<CaseRecorded, Refused> record_case(const Desk& desk, const CaseId& id, const CaseGiven& given,
                                          const Keep<CaseView>& keep);

}  // namespace ehcflow::service
