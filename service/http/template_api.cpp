// The handlers of the addresses of templates (docs/templates.md).
#include <charconv>

#include "base/base64.h"
#include "interchange/value.h"
#include "service/app/template_keeping.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using documents::Notice;
using documents::NoticeRow;
using templates::Value;

constexpr std::string_view kOdt = "application/vnd.oasis.opendocument.text";
constexpr std::string_view kFlatOdt = "application/vnd.oasis.opendocument.text-flat-xml";

// What an address names: a notice, and a version of its template where there is one in it.
struct Asked {
    Notice notice;
    storage::Sequence version = 0;
};

Result<Asked, Refused> asked(const Captures& captures) {
    const auto notice = documents::notice_named(captures.at(0));
    if (!notice)
        return Failure{Refused{Reason::UnknownTemplate, "No notice has this name; docs/documents.md lists them."}};
    Asked found{*notice, 0};
    if (captures.size() == 1) return found;
    const std::string& digits = captures.at(1);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), found.version);
    if (fault != std::errc() || end != digits.data() + digits.size() || found.version < 0)
        return Failure{Refused{Reason::UnknownTemplate, "A version is a number, 0 for what came with the program."}};
    return found;
}

std::string address_of(Notice notice) { return "/api/v1/templates/" + std::string(documents::notice_row(notice).name); }

Value act_value(const TemplateAct& act) {
    Value value;
    value.set("by", act.by);
    value.set("at", to_iso(act.at));
    if (!act.why.empty()) value.set("why", act.why);
    if (act.from) value.set("from", to_iso(*act.from));
    return value;
}

Value version_value(const TemplateHistory& history, const TemplateVersion& version, Date today) {
    const std::string address = address_of(history.notice) + "/versions/" + std::to_string(version.number);
    Value value;
    value.set("version", whole_number(version.number));
    value.set("state", name_of(history.state_of(version, today)));
    value.set("sha256", version.file.hex());
    value.set("file", address + "/file");
    value.set("annotated", address + "/annotated");
    value.set("uploaded", act_value(version.uploaded));
    value.set("findings", findings_value(version.findings));
    if (version.tried) {
        Value tried;
        tried.set("by", version.tried->by);
        tried.set("at", to_iso(version.tried->at));
        tried.set("passed", version.tried->passed());
        tried.set("letters", letters_value(version.tried->letters));
        value.set("tried", std::move(tried));
    }
    if (version.approved) value.set("approved", act_value(*version.approved));
    if (version.withdrawn) value.set("withdrawn", act_value(*version.withdrawn));
    return value;
}

Value history_value(const TemplateHistory& history, Date today) {
    const NoticeRow& row = documents::notice_row(history.notice);
    const TemplateVersion* now = history.in_force_on(today);
    Value value;
    value.set("notice", row.name);
    value.set("title", row.title);
    value.set("in_force", whole_number(now == nullptr ? 0 : now->number));
    value.set("shipped", address_of(history.notice) + "/versions/0/file");
    Value::List versions;
    for (const TemplateVersion& one : history.versions) versions.push_back(version_value(history, one, today));
    value.set("versions", std::move(versions));
    return value;
}

std::string file_in(Body& body) {
    auto bytes = from_base64(body.text("file"));
    if (!bytes) body.fail("\"file\" is the template's bytes in base64.");
    return std::move(bytes).value_or("");
}

Reply bytes_reply(std::string bytes, const NoticeRow& row, const std::string& what) {
    const bool is_package = bytes.starts_with("PK");
    Reply reply{200, std::string(is_package ? kOdt : kFlatOdt), std::move(bytes), {}};
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(row.name) + "-" + what +
                                                          (is_package ? ".odt\"" : ".fodt\""));
    return reply;
}

// A step of a version: reads the body, takes the step, and answers with the version as it then is.
template <class Take>
Reply step(const Service& service, const Request& request, int status, const Take& take) {
    const auto say = [&](const TemplateStep& done) {
        return json_reply(status,
                          version_value(done.history, *done.history.version(done.version), service.desk.today()));
    };
    return once(service, request, [&](const KeepReply& keep) {
        const auto done = take([&](const TemplateStep& then) { return keep(say(then)); });
        return done ? say(*done) : refuse(service, request, done.error());
    });
}

}  // namespace

