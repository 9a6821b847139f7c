#include "service/app/mail.h"

#include <algorithm>

#include "interchange/value.h"
#include "service/app/case_view.h"
#include "service/app/mailing.h"
#include "service/app/people.h"
#include "service/app/recording.h"
#include "service/app/take_step.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Refused cannot_go(std::string why) { return {Reason::MailUnfit, std::move(why)}; }

// --- to whom ---

const Value& person_called(const Value& record, std::string_view name) {
    static const Value kNobody;
    for (const std::string_view alone : {"officer", "setting"})
        if (name == alone) return part(record, alone);
    for (const std::string_view many : {"family", "representatives", "professionals"})
        for (const Value& one : list_of(part(record, many)))
            if (text_of(one, "id") == name) return one;
    return kNobody;
}

Result<std::string, Refused> address_of(const Desk& desk, const storage::Job& job, const std::string& to) {
    std::string address;
    if (to.find('@') != std::string::npos) {
        address = to;
    } else if (to != "team" && job.of_case) {
        const auto history = desk.ledger.read_case(*job.of_case);
        if (!history || history->erased) return Failure{cannot_go("the case is not there any more")};
        address = text_of(person_called(put_together(*history), to), "email");
    }
    if (address.empty() && (to == "team" || to == "officer")) address = text_of(desk.council, "email");
    if (address.empty()) return Failure{cannot_go("no e-mail address is known for \"" + to + "\"")};
    if (!is_mail_address(address))
        return Failure{cannot_go("what is kept as the e-mail address of \"" + (to == address ? "the recipient" : to) +
                                 "\" is none")};
    return address;
}

// --- with what ---

struct Form {
    std::string_view name, type;
    std::optional<storage::Digest> (*digest)(const storage::Document&);
};
constexpr Form kForms[] = {
    {"pdf", "application/pdf", [](const storage::Document& one) { return one.pdf; }},
    {"odt", "application/vnd.oasis.opendocument.text",
     [](const storage::Document& one) { return std::optional(one.odt); }},
};

Result<MailFile, Refused> attached(const Desk& desk, const Value& given) {
    const auto id = DocumentId::parse(text_of(given, "document"));
    const auto document = id ? desk.ledger.document(*id) : std::nullopt;
    if (!document) return Failure{cannot_go("a document that goes with it is not there")};
    for (const Form& form : kForms) {
        if (form.name != text_of(given, "form")) continue;
        const auto digest = form.digest(*document);
        auto bytes = digest ? desk.ledger.bytes(*digest) : std::nullopt;
        if (!bytes) break;
        return MailFile{document->kind + "." + std::string(form.name), std::string(form.type), std::move(*bytes)};
    }
    return Failure{cannot_go("a document that goes with it is not there in the form that is asked for")};
}

Result<OutgoingMail, Refused> outgoing(const Desk& desk, const storage::Job& job, const Value& body) {
    auto to = address_of(desk, job, text_of(body, "to"));
    if (!to) return Failure{std::move(to).error()};
    OutgoingMail mail{job.id.text(), std::move(to).value(), text_of(body, "subject"), text_of(body, "text"), {}};
    for (const Value& one : list_of(part(body, "attached"))) {
        auto file = attached(desk, one);
        if (!file) return Failure{std::move(file).error()};
        mail.files.push_back(std::move(file).value());
    }
    return mail;
}

// --- and what is recorded of it ---

Result<void, Refused> record_nothing(const Desk& desk, const storage::Job& job, Value, const MailTaken&,
                                     const storage::Effects& ends) {
    const auto done = desk.ledger.add_jobs(job.of_case, desk.recorder, ends);
    if (!done) return Failure{from_ledger(done.error())};
    return {};
}

