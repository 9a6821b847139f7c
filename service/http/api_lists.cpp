// Lists over all cases, read as they are kept (storage/now.h): duties by day, placements by setting, documents not
// sent.
#include "service/app/project.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

constexpr std::int64_t kMostLines = 1000;  // in one answer

// "limit" and "after" of the query; nothing where one is no number that may be asked for.
std::optional<storage::Slice> slice_of(const Request& request) {
    const auto number = [&](std::string_view name, std::int64_t otherwise,
                            std::int64_t most) -> std::optional<std::int64_t> {
        const std::string_view text = field_of(request.query, name);
        if (text.empty()) return otherwise;
        if (text.size() > 9 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
        const std::int64_t read = std::stoll(std::string(text));
        return read > most ? std::nullopt : std::optional(read);
    };
    const auto most = number("limit", kMostLines, kMostLines);
    const auto after = number("after", 0, 999'999'999);
    if (!most || !after) return std::nullopt;
    return storage::Slice{*after, *most};
}

Reply bad_slice(const Request& request) {
    return problem(malformed("\"limit\" is a whole number up to 1000, \"after\" the number of lines to leave out."),
                   request.correlation);
}

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
