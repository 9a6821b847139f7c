// The handlers of what is told about all cases together: the measures, the months and their closing, the plan of action
// and the month's documents.
#include "interchange/measure_sheets.h"
#include "interchange/snapshot.h"
#include "interchange/value.h"
#include "service/app/action_plan_keeping.h"
#include "service/app/month_documents.h"
#include "service/app/month_keeping.h"
#include "service/app/work_jobs.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/measure_values.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using std::chrono::year_month;
using templates::Value;

constexpr std::string_view kNoMonth = "\"month\" is a month, written YYYY-MM.";

Value parsed(const std::string& json) {
    auto value = interchange::read_value(json);
    invariant(value.ok(), "what was written as JSON is read as JSON");
    return std::move(value).value();
}

storage::RecorderId account_in(Body& body, std::string_view name) {
    const auto account = storage::RecorderId::parse(body.text(name));
    if (!account) body.fail("\"" + std::string(name) + "\" is the account of whoever answers for it.");
    return account.value_or(token_holder());
}

void add_paper(Value& value, const PaperVersion& paper) {
    value.set("by", paper.by.text());
    value.set("why", paper.why);
    value.set("recorded_at", to_iso(paper.recorded_at));
}

Value plan_answer(const ActionPlanView& view) {
    Value value;
    value.set("version", whole_number(view.paper.version));
    add_paper(value, view.paper);
    value.set("plan", parsed(view.json));
    return value;
}

Value restatement_value(const workflow::Restatement& one) {
    Value value;
    value.set("measure", one.measure);
    for (const auto& [name, count, successes] :
         {std::tuple("was", one.count_was, one.success_was), {"now", one.count_now, one.success_now}}) {
        Value figure;
        figure.set("count", whole_number(static_cast<std::int64_t>(count)));
        figure.set("successes", whole_number(static_cast<std::int64_t>(successes)));
        value.set(name, std::move(figure));
    }
    value.set("cases", restated_cases(one));
    return value;
}

Value closed_value(const workflow::Snapshot& snapshot, const storage::RecorderId& by, const std::string& why) {
    Value value;
    value.set("month", interchange::to_iso(snapshot.month));
    value.set("closed", true);
    value.set("by", by.text());
    value.set("why", why);
    value.set("snapshot", parsed(interchange::write_snapshot(snapshot)));
    return value;
}

// A table as the form that is asked for.
Reply table(const Service& service, const Request& request, const interchange::Sheet& sheet, const std::string& name) {
    const std::string_view form = field_of(request.query, "form");
    if (form != "csv" && form != "xlsx") return refuse(service, request, malformed("\"form\" is csv or xlsx."));
    const bool plain = form == "csv";
    Reply reply{200,
                plain ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                plain ? interchange::write_csv(sheet) : interchange::write_xlsx(sheet),
                {}};
    reply.headers.emplace_back("Content-Disposition",
                               "attachment; filename=\"" + name + "." + std::string(form) + "\"");
    return reply;
}

documents::MonthsTold told_up_to(const Desk& desk, year_month month, int count) {
    const MeasuredCases cases = measured_cases(desk.ledger, desk.calendar, desk.today());
    return told_months(desk.ledger, desk.calendar, cases, month, count, desk.today());
}

std::optional<documents::Copy> copy_named(std::string_view name) {
    if (name.empty() || name == "public") return documents::Copy::Public;
    if (name == "private") return documents::Copy::Private;
    return std::nullopt;
}

}  // namespace

Reply measures(const Service& service, const Request& request, const Captures&) {
    const std::string_view asked = field_of(request.query, "month");
    const auto month =
        asked.empty() ? std::optional(workflow::month_of(service.desk.today())) : interchange::parse_month(asked);
    if (!month) return problem(malformed(std::string(kNoMonth)), request.correlation);
    const Desk& desk = service.desk;
    const MeasuredCases cases = measured_cases(desk.ledger, desk.calendar, desk.today());
    return {200,
            "application/json",
            interchange::write_snapshot(
                workflow::snapshot(cases.children, cases.references, *month, desk.today(), desk.calendar)),
            {}};
}

Reply month(const Service& service, const Request& request, const Captures& captures) {
    const auto month = interchange::parse_month(captures.at(0));
    if (!month) return problem(malformed(std::string(kNoMonth)), request.correlation);
    const Desk& desk = service.desk;
    const documents::MonthsTold told = told_up_to(desk, *month, 1);
    const auto closed = closed_month(desk.ledger, *month);
    Value value;
    value.set("month", interchange::to_iso(*month));
    value.set("closed", closed.has_value());
    if (closed) add_paper(value, closed->paper);
    value.set("snapshot", parsed(interchange::write_snapshot(told.months.front())));
    Value::List restated;
    for (const documents::Restated& one : told.restated) restated.push_back(restatement_value(one.restatement));
    value.set("restatements", std::move(restated));
    return json_reply(200, value);
}

