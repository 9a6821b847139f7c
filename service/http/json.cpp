#include "service/http/json.h"

#include "interchange/value.h"
#include "service/app/document_forms.h"
#include "service/app/document_life.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Value day_or_nothing(const std::optional<Date>& day) { return day ? Value(to_iso(*day)) : Value(); }

Value duty_value(const workflow::Rule& rule, workflow::Status status, std::optional<Date> due,
                 std::optional<Date> safe) {
    Value value;
    value.set("rule", rule.id);
    value.set("who", workflow::name_of(rule.who));
    value.set("what", rule.sense);
    value.set("status", workflow::name_of(status));
    value.set("due", day_or_nothing(due));
    value.set("safe", day_or_nothing(safe));
    value.set("cite", rule.cite);
    return value;
}

Value head_value(const CaseId& id, storage::Sequence sequence, storage::Sequence revision, const std::string& stage) {
    Value value;
    value.set("case", id.text());
    value.set("sequence", whole_number(sequence));
    value.set("revision", whole_number(revision));
    value.set("stage", stage);
    return value;
}

}  // namespace

Reply json_reply(int status, const Value& value) {
    return {status, "application/json", interchange::write_value(value), {}};
}

Value text_list(std::span<const std::string> texts) { return Value::List(texts.begin(), texts.end()); }
Value text_list(std::span<const std::string_view> texts) { return Value::List(texts.begin(), texts.end()); }

Value duty_value(const storage::OwedDuty& duty, Date today, const workflow::Calendar& calendar) {
    const workflow::Rule* rule = workflow::rule_named(duty.rule);
    invariant(rule != nullptr, "rows that another program made are rebuilt before they are read");
    return duty_value(*rule, workflow::owed_status(duty.due, today, calendar), duty.due, duty.safe);
}

Value line_value(const storage::CaseLine& line, Date today, const workflow::Calendar& calendar) {
    Value value = head_value(line.id, line.sequence, line.revision, line.stage);
    if (line.next) value.set("next", duty_value(*line.next, today, calendar));
    return value;
}

Value case_value(const CaseView& view) {
    Value value =
        head_value(view.id(), view.sequence(), view.history.revision, workflow::stage_in_words(view.answer.state));
    if (const workflow::Duty* next = workflow::next_duty(view.answer))
        value.set("next", duty_value(*next->rule, next->status, next->due, next->safe));
    return value;
}

Value whole_case(const Desk& desk, const CaseView& view, std::span<const storage::DocumentLine> documents) {
    Value value = case_value(view);
    Value::List events;
    for (const storage::RecordedEvent& event : view.history.events) {
        Value one;
        one.set("sequence", whole_number(event.sequence));
        one.set("recorded_at", to_iso(event.recorded_at));
        if (event.body) one.set("event", interchange::read_value(event.body->reveal()).value());
        events.push_back(std::move(one));
    }
    value.set("events", std::move(events));
    value.set("record", view.record);
    Value::List papers, sending, back;
    for (const storage::DocumentLine& line : documents) papers.push_back(document_value(desk, line));
    value.set("documents", std::move(papers));
    for (const Sending& one : sendings(desk, view, documents)) {
        const workflow::Duty& duty = *one.duty;
        Value row = duty_value(*duty.rule, duty.status, duty.due, duty.safe);
        row.set("says", one.says);
        Value::List letters;
        for (const storage::DocumentLine* line : one.letters) letters.emplace_back(line->document.id.text());
        row.set("documents", std::move(letters));
        sending.push_back(std::move(row));
    }
    value.set("sending", std::move(sending));
    for (const storage::DocumentLine* line : come_back(desk, documents)) back.emplace_back(line->document.id.text());
    value.set("came_back", std::move(back));
    return value;
}

std::string document_address(const DocumentId& id) { return "/api/v1/documents/" + id.text(); }

namespace {

void add_life(Value& value, const storage::Document& document, const documents::Life& life, Date goes_on) {
    value.set("state", documents::name_of(life.stage));
    value.set("step", static_cast<int>(document.steps.size()));
    value.set("next_steps", text_list(documents::steps_from(life.stage)));
    if (const auto* approved = document.last("approved")) value.set("approved_by", approved->officer);
    if (!life.dispatched_on) return;
    value.set("dispatched_on", to_iso(*life.dispatched_on));
    if (!life.route.empty()) value.set("route", life.route);
    if (life.served_on) value.set("served_on", to_iso(*life.served_on));
    if (life.served_on) value.set("served", life.receipted ? "receipted" : "deemed");
    if (const auto* went = document.last("dispatched"); went->event) value.set("event", whole_number(*went->event));
    // What it tells the family of last days was counted from an earlier day than theirs.
    if (*life.dispatched_on > goes_on) value.set("dates_from_another_day", true);
}

}  // namespace

Value document_value(const Desk& desk, const storage::DocumentLine& line) {
    const storage::Document& document = line.document;
    const std::string address = document_address(document.id);
    Value value;
    value.set("document", document.id.text());
    if (document.of_case) value.set("case", document.of_case->text());
    value.set("kind", document.kind);
    if (!document.recipient.empty()) value.set("to", document.recipient);
    add_life(value, document, life_of(desk, line), line.now.sent_on);
    value.set("template", document.template_name.text());
    if (document.of_case) value.set("sequence", whole_number(line.now.sequence));
    value.set("sent_on", to_iso(line.now.sent_on));
    for (const FormRow& row : form_rows()) value.set(row.name, address + "/" + std::string(row.name));
    value.set("findings", findings_of(line));
    return value;
}

Value document_value(const Desk& desk, const DocumentView& view) {
    Value value = document_value(desk, storage::DocumentLine{view.document, document_now(view)});
    if (view.origin.pages > 0) value.set("pages", static_cast<int>(view.origin.pages));
    if (!view.origin.way.empty()) value.set("way", view.origin.way);
    if (!view.origin.overrides.empty()) value.set("overrides", overrides_value(view.origin.overrides));
    if (!view.document.steps.empty()) value.set("steps", steps_value(view.document, Notes::Told));
    return value;
}

Value documents_value(const Desk& desk, std::span<const DocumentView> views) {
    Value::List list;
    for (const DocumentView& view : views) list.push_back(document_value(desk, view));
    return list;
}

}  // namespace ehcflow::service
