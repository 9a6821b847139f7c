#include "service/http/json.h"

#include "interchange/value.h"
#include "service/app/document_forms.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Value whole_number(storage::Sequence number) {
    return templates::Number{static_cast<double>(number), std::to_string(number)};
}

Value day_or_nothing(const std::optional<Date>& day) { return day ? Value(to_iso(*day)) : Value(); }

Value next_value(const workflow::Duty& duty) {
    Value value;
    value.set("rule", duty.rule->id);
    value.set("who", workflow::name_of(duty.rule->who));
    value.set("what", duty.rule->sense);
    value.set("status", workflow::name_of(duty.status));
    value.set("due", day_or_nothing(duty.due));
    value.set("safe", day_or_nothing(duty.safe));
    value.set("cite", duty.rule->cite);
    return value;
}

}  // namespace

Reply json_reply(int status, const Value& value) {
    return {status, "application/json", interchange::write_value(value), {}};
}

Value text_list(std::span<const std::string> texts) {
    Value::List list;
    for (const std::string& text : texts) list.emplace_back(text);
    return list;
}

Value case_value(const CaseView& view) {
    Value value;
    value.set("case", view.id().text());
    value.set("sequence", whole_number(view.sequence()));
    value.set("stage", workflow::stage_in_words(view.answer.state));
    if (const workflow::Duty* next = workflow::next_duty(view.answer)) value.set("next", next_value(*next));
    return value;
}

Value whole_case(const CaseView& view, std::span<const DocumentView> documents) {
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
    value.set("documents", documents_value(documents));
    return value;
}

std::string document_address(const DocumentId& id) { return "/api/v1/documents/" + id.text(); }

Value document_value(const DocumentView& view) {
    const storage::Document& document = view.document;
    const std::string address = document_address(document.id);
    Value value;
    value.set("document", document.id.text());
    if (document.of_case) value.set("case", document.of_case->text());
    value.set("kind", document.kind);
    if (!document.recipient.empty()) value.set("to", document.recipient);
    value.set("state", document.issued ? "issued" : "prepared");
    if (document.of_case) value.set("sequence", whole_number(view.origin.sequence));
    value.set("sent_on", to_iso(document.issued ? document.issued->sent_on : view.origin.sent_on));
    if (document.issued && document.issued->event) value.set("event", whole_number(*document.issued->event));
    for (const FormRow& row : form_rows()) value.set(row.name, address + "/" + std::string(row.name));
    if (view.origin.pages > 0) value.set("pages", static_cast<int>(view.origin.pages));
    if (!view.origin.way.empty()) value.set("way", view.origin.way);
    if (!view.origin.overrides.empty()) value.set("overrides", overrides_value(view.origin.overrides));
    value.set("findings", findings_value(view.origin.findings));
    return value;
}

Value documents_value(std::span<const DocumentView> views) {
    Value::List list;
    for (const DocumentView& view : views) list.push_back(document_value(view));
    return list;
}

}  // namespace ehcflow::service
