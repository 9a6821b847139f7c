// Lists over all cases, read as they are kept (storage/now.h): duties by day, placements by setting, documents not
// sent.
#include "service/app/project.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/problem.h"
#include "service/http/slice.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

Reply lines(std::string_view name, Value::List list) {
    Value value;
    value.set(name, std::move(list));
    return json_reply(200, value);
}

}  // namespace

Reply duty_list(const Service& service, const Request& request, const Captures&) {
    const auto slice = slice_of(request);
    if (!slice) return bad_slice(request);
    const std::string_view from = field_of(request.query, "from"), to = field_of(request.query, "to");
    const auto first = Date::parse(from), last = Date::parse(to);
    if ((!from.empty() && !first) || (!to.empty() && !last))
        return problem(malformed("\"from\" and \"to\" are days that exist, written YYYY-MM-DD."), request.correlation);
    const Desk& desk = service.desk;
    refresh(desk.ledger, desk.calendar, desk.today());
    Value::List list;
    for (const storage::DutyLine& line : desk.ledger.duty_lines(first, last, *slice)) {
        Value value = duty_value(line.duty, desk.today(), desk.calendar);
        value.set("case", line.id.text());
        list.push_back(std::move(value));
    }
    return lines("duties", std::move(list));
}

Reply placement_list(const Service& service, const Request& request, const Captures&) {
    const auto slice = slice_of(request);
    if (!slice) return bad_slice(request);
    Value::List list;
    for (const storage::PlacementLine& line : service.desk.ledger.placement_lines({}, *slice)) {
        Value value;
        value.set("case", line.id.text());
        value.set("source", line.placed.source);
        value.set("setting", line.placed.setting);
        if (!line.placed.phase.empty()) value.set("phase", line.placed.phase);
        value.set("since", to_iso(line.placed.since));
        if (line.placed.until) value.set("until", to_iso(*line.placed.until));
        list.push_back(std::move(value));
    }
    return lines("placements", std::move(list));
}

Reply open_documents(const Service& service, const Request& request, const Captures&) {
    const auto slice = slice_of(request);
    if (!slice) return bad_slice(request);
    Value::List list;
    for (const storage::DocumentLine& line : service.desk.ledger.open_documents(*slice))
        list.push_back(document_value(service.desk, line));
    return lines("documents", std::move(list));
}

}  // namespace ehcflow::service::api