Reply templates_list(const Service& service, const Request&, const Captures&) {
    Value::List list;
    for (const NoticeRow& row : documents::notice_rows()) {
        const TemplateHistory history = template_history(service.desk.ledger, row.notice);
        const TemplateVersion* now = history.in_force_on(service.desk.today());
        Value value;
        value.set("notice", row.name);
        value.set("title", row.title);
        value.set("in_force", whole_number(now == nullptr ? 0 : now->number));
        value.set("versions", whole_number(static_cast<std::int64_t>(history.versions.size())));
        value.set("at", address_of(row.notice));
        list.push_back(std::move(value));
    }
    Value value;
    value.set("templates", std::move(list));
    return json_reply(200, value);
}

Reply template_versions(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    return json_reply(200, history_value(template_history(service.desk.ledger, of->notice), service.desk.today()));
}

Reply template_version(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    const TemplateHistory history = template_history(service.desk.ledger, of->notice);
    const TemplateVersion* version = history.version(of->version);
    if (version == nullptr)
        return refuse(service, request,
                      {Reason::UnknownTemplate, "This notice's template has no version of this number."});
    return json_reply(200, version_value(history, *version, service.desk.today()));
}

Reply check_template_file(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"file"});
    const std::string file = file_in(body);
    if (body.fault()) return refuse(service, request, *body.fault());
    Value value;
    value.set("findings", findings_value(check_template(proof_of(service.desk), of->notice, file)));
    return json_reply(200, value);
}

Reply annotate_template_file(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"file"});
    const std::string file = file_in(body);
    if (body.fault()) return refuse(service, request, *body.fault());
    auto copy = annotated_copy(file, check_template(proof_of(service.desk), of->notice, file));
    return copy ? bytes_reply(std::move(copy).value(), documents::notice_row(of->notice), "checked")
                : refuse(service, request, copy.error());
}

Reply upload_template(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"file", "by", "why"});
    const TemplateUpload upload{file_in(body), body.text("by"), body.text("why")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return step(service, request, 201,
                [&](const KeepStep& keep) { return service::upload_template(service.desk, of->notice, upload, keep); });
}

Reply template_file(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    auto bytes = service::template_file(service.desk, of->notice, of->version);
    return bytes ? bytes_reply(std::move(bytes).value(), documents::notice_row(of->notice),
                               "version-" + std::to_string(of->version))
                 : refuse(service, request, bytes.error());
}

Reply annotated_template(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    const auto bytes = service::template_file(service.desk, of->notice, of->version);
    if (!bytes) return refuse(service, request, bytes.error());
    auto copy = annotated_copy(*bytes, check_template(proof_of(service.desk), of->notice, *bytes));
    return copy ? bytes_reply(std::move(copy).value(), documents::notice_row(of->notice),
                              "version-" + std::to_string(of->version) + "-checked")
                : refuse(service, request, copy.error());
}

Reply template_sample(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    const auto form = template_form(service.desk, of->notice, of->version);
    if (!form) return refuse(service, request, form.error());
    auto pdf = sample_letter(proof_of(service.desk), of->notice, captures.at(2), **form,
                             {service.desk.renderer, service.desk.render_limit});
    if (!pdf) return refuse(service, request, pdf.error());
    return {200, "application/pdf", std::move(pdf).value(), {}};
}

Reply try_template(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"by"});
    const std::string by = body.text("by");
    if (body.fault()) return refuse(service, request, *body.fault());
    return step(service, request, 200, [&](const KeepStep& keep) {
        return service::try_template(service.desk, of->notice, of->version, by, keep);
    });
}

Reply approve_template(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"by", "from"});
    const std::string by = body.text("by");
    const Date from = body.day("from");
    if (body.fault()) return refuse(service, request, *body.fault());
    return step(service, request, 200, [&](const KeepStep& keep) {
        return service::approve_template(service.desk, of->notice, of->version, by, from, keep);
    });
}

Reply withdraw_template(const Service& service, const Request& request, const Captures& captures) {
    const auto of = asked(captures);
    if (!of) return refuse(service, request, of.error());
    Body body(request, {"by", "why"});
    const std::string by = body.text("by"), why = body.text("why");
    if (body.fault()) return refuse(service, request, *body.fault());
    return step(service, request, 200, [&](const KeepStep& keep) {
        return service::withdraw_template(service.desk, of->notice, of->version, by, why, keep);
    });
}

}  // namespace ehcflow::service::api