Reply month_figures(const Service& service, const Request& request, const Captures& captures) {
    const auto month = interchange::parse_month(captures.at(0));
    if (!month) return refuse(service, request, malformed(std::string(kNoMonth)));
    const auto told = told_up_to(service.desk, *month, documents::kMonthsOfProgress);
    return table(service, request, interchange::figures_sheet(told.months, workflow::Copy::Private),
                 "figures-" + interchange::to_iso(*month));
}

Reply month_cases(const Service& service, const Request& request, const Captures& captures) {
    const auto month = interchange::parse_month(captures.at(0));
    if (!month) return refuse(service, request, malformed(std::string(kNoMonth)));
    return table(service, request, interchange::cases_sheet(told_up_to(service.desk, *month, 1).months.front()),
                 "cases-" + interchange::to_iso(*month));
}

Reply close_month(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"by", "why"});
    const auto month = interchange::parse_month(captures.at(0));
    if (!month) body.fail(std::string(kNoMonth));
    const storage::RecorderId by = account_in(body, "by");
    const std::string why = body.text_or_nothing("why");
    if (body.fault()) return refuse(service, request, *body.fault());
    const Desk& desk = service.desk;
    return once(service, request, [&](const KeepReply& keep) {
        const auto say = [&](const workflow::Snapshot& closed) {
            return json_reply(201, closed_value(closed, by, why));
        };
        const auto closed =
            service::close_month({desk.ledger, desk.calendar, desk.today(), desk.recorder}, {*month, by, why},
                                 [&](const workflow::Snapshot& snapshot) { return keep(say(snapshot)); });
        return closed ? say(*closed) : refuse(service, request, closed.error());
    });
}

Reply action_plan(const Service& service, const Request& request, const Captures&) {
    const auto view = view_action_plan(service.desk.ledger);
    return view ? json_reply(200, plan_answer(*view)) : refuse(service, request, view.error());
}

Reply action_plan_versions(const Service& service, const Request& request, const Captures&) {
    Value::List versions;
    for (const PaperVersion& paper : service::action_plan_versions(service.desk.ledger)) {
        const auto view = view_action_plan(service.desk.ledger, paper.version);
        if (!view) return refuse(service, request, view.error());
        versions.push_back(plan_answer(*view));
    }
    Value value;
    value.set("versions", std::move(versions));
    return json_reply(200, value);
}

Reply put_action_plan(const Service& service, const Request& request, const Captures&) {
    Body body(request, {"expected_version", "by", "why", "plan"});
    const ActionPlanGiven given{body.any("plan"), body.sequence("expected_version"), account_in(body, "by"),
                                body.text("why")};
    if (given.why.empty()) body.fail("\"why\" says in a sentence what changed.");
    if (body.fault()) return refuse(service, request, *body.fault());
    const auto say = [&](storage::Sequence version) {
        Value value;
        value.set("version", whole_number(version));
        value.set("by", given.by.text());
        value.set("why", given.why);
        value.set("plan", given.plan);
        return json_reply(200, value);
    };
    return once(service, request, [&](const KeepReply& keep) {
        const auto written =
            write_action_plan(service.desk, given, [&](storage::Sequence version) { return keep(say(version)); });
        return written ? say(*written) : refuse(service, request, written.error());
    });
}

Reply statement(const Service& service, const Request& request, const Captures&) {
    Body body(request, {"month", "copy", "later"});
    const auto month = interchange::parse_month(body.text("month"));
    if (!month) body.fail(std::string(kNoMonth));
    const auto copy = copy_named(body.text_or_nothing("copy"));
    if (!copy) body.fail("\"copy\" is public or private.");
    const bool is_later = body.flag_or_false("later");
    if (body.fault()) return refuse(service, request, *body.fault());
    if (is_later) return later(service, request, std::nullopt, report_job(*month, *copy));
    const auto say = [&](const std::vector<DocumentView>& views) {
        Value value;
        value.set("documents", documents_value(service.desk, views));
        return json_reply(201, value);
    };
    return once(service, request, [&](const KeepReply& keep) {
        const auto views = prepare_month_documents(
            service.desk, *month, *copy, [&](const std::vector<DocumentView>& made) { return keep(say(made)); });
        return views ? say(*views) : refuse(service, request, views.error());
    });
}

}  // namespace ehcflow::service::api
