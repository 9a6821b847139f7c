// What keeps the record in order: legal holds, erasure by rule with its certificate, who looked, and the jobs.
#include "service/app/recording.h"
#include "service/app/retention.h"
#include "service/app/work_jobs.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

Reply hold_or_release(const Service& service, const Request& request, const Captures& captures, bool holds) {
    Body body(request, {"reason"});
    const std::string reason = body.text("reason");
    if (reason.empty()) body.fail("\"reason\" says why, without a name.");
    if (body.fault()) return refuse(service, request, *body.fault());
    Value value;
    value.set("held", holds);
    const Reply reply = json_reply(200, value);
    return once(service, request, [&](const KeepReply& keep) {
        const auto done =
            service.desk.ledger.hold(case_of(captures), holds, reason, service.desk.recorder, keep(reply));
        return done ? reply : refuse(service, request, from_ledger(done.error()));
    });
}

Value job_value(const storage::Job& job) {
    Value value;
    value.set("job", job.id.text());
    value.set("kind", job.kind);
    if (job.of_case) value.set("case", job.of_case->text());
    value.set("state", job.state);
    value.set("attempts", job.attempts);
    if (job.state == "waiting") value.set("not_before", to_iso(job.not_before));
    if (!job.reason.empty()) value.set("reason", job.reason);
    return value;
}

Reply no_job(const Request& request) {
    return problem({Reason::UnknownJob, "No job has this number."}, request.correlation);
}

}  // namespace

Reply hold(const Service& service, const Request& request, const Captures& captures) {
    return hold_or_release(service, request, captures, true);
}

Reply release(const Service& service, const Request& request, const Captures& captures) {
    return hold_or_release(service, request, captures, false);
}

Reply erase(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"approved_by"});
    const auto approved = storage::RecorderId::parse(body.text("approved_by"));
    if (!approved) body.fail("\"approved_by\" is the account of whoever approved it.");
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        Value done;  // the certificate itself is read afterwards: it names the entry that this makes
        done.set("case", case_of(captures).text());
        done.set("certificate", "/api/v1/cases/" + case_of(captures).text() + "/disposal");
        const Reply reply = json_reply(200, done);
        const auto certificate = dispose(service.desk.ledger, case_of(captures), *approved, service.desk.recorder,
                                         service.desk.today(), keep(reply));
        return certificate ? reply : refuse(service, request, certificate.error());
    });
}

Reply disposal(const Service& service, const Request& request, const Captures& captures) {
    const auto certificate = service.desk.ledger.certificate(case_of(captures));
    if (certificate) return json_reply(200, certificate_value(*certificate));
    if (!service.desk.ledger.read_case(case_of(captures)))
        return refuse(service, request, from_ledger({storage::Conflict::Code::CaseUnknown}));
    return problem({Reason::NotDue, "The case was not erased."}, request.correlation);
}

Reply retention(const Service& service, const Request& request, const Captures&) {
    const std::string_view asked = field_of(request.query, "on");
    const auto on = asked.empty() ? std::optional(service.desk.today()) : Date::parse(asked);
    if (!on) return problem(malformed("\"on\" is a day that exists, written YYYY-MM-DD."), request.correlation);
    Value::List rules, due;
    for (const RetentionRule& rule : retention_rules()) {
        Value value;
        value.set("rule", rule.id);
        value.set("of", rule.of);
        value.set("years", rule.years);
        value.set("days", rule.days);
        value.set("source", rule.source);
        rules.push_back(std::move(value));
    }
    for (const DueCase& one : due_cases(service.desk.ledger, *on)) {
        Value value;
        value.set("case", one.id.text());
        value.set("rule", one.rule->id);
        value.set("since", to_iso(one.since));
        value.set("held", one.held);
        due.push_back(std::move(value));
    }
    Value value;
    value.set("on", to_iso(*on));
    value.set("rules", std::move(rules));
    value.set("due", std::move(due));
    return json_reply(200, value);
}

Reply looks(const Service& service, const Request& request, const Captures& captures) {
    if (!service.desk.ledger.read_case(case_of(captures)))
        return refuse(service, request, from_ledger({storage::Conflict::Code::CaseUnknown}));
    Value::List list;
    for (const storage::Look& look : service.access.looks_at(case_of(captures))) {
        Value value;
        value.set("at", to_iso(look.at));
        value.set("who", look.who.text());
        value.set("what", look.what);
        list.push_back(std::move(value));
    }
    Value value;
    value.set("looks", std::move(list));
    return json_reply(200, value);
}

Reply jobs(const Service& service, const Request& request, const Captures&) {
    const std::string state(field_of(request.query, "state"));
    if (state != "waiting" && state != "leased" && state != "done" && state != "dead")
        return problem(malformed("\"state\" is waiting, leased, done or dead."), request.correlation);
    Value::List list;
    for (const storage::Job& job : service.desk.ledger.jobs(state)) list.push_back(job_value(job));
    Value value;
    value.set("jobs", std::move(list));
    return json_reply(200, value);
}

Reply job(const Service& service, const Request& request, const Captures& captures) {
    const auto job = service.desk.ledger.job(storage::JobId::parse(captures.at(0)).value());
    return job ? json_reply(200, job_value(*job)) : no_job(request);
}

Reply retry(const Service& service, const Request& request, const Captures& captures) {
    const auto id = storage::JobId::parse(captures.at(0)).value();
    if (!service.desk.ledger.job(id)) return no_job(request);
    service.desk.ledger.retry_job(id);  // one that is not dead goes on as it was
    return json_reply(200, job_value(*service.desk.ledger.job(id)));
}

Reply later(const Service& service, const Request& request, const std::optional<CaseId>& of_case,
            const storage::NewJob& job) {
    Value value;
    value.set("job", job.id.text());
    value.set("at", "/api/v1/jobs/" + job.id.text());
    const Reply reply = json_reply(202, value);
    return once(service, request, [&](const KeepReply& keep) {
        storage::Effects effects = keep(reply);
        effects.jobs.push_back(job);
        const auto added = service.desk.ledger.add_jobs(of_case, service.desk.recorder, effects);
        return added ? reply : refuse(service, request, from_ledger(added.error()));
    });
}

}  // namespace ehcflow::service::api
