// The handlers of the plan's addresses.
#include <algorithm>

#include "interchange/plan_findings.h"
#include "interchange/plan_json.h"
#include "plans/changes.h"
#include "service/app/plan_judging.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

Value whole(storage::Sequence number) { return templates::Number{static_cast<double>(number), std::to_string(number)}; }

Value plan_answer(const PlanView& view) {
    const plans::Plan checked = as_checked(view);  // the remarks point into it
    const auto remarks = plans::check(checked);
    Value value;
    value.set("revision", whole(view.revision));
    value.set("plan", interchange::plan_value(view.plan));
    value.set("checks", interchange::findings_value(view.plan, remarks));
    value.set("audit", interchange::audit_value(plans::audit(remarks, view.judgements)));
    return value;
}

Value judged_answer(const PlanView& view) {
    const plans::Plan checked = as_checked(view);
    Value value;
    value.set("revision", whole(view.revision));
    value.set("version", view.plan.version);
    value.set("judgements", interchange::judgements_value(view.judgements));
    value.set("audit", interchange::audit_value(plans::audit(plans::check(checked), view.judgements)));
    return value;
}

Value changes_value(const plans::Plan& before, const plans::Plan& after) {
    Value::List list;
    for (const auto& line : plans::changes(before, after)) {
        Value value;
        value.set("place", line.place);
        value.set("was", plans::before_of(line.runs));
        value.set("now", plans::after_of(line.runs));
        list.push_back(std::move(value));
    }
    return list;
}

}  // namespace

Reply plan(const Service& service, const Request& request, const Captures& captures) {
    const auto view = view_plan(service.desk, case_of(captures));
    return view ? json_reply(200, plan_answer(*view)) : problem(view.error(), request.correlation);
}

Reply put_plan(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_revision", "by", "why", "plan"});
    const PlanGiven given{body.any("plan"), body.sequence("expected_revision"), body.text("by"), body.text("why")};
    if (body.fault()) return problem(*body.fault(), request.correlation);
    return once(service, request, [&](const KeepReply& keep) {
        const auto written = write_plan(service.desk, case_of(captures), given,
                                        [&](const PlanView& view) { return keep(json_reply(200, plan_answer(view))); });
        return written ? json_reply(200, plan_answer(*written)) : problem(written.error(), request.correlation);
    });
}

Reply plan_history(const Service& service, const Request& request, const Captures& captures) {
    const auto versions = service::plan_history(service.desk, case_of(captures));
    if (!versions) return problem(versions.error(), request.correlation);
    Value::List list;
    const plans::Plan nothing;
    const plans::Plan* before = &nothing;
    for (const auto& version : *versions) {
        Value value;
        value.set("revision", whole(version.view.revision));
        value.set("version", version.view.plan.version);
        value.set("recorded_at", to_iso(version.recorded_at));
        value.set("recorder", version.recorder.text());
        value.set("by", version.view.plan.change.by);
        value.set("why", version.view.plan.change.why);
        value.set("changes", changes_value(*before, version.view.plan));
        list.push_back(std::move(value));
        before = &version.view.plan;
    }
    Value value;
    value.set("versions", std::move(list));
    return json_reply(200, value);
}

Reply plan_judgements(const Service& service, const Request& request, const Captures& captures) {
    const auto view = view_plan(service.desk, case_of(captures));
    return view ? json_reply(200, judged_answer(*view)) : problem(view.error(), request.correlation);
}

Reply judge_plan(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_revision", "by", "agency", "judgements"});
    JudgementsGiven given{body.sequence("expected_revision"), body.text("by"), body.text("agency"), {}};
    // A row need not repeat who judges, and for whom.
    Value rows = body.any("judgements");
    if (Value::List* list = rows.list())
        for (Value& row : *list)
            if (row.object() != nullptr) row.set("by", given.by), row.set("agency", given.agency);
    if (body.fault()) return problem(*body.fault(), request.correlation);
    auto judgements = interchange::judgements_of(rows);
    if (!judgements) {
        Refused refused = malformed("These are no judgements; each finding says what to mend.");
        refused.findings = std::move(judgements).error();
        for (Finding& finding : refused.findings) finding.place = "judgements" + finding.place;
        return problem(refused, request.correlation);
    }
    given.judgements = std::move(judgements).value();
    return once(service, request, [&](const KeepReply& keep) {
        const auto judged = record_judgements(service.desk, case_of(captures), given, [&](const PlanView& view) {
            return keep(json_reply(200, judged_answer(view)));
        });
        return judged ? json_reply(200, judged_answer(*judged)) : problem(judged.error(), request.correlation);
    });
}

Reply plan_sample(const Service& service, const Request& request, const Captures&) {
    constexpr std::string_view kBy[] = {"all", "team", "need", "setting"};
    const auto asked = [&](std::string_view name, std::string_view otherwise) {
        const std::string_view text = field_of(request.query, name);
        return std::string(text.empty() ? otherwise : text);
    };
    const std::string by = asked("by", kBy[0]), seed = asked("seed", ""), each = asked("each", "5");
    const auto* found = std::find(std::begin(kBy), std::end(kBy), by);
    const bool number = each.size() <= 3 && each.find_first_not_of("0123456789") == std::string::npos;
    if (found == std::end(kBy) || seed.empty() || !number)
        return problem(
            malformed("\"seed\" is any word, said in the report so that the list can be drawn again; \"by\" is "
                      "all, team, need or setting; \"each\" is how many of each, up to 999."),
            request.correlation);
    Value::List groups;
    for (const auto& group :
         draw_sample(service.desk, static_cast<SampleBy>(found - std::begin(kBy)), seed, std::stoul(each))) {
        Value value;
        Value::List cases;
        for (const auto& reference : group.references) cases.emplace_back(reference);
        value.set("name", group.name);
        value.set("plans", static_cast<int>(group.plans));
        value.set("cases", std::move(cases));
        groups.push_back(std::move(value));
    }
    Value value;
    value.set("seed", seed);
    value.set("by", by);
    value.set("groups", std::move(groups));
    return json_reply(200, value);
}

Reply plan_document(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"form", "since", "revision"});
    const std::string form = body.text("form");
    constexpr std::string_view kForms[] = {"plan", "my-page", "changes"};
    const auto* found = std::find(std::begin(kForms), std::end(kForms), form);
    if (found == std::end(kForms)) body.fail("\"form\" is plan, my-page or changes.");
    PlanWanted wanted{static_cast<PlanForm>(found - std::begin(kForms)), {}, 0};
    if (form == "changes") wanted.since = body.sequence("since");
    if (!body.any_or_nothing("revision").is_null()) wanted.revision = body.sequence("revision");
    if (body.fault()) return problem(*body.fault(), request.correlation);
    return once(service, request, [&](const KeepReply& keep) {
        const auto view = prepare_plan(service.desk, case_of(captures), wanted, [&](const DocumentView& made) {
            return keep(json_reply(201, document_value(service.desk, made)));
        });
        return view ? json_reply(201, document_value(service.desk, *view)) : problem(view.error(), request.correlation);
    });
}

}  // namespace ehcflow::service::api
