// work_jobs: does the jobs that are waiting (storage/job.h). What a job comes to and its end are one transaction.
#pragma once

#include <functional>

#include "service/app/desk.h"
#include "service/app/month_documents.h"
#include "service/app/prepare_document.h"

namespace ehcflow::service {

// To be done later: a notice's letters, a month's documents.
storage::NewJob render_job(const CaseId& id, const Preparation& preparation);
storage::NewJob report_job(std::chrono::year_month month, documents::Copy copy);

// What waits for a mail server stands apart: letters are made meanwhile.
enum class Work : std::uint8_t { Inside, Mail };

// Does one; false where none is waiting. What fails is put off or, where trying again cannot help, given up with its
// reason.
bool work_one(const Desk& desk, Work of);

// The same for one kind. `work` writes what the job comes to with the effects that it is given, which end the job.
using DoJob = std::function<Result<void, Refused>(const storage::Job&, const storage::Effects&)>;
bool work_one_of(storage::Ledger& ledger, const std::string& kind, const DoJob& work);

}  // namespace ehcflow::service
