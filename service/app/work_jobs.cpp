#include "service/app/work_jobs.h"

#include <stdexcept>

#include "interchange/value.h"
#include "service/app/mail.h"
#include "service/app/make_statement.h"
#include "service/app/reminders.h"

namespace ehcflow::service {
namespace {

using templates::Value;

std::string text(const Value& of, std::string_view name) {
    const Value* value = of.find(name);
    return value == nullptr || value->text() == nullptr ? std::string() : *value->text();
}

// Each does the job of its kind, and writes what it comes to together with the job's end.
Result<void, Refused> render(const Desk& desk, const storage::Job& job, const Value& body,
                             const storage::Effects& ends) {
    const auto notice = documents::notice_named(text(body, "notice"));
    const auto sent_on = Date::parse(text(body, "sent_on"));
    if (!notice || !sent_on || !job.of_case) return Failure{malformed("The job says nothing that can be rendered.")};
    const Value* overrides = body.find("overrides");
    const auto made = prepare_document(desk, *job.of_case,
                                       {*notice, *sent_on, text(body, "route"), text(body, "to"),
                                        overrides_of(overrides == nullptr ? Value() : *overrides)},
                                       [&](const std::vector<DocumentView>&) { return ends; });
    if (!made) return Failure{made.error()};
    return {};
}

Result<void, Refused> report(const Desk& desk, const storage::Job&, const Value& body, const storage::Effects& ends) {
    const auto first = Date::parse(text(body, "month") + "-01");
    if (!first) return Failure{malformed("The job names no month.")};
    const auto made =
        make_statement(desk, first->ymd().year() / first->ymd().month(), [&](const DocumentView&) { return ends; });
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

void work(const Desk& desk, const Worker& worker, const storage::Job& job) {
    using Again = storage::Ledger::Again;
    const storage::JobLease lease{job.id, job.lease};
    try {
        const auto body = interchange::read_value(job.body);
        if (!body) return desk.ledger.fail_job(lease, "what is to be done cannot be read", Again::Never);
        const auto done = worker.work(desk, job, *body, {.ends = lease});
        if (!done)
            desk.ledger.fail_job(lease, done.error().detail,
                                 may_go_better_later(done.error()) ? Again::Later : Again::Never);
    } catch (const std::exception& error) {
        desk.ledger.fail_job(lease, error.what(), Again::Later);
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

storage::NewJob report_job(std::chrono::year_month month) {
    Value body;
    body.set("month", to_iso(Date(std::chrono::sys_days(month / 1))).substr(0, 7));
    return {storage::new_job_id(), "report", std::nullopt, interchange::write_value(body)};
}

bool work_one(const Desk& desk, Work of) {
    for (const Worker& worker : kWorkers) {
        if (worker.of != of) continue;
        const auto job = desk.ledger.take_job(worker.kind);
        if (!job) continue;
        work(desk, worker, *job);
        return true;
    }
    return false;
}

}  // namespace ehcflow::service
