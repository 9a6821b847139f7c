// revise_record: what a case's record says from now on, with the people in it. Earlier revisions stand.
#pragma once

#include "service/app/recording.h"

namespace ehcflow::service {

// The record is given as a whole, as it is read; the child's birthday in it counts for the dates from now on. Answers
// with the case as it stands with it.
Result<CaseView, Refused> revise_record(const Desk& desk, const CaseId& id, storage::Sequence expected_revision,
                                        const templates::Value& record, const Keep<CaseView>& keep);

}  // namespace ehcflow::service
