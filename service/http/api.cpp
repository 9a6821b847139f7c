#include "service/http/api.h"

#include "base/text.h"
#include "interchange/faults.h"
#include "interchange/forecast.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/append_events.h"
#include "service/app/document_forms.h"
#include "service/app/list_cases.h"
#include "service/app/prepare_document.h"
#include "service/app/record_case.h"
#include "service/app/record_keeping.h"
#include "service/app/work_jobs.h"
#include "service/http/body.h"
#include "service/http/import_body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

std::optional<Date> asked_day(const Service& service, const Request& request) {
    const std::string_view day = field_of(request.query, "today");
    return day.empty() ? service.desk.today() : Date::parse(day);
}

Reply bad_day(const Request& request) {
    return problem(malformed("\"today\" is a day that exists, written YYYY-MM-DD."), request.correlation);
}

Reply download(const Service& service, const Request& request, const Captures& captures, Form form) {
    const auto view = view_document(service.desk, document_of(captures));
    if (!view) return refuse(service, request, view.error());
    const auto rows = form_rows();
    const FormRow& row = *std::find_if(rows.begin(), rows.end(), [&](const FormRow& one) { return one.form == form; });
    const bool made_again = form == Form::Odt && field_of(request.query, "made") == "anew";
    auto bytes = made_again ? made_anew(service.desk, *view) : document_form(service.desk, view->document, form);
    if (!bytes) return refuse(service, request, bytes.error());
    Reply reply{200, std::string(row.media_type), std::move(bytes).value(), {}};
    const std::string name = view->document.kind + "-" + view->document.id.text() + std::string(row.ending);
    reply.headers.emplace_back("Content-Disposition",
                               (row.shown ? "inline" : "attachment") + ("; filename=\"" + name + "\""));
    return reply;
}

}  // namespace

Reply health(const Service& service, const Request&, const Captures&) {
    const OfficeState office = service.office();
    Value value;
    value.set("status", !office.ready ? "no-office" : !office.confined ? "unconfined" : "ok");
    Value ledger;
    const Date today = service.desk.today();
    ledger.set("cases", whole_number(service.desk.ledger.count_cases(today, today).cases));
    value.set("ledger", std::move(ledger));
    Value offices;
    for (const documents::PoolFigure& figure : office.figures)
        offices.set(figure.name, templates::Number{figure.value, digits_of(figure)});
    value.set("office", std::move(offices));
    Value calendar;
    calendar.set("edition", service.desk.calendar.edition());
    calendar.set("known_to", to_iso(service.desk.calendar.known_to()));
    value.set("calendar", std::move(calendar));
    value.set("today", to_iso(today));
    return json_reply(office.ready ? 200 : 503, value);
}

Reply metrics(const Service& service, const Request&, const Captures&) {
    return {200,
            "text/plain; version=0.0.4; charset=utf-8",
            documents::metrics_text(service.office().figures, "ehcflow_office_"),
            {}};
}

Reply list(const Service& service, const Request& request, const Captures&) {
    const auto today = asked_day(service, request);
    if (!today) return bad_day(request);
    Value::List cases;
    for (const storage::CaseLine& line : list_cases(service.desk, *today))
        cases.push_back(line_value(line, *today, service.desk.calendar));
    Value value;
    value.set("today", to_iso(*today));
    value.set("cases", std::move(cases));
    return json_reply(200, value);
}

Reply read(const Service& service, const Request& request, const Captures& captures) {
    const auto view = view_case(service.desk, case_of(captures), service.desk.today());
    if (!view) return refuse(service, request, view.error());
    return json_reply(200, whole_case(service.desk, *view, service.desk.ledger.document_lines(view->id())));
}

Reply record(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"timeline", "record"});
    const Value& timeline = body.any("timeline");
    const Value& record = body.any("record");
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        const auto recorded =
            record_case(service.desk, case_of(captures), {record, timeline},
                        [&](const CaseView& view) { return keep(json_reply(201, case_value(view))); });
        if (!recorded) return refuse(service, request, recorded.error());
        if (recorded->was == storage::Opened::Was::New) return json_reply(201, case_value(recorded->view));
        const auto now = view_case(service.desk, case_of(captures), service.desk.today());
        return now ? json_reply(200, case_value(*now)) : refuse(service, request, now.error());
    });
}

Reply append(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_sequence", "events"});
    const auto expected = body.sequence("expected_sequence");
    const Value& events = body.any("events");
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        const auto view = append_events(service.desk, case_of(captures), expected, events,
                                        [&](const CaseView& then) { return keep(json_reply(201, case_value(then))); });
        return view ? json_reply(201, case_value(*view)) : refuse(service, request, view.error());
    });
}

Reply duties(const Service& service, const Request& request, const Captures& captures) {
    const auto today = asked_day(service, request);
    if (!today) return bad_day(request);
    const auto view = view_case(service.desk, case_of(captures), *today);
    if (!view) return refuse(service, request, view.error());
    return {200, "application/json", interchange::write_answer(view->answer, service.desk.calendar), {}};
}

