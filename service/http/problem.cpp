#include "service/http/problem.h"

#include "interchange/value.h"
#include "service/http/json.h"

namespace ehcflow::service {
namespace {

using templates::Value;

struct Said {
    int status;
    std::string_view code;
};

Said said(Reason reason) {
    switch (reason) {
        case Reason::Malformed:
            return {400, "bad-request"};
        case Reason::UnknownCase:
            return {404, "unknown-case"};
        case Reason::UnknownDocument:
            return {404, "unknown-document"};
        case Reason::UnknownPerson:
            return {404, "unknown-person"};
        case Reason::UnknownJob:
            return {404, "unknown-job"};
        case Reason::UnknownBatch:
            return {404, "unknown-batch"};
        case Reason::NotDue:
            return {409, "not-due"};
        case Reason::PersonErased:
            return {410, "person-erased"};
        case Reason::CaseErased:
            return {410, "case-erased"};
        case Reason::CaseHeld:
            return {409, "case-held"};
        case Reason::CaseExists:
            return {409, "case-exists"};
        case Reason::UnknownPlan:
            return {404, "unknown-plan"};
        case Reason::Moved:
            return {409, "conflict"};
        case Reason::RefusedByLaw:
            return {422, "refused"};
        case Reason::NeedsApproval:
            return {422, "needs-approval"};
        case Reason::CannotPrepare:
            return {422, "cannot-prepare"};
        case Reason::Unfit:
            return {422, "unfit"};
        case Reason::WrongOrder:
            return {409, "wrong-order"};
        case Reason::UnknownOfficer:
            return {422, "unknown-officer"};
        case Reason::BadDay:
            return {422, "bad-day"};
        case Reason::NoConsent:
            return {422, "no-email-consent"};
        case Reason::OtherDay:
            return {409, "other-day"};
        case Reason::NeverIssued:
            return {422, "never-issued"};
        case Reason::UnknownPaper:
            return {404, "not-recorded"};
        case Reason::MonthClosed:
            return {409, "month-closed"};
        case Reason::KeyReused:
            return {422, "key-reused"};
        case Reason::UnknownTemplate:
            return {404, "unknown-template"};
        case Reason::TemplateRefused:
            return {422, "template-refused"};
        case Reason::TemplateNotReady:
            return {409, "not-ready"};
        case Reason::OfficeUnavailable:
            return {503, "office-unavailable"};
        case Reason::MailUnavailable:
            return {503, "mail-unavailable"};
        case Reason::MailUnfit:
            return {422, "mail-unfit"};
    }
    invariant(false, "every reason has its status");
    return {500, ""};
}

std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "The request cannot be read";
        case 401:
            return "Sign in first";
        case 404:
            return "Not here";
        case 405:
            return "Not done this way";
        case 409:
            return "Overtaken";
        case 410:
            return "Gone";
        case 413:
            return "Too large";
        case 415:
            return "Not JSON";
        case 422:
            return "Refused";
        case 503:
            return "Not now";
        default:
            return "Something broke";
    }
}

Value head(int status) {
    Value value;
    value.set("type", "about:blank");
    value.set("status", status);
    value.set("title", title_of(status));
    return value;
}

Reply as_reply(int status, const Value& value) {
    return {status, "application/problem+json", interchange::write_value(value), {}};
}

}  // namespace

Reply problem(int status, std::string_view code, std::string_view detail) {
    Value value = head(status);
    value.set("code", code);
    value.set("detail", detail);
    return as_reply(status, value);
}

Reply broken(int status, const std::string& correlation) {
    Value value = head(status);
    value.set("correlation", correlation);
    Reply reply = as_reply(status, value);
    if (status == 503) reply.headers.emplace_back("Retry-After", "5");
    return reply;
}

Reply problem(const Refused& refused, const std::string& correlation) {
    const Said said_so = said(refused.reason);
    if (said_so.status >= 500) return broken(said_so.status, correlation);
    Value value = head(said_so.status);
    value.set("code", refused.code.empty() ? said_so.code : std::string_view(refused.code));
    value.set("detail", refused.detail);
    if (refused.event) value.set("event", static_cast<int>(*refused.event));
    if (!refused.permitted.empty()) value.set("permitted", text_list(refused.permitted));
    if (!refused.cite.empty()) value.set("cite", refused.cite);
    if (refused.step) value.set("step", static_cast<int>(*refused.step));
    if (refused.sequence) value.set("sequence", static_cast<int>(*refused.sequence));
    if (!refused.findings.empty()) value.set("findings", findings_value(refused.findings));
    return as_reply(said_so.status, value);
}

}  // namespace ehcflow::service
