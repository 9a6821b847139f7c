#include "service/app/work_jobs.h"

#include <algorithm>
#include <stdexcept>

#include "interchange/snapshot.h"
#include "interchange/value.h"
#include "service/app/mail.h"
#include "service/app/reminders.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

// Each does the job of its kind, and writes what it comes to together with the job's end.
Result<void, Refused> render(const Desk& desk, const storage::Job& job, const Value& body,
                             const storage::Effects& ends) {
    const auto notice = documents::notice_named(text_of(body, "notice"));
    const auto sent_on = Date::parse(text_of(body, "sent_on"));
    if (!notice || !sent_on || !job.of_case) return Failure{malformed("The job says nothing that can be rendered.")};
    const Value* overrides = body.find("overrides");
    const auto made = prepare_document(desk, *job.of_case,
                                       {*notice, *sent_on, text_of(body, "route"), text_of(body, "to"),
                                        overrides_of(overrides == nullptr ? Value() : *overrides)},
                                       [&](const std::vector<DocumentView>&) { return ends; });
    if (!made) return Failure{made.error()};
    return {};
}

Result<void, Refused> report(const Desk& desk, const storage::Job&, const Value& body, const storage::Effects& ends) {
    const auto month = interchange::parse_month(text_of(body, "month"));
    if (!month) return Failure{malformed("The job names no month.")};
    const auto copy = text_of(body, "copy") == "private" ? documents::Copy::Private : documents::Copy::Public;
    const auto made =
        prepare_month_documents(desk, *month, copy, [&](const std::vector<DocumentView>&) { return ends; });
    if (!made) return Failure{made.error()};
    return {};
}

struct Worker {
    const char* kind;
    Work of;
    Result<void, Refused> (*work)(const Desk&, const storage::Job&, const Value&, const storage::Effects&);
};
constexpr Worker kWorkers[] = {
    {"render", Work::Inside, render},
    {"report", Work::Inside, report},
    {"reminder", Work::Mail, remind},
    {"mail", Work::Mail, send_mail},
};

bool may_go_better_later(const Refused& refused) {
    return refused.reason == Reason::OfficeUnavailable || refused.reason == Reason::MailUnavailable ||
           refused.reason == Reason::Moved;
}

// The refusal with what was found, so that whoever reads the list of those that failed knows what to mend.
std::string reason_of(const Refused& refused) {
    constexpr std::size_t kMost = 5;
    std::string reason = refused.detail;
    for (std::size_t i = 0; i < refused.findings.size() && i < kMost; ++i)
        reason += " " + refused.findings[i].place + ": " + refused.findings[i].what;
    if (refused.findings.size() > kMost) reason += " And " + std::to_string(refused.findings.size() - kMost) + " more.";
    return reason;
}

void work(storage::Ledger& ledger, const storage::Job& job, const DoJob& work) {
    using Again = storage::Ledger::Again;
    const storage::JobLease lease{job.id, job.lease};
    try {
        const auto done = work(job, {.ends = lease});
        if (!done)
            ledger.fail_job(lease, reason_of(done.error()),
                            may_go_better_later(done.error()) ? Again::Later : Again::Never);
    } catch (const std::exception& error) {
        ledger.fail_job(lease, error.what(), Again::Later);
    }
}

}  // namespace

storage::NewJob render_job(const CaseId& id, const Preparation& preparation) {
    Value body;
    body.set("notice", documents::notice_row(preparation.notice).name);
    body.set("sent_on", to_iso(preparation.sent_on));
    body.set("route", preparation.route);
    body.set("to", preparation.to);
    body.set("overrides", overrides_value(preparation.overrides));
    return {storage::new_job_id(), "render", id, interchange::write_value(body)};
}

storage::NewJob report_job(std::chrono::year_month month, documents::Copy copy) {
    Value body;
    body.set("month", interchange::to_iso(month));
    body.set("copy", copy == documents::Copy::Private ? "private" : "public");
    return {storage::new_job_id(), "report", std::nullopt, interchange::write_value(body)};
}

bool work_one_of(storage::Ledger& ledger, const std::string& kind, const DoJob& do_job) {
    const auto job = ledger.take_job(kind);
    if (job) work(ledger, *job, do_job);
    return job.has_value();
}

bool work_one(const Desk& desk, Work of) {
    return std::ranges::any_of(kWorkers, [&](const Worker& worker) {
        return worker.of == of &&
               work_one_of(desk.ledger, worker.kind,
                           [&](const storage::Job& job, const storage::Effects& ends) -> Result<void, Refused> {
                               const auto body = interchange::read_value(job.body);
                               if (!body) return Failure{malformed("What is to be done cannot be read.")};
                               return worker.work(desk, job, *body, ends);
                           });
    });
}

}  // namespace ehcflow::service