Result<void, Refused> record_event(const Desk& desk, const storage::Job& job, Value event, const MailTaken&,
                                   const storage::Effects& ends) {
    if (!job.of_case || event.object() == nullptr)
        return Failure{cannot_go("it went, and what was to be recorded of it is no event of a case")};
    if (event.find("on") == nullptr) event.set("on", to_iso(desk.today()));
    const auto bodies = event_bodies(Value::List{std::move(event)});
    if (!bodies) return Failure{bodies.error()};
    constexpr int kTries = 20;  // somebody else may record in the case at the same time
    for (int attempt = 1;; ++attempt) {
        const auto now = view_case(desk, *job.of_case, desk.today());
        if (!now) return Failure{now.error()};
        const auto then = foresee(desk, now->history, now->record, *bodies);
        if (!then) return Failure{then.error()};
        storage::Effects effects = ends;
        effects.now = project(*then);
        const auto done =
            desk.ledger.append(*job.of_case, now->sequence(), new_events(*bodies), desk.recorder, effects);
        if (done) return {};
        if (done.error().code != storage::Conflict::Code::SequenceMoved || attempt == kTries)
            return Failure{from_ledger(done.error())};
    }
}

std::optional<Refused> always(const Desk&, const Value&) { return std::nullopt; }

std::optional<Refused> letter_may_not_go(const Desk& desk, const Value& given) {
    const auto id = DocumentId::parse(text_of(given, "document"));
    return id ? may_not_be_mailed(desk, *id) : cannot_go("the mail names no letter");
}

Result<void, Refused> record_dispatch(const Desk& desk, const storage::Job&, Value given, const MailTaken& taken,
                                      const storage::Effects& ends) {
    return record_mailed(desk, *DocumentId::parse(text_of(given, "document")), taken.message_id, ends);
}

struct Acceptance {
    std::string_view name;
    std::optional<Refused> (*may_not_go)(const Desk&, const Value& given);  // asked before it is sent
    Result<void, Refused> (*record)(const Desk&, const storage::Job&, Value given, const MailTaken&,
                                    const storage::Effects& ends);
};
constexpr Acceptance kAcceptances[] = {{"nothing", always, record_nothing},
                                       {"event", always, record_event},
                                       {"dispatched", letter_may_not_go, record_dispatch}};

const Acceptance* acceptance_named(std::string_view name) {
    const auto* row = std::find_if(std::begin(kAcceptances), std::end(kAcceptances),
                                   [&](const Acceptance& one) { return one.name == name; });
    return row == std::end(kAcceptances) ? nullptr : row;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const auto sign = text.find('@');
    if (sign == 0 || sign == std::string_view::npos || sign + 1 == text.size() || text.size() > 254) return false;
    if (text.find('@', sign + 1) != std::string_view::npos) return false;
    return std::none_of(text.begin(), text.end(), [](char c) {
        constexpr std::string_view kNever = "<>()[],;:\\\" ";
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f ||
               kNever.find(c) != std::string_view::npos;
    });
}

storage::NewJob mail_job(const std::optional<CaseId>& id, const Mail& mail) {
    invariant(acceptance_named(mail.records) != nullptr, "a mail records something that the table names");
    Value::List documents;
    for (const AttachedDocument& one : mail.attached) {
        Value value;
        value.set("document", one.document.text());
        value.set("form", one.form);
        documents.push_back(std::move(value));
    }
    Value body;
    body.set("to", mail.to);
    body.set("subject", mail.subject);
    body.set("text", mail.text);
    body.set("attached", std::move(documents));
    body.set("records", mail.records);
    body.set("given", mail.given);
    return {storage::new_job_id(), "mail", id, interchange::write_value(body)};
}

Result<void, Refused> send_mail(const Desk& desk, const storage::Job& job, const Value& body,
                                const storage::Effects& ends) {
    if (desk.mailing == nullptr)
        return Failure{Refused{Reason::MailUnavailable, "no mail server is set (docs/operations.md)"}};
    const Acceptance* accepted = acceptance_named(text_of(body, "records"));
    if (accepted == nullptr) return Failure{cannot_go("what is to be recorded of it is not known to this program")};
    const Value& what = part(body, "given");
    if (auto why = accepted->may_not_go(desk, what)) return Failure{std::move(*why)};
    const auto mail = outgoing(desk, job, body);
    if (!mail) return Failure{mail.error()};
    const auto taken = desk.mailing->send(*mail);
    if (!taken)
        return Failure{
            Refused{taken.error().may_go_later ? Reason::MailUnavailable : Reason::MailUnfit, taken.error().what}};
    auto recorded = accepted->record(desk, job, what, *taken, ends);
    // It went: whatever is wrong with the record of that, it does not go again by itself.
    if (!recorded) return Failure{cannot_go("it went, and that could not be recorded: " + recorded.error().detail)};
    return {};
}

}  // namespace ehcflow::service
