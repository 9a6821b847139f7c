// The handlers of the plan's addresses.
#include <algorithm>

#include "interchange/plan_findings.h"
#include "interchange/plan_json.h"
#include "plans/changes.h"
#include "service/app/plan_keeping.h"
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
    const auto remarks = plans::check(view.plan);
    Value value;
    value.set("revision", whole(view.revision));
    value.set("plan", interchange::plan_value(view.plan));
    value.set("checks", interchange::findings_value(view.plan, remarks));
    value.set("audit", interchange::audit_value(plans::audit(remarks, {})));
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

Reply plan_document(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"form", "since"});
    const std::string form = body.text("form");
    constexpr std::string_view kForms[] = {"plan", "my-page", "changes"};
    const auto* found = std::find(std::begin(kForms), std::end(kForms), form);
    if (found == std::end(kForms)) body.fail("\"form\" is plan, my-page or changes.");
    const storage::Sequence since = form == "changes" ? body.sequence("since") : 0;
    if (body.fault()) return problem(*body.fault(), request.correlation);
    return once(service, request, [&](const KeepReply& keep) {
        const auto view =
            prepare_plan(service.desk, case_of(captures), static_cast<PlanForm>(found - std::begin(kForms)), since,
                         [&](const DocumentView& made) { return keep(json_reply(201, document_value(service.desk, made))); });
        return view ? json_reply(201, document_value(service.desk, *view)) : problem(view.error(), request.correlation);
    });
}

}  // namespace ehcflow::service::api
