// Mail as a job (storage/job.h): asked for in the transaction of what it follows from, sent by a worker, and what it
// comes to recorded in the transaction that ends the job. Never lost. Doubled only where a crash fell between the mail
// server's yes and the record of it; the two then bear the same Message-ID, by which mail programs show one.
#pragma once

#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

struct AttachedDocument {
    DocumentId document;
    std::string form = "pdf";  // or "odt"
};

struct Mail {
    // "officer", "setting", or the id of somebody in the case: their e-mail address as it is when the mail is sent. The
    // officer's mail goes to the team where the case has no officer with an address. "team": the council's own address.
    // What holds a '@' is an address.
    std::string to;
    std::string subject;  // one line
    std::string text;
    std::vector<AttachedDocument> attached{};
    // What is recorded once the mail server has it: a row of the table in mail.cpp with what it is given. "nothing";
    // "event": an event of the case, as timelines have it (docs/timeline.md), its day that of sending unless it says;
    // "dispatched": that the letter `document` went, which must still be waiting for that.
    std::string records = "nothing";
    templates::Value given{};
};

// The job's number is the mail's: its Message-ID is made of it. For Effects::jobs.
storage::NewJob mail_job(const std::optional<CaseId>& id, const Mail& mail);

// The worker.
Result<void, Refused> send_mail(const Desk& desk, const storage::Job& job, const templates::Value& body,
                                const storage::Effects& ends);

}  // namespace ehcflow::service