Reply faults(const Service& service, const Request& request, const Captures& captures) {
    const auto today = asked_day(service, request);
    if (!today) return bad_day(request);
    const auto view = view_case(service.desk, case_of(captures), *today);
    if (!view) return refuse(service, request, view.error());
    const auto found = interchange::faults_of(timeline_json(*view), service.desk.calendar, *today);
    invariant(found.ok(), "a case that was worked out is worked out again");
    return {200, "application/json", interchange::write_faults(*found, *today), {}};
}

Reply forecast(const Service& service, const Request& request, const Captures&) {
    const auto today = asked_day(service, request);
    if (!today) return bad_day(request);
    const std::vector<CaseView> views = caseload(service.desk.ledger, service.desk.calendar, *today);
    std::vector<const workflow::Answer*> caseload;
    for (const CaseView& view : views) caseload.push_back(&view.answer);
    const auto name = [&](std::size_t at) { return views[at].id().text(); };
    return {
        200, "application/json", interchange::write_forecast(workflow::forecast(caseload, *today), *today, name), {}};
}

Reply record_keeping(const Service& service, const Request& request, const Captures&) {
    const std::string_view asked = field_of(request.query, "month");
    const std::optional<Date> first =
        asked.empty() ? std::optional(service.desk.today()) : Date::parse(std::string(asked) + "-01");
    if (!first) return problem(malformed("\"month\" is a month, written YYYY-MM."), request.correlation);
    const auto day = first->ymd();
    const RecordKeeping counted = service::record_keeping(service.desk, day.year() / day.month());
    Value value;
    value.set("month", to_iso(*first).substr(0, 7));
    const std::pair<std::string_view, const RecordKeeping::Cases*> numbers[] = {
        {"corrections", &counted.corrections},
        {"corrections_of_lateness", &counted.corrections_of_lateness},
        {"exceptions", &counted.exceptions},
        {"recorded_late", &counted.recorded_late},
        {"recorded_with_the_case", &counted.recorded_with_the_case}};
    for (const auto& [name, cases] : numbers) {
        std::vector<std::string> ids;
        for (const CaseId& id : *cases) ids.push_back(id.text());
        Value number;
        number.set("count", static_cast<int>(ids.size()));
        number.set("cases", text_list(ids));
        value.set(name, std::move(number));
    }
    return json_reply(200, value);
}

std::vector<documents::Override> overrides_in(Body& body) {
    const Value& given = body.any_or_nothing("overrides");
    if (!given.is_null() && given.list() == nullptr) body.fail("\"overrides\" is a list.");
    return overrides_of(given);
}

Reply prepare(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"kind", "sent_on", "route", "to", "overrides", "later"});
    const auto notice = documents::notice_named(body.text("kind"));
    if (!notice) body.fail("\"kind\" is no notice that is prepared here; docs/documents.md lists them.");
    const Preparation preparation{notice.value_or(documents::Notice::WillAssess), body.day("sent_on"),
                                  body.text_or_nothing("route"), body.text_or_nothing("to"), overrides_in(body)};
    const bool is_later = body.flag_or_false("later");
    if (body.fault()) return refuse(service, request, *body.fault());
    if (is_later) return later(service, request, case_of(captures), render_job(case_of(captures), preparation));
    const auto say = [&](const std::vector<DocumentView>& views) {
        Value value;
        value.set("documents", documents_value(service.desk, views));
        return json_reply(201, value);
    };
    return once(service, request, [&](const KeepReply& keep) {
        const auto views = prepare_document(service.desk, case_of(captures), preparation,
                                            [&](const std::vector<DocumentView>& made) { return keep(say(made)); });
        return views ? say(*views) : refuse(service, request, views.error());
    });
}

Reply document(const Service& service, const Request& request, const Captures& captures) {
    const auto view = view_document(service.desk, document_of(captures));
    return view ? json_reply(200, document_value(service.desk, *view)) : refuse(service, request, view.error());
}

Reply odt(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::Odt);
}

Reply pdf(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::Pdf);
}

Reply plain_text(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::Text);
}

Reply web_page(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::WebPage);
}

Reply large_print(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::LargePrint);
}

Reply large_print_odt(const Service& service, const Request& request, const Captures& captures) {
    return download(service, request, captures, Form::LargePrintOdt);
}

Reply import_files(const Service& service, const Request& request, const Captures&) {
    Body body(request, {"mapping", "files", "dry_run"});
    const auto mapping = import_mapping(body.any("mapping"));
    if (!mapping) body.fail("\"mapping\": " + mapping.error() + ".");
    auto sources = import_sources(body.any("files"));
    if (!sources) body.fail(sources.error());
    const ImportMode mode = body.flag_or_false("dry_run") ? ImportMode::Dry : ImportMode::Record;
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        ImportJob job{*mapping, std::move(sources).value(), mode, service.desk.today(), service.desk.recorder};
        if (mode == ImportMode::Record) job.key = request.idempotency_key;
        job.keep = [&](const ImportReport& report) {
            return *keep(json_reply(200, report_value(report, mode, RowsTold::Number))).reply;
        };
        const auto report = import_caseload(&service.desk.ledger, service.desk.calendar, std::move(job));
        if (!report)
            return refuse(service, request, malformed(join_with(report.error(), "; ") + "; nothing was recorded."));
        return json_reply(200, report_value(*report, mode, RowsTold::Whole));
    });
}

}  // namespace ehcflow::service::api
