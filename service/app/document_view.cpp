#include "service/app/document_view.h"

#include <algorithm>
#include <stdexcept>

#include "interchange/value.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

std::runtime_error damaged(const storage::Document& document) {
    return std::runtime_error("document " + document.id.text() +
                              ": what it was made from cannot be read; run ehcflow verify");
}

}  // namespace

Value findings_value(const Findings& findings, const std::vector<documents::Override>& overrides) {
    Value::List list;
    for (const Finding& finding : findings) {
        Value value;
        value.set("code", finding.code);
        value.set("severity", finding.severity == Severity::Error ? "error" : "warning");
        value.set("place", finding.place);
        value.set("what", finding.what);
        value.set("mend", finding.mend);
        if (documents::is_overridden(finding, overrides)) value.set("overridden", true);
        list.push_back(std::move(value));
    }
    return list;
}

Findings findings_of(const Value& list) {
    Findings findings;
    if (list.list() != nullptr)
        for (const Value& one : *list.list())
            findings.push_back({text_of(one, "code"),
                                text_of(one, "severity") == "error" ? Severity::Error : Severity::Warning,
                                text_of(one, "place"), text_of(one, "what"), text_of(one, "mend")});
    return findings;
}

Value steps_value(const storage::Document& document, Notes notes) {
    Value::List steps;
    for (const storage::DocumentStep& step : document.steps) {
        Value one;
        one.set("step", step.kind);
        one.set("on", to_iso(step.happened_on));
        if (!step.officer.empty()) one.set("officer", step.officer);
        if (!step.route.empty()) one.set("route", step.route);
        if (notes == Notes::Told && step.note && !step.note->reveal().empty()) one.set("note", step.note->reveal());
        one.set("recorded_at", to_iso(step.recorded_at));
        steps.push_back(std::move(one));
    }
    return steps;
}

Value overrides_value(const std::vector<documents::Override>& overrides) {
    Value::List list;
    for (const documents::Override& one : overrides) {
        Value value;
        value.set("check", one.check);
        value.set("name", one.name);
        value.set("reason", one.reason);
        list.push_back(std::move(value));
    }
    return list;
}

std::vector<documents::Override> overrides_of(const Value& list) {
    std::vector<documents::Override> overrides;
    if (list.list() != nullptr)
        for (const Value& one : *list.list())
            overrides.push_back({text_of(one, "check"), text_of(one, "name"), text_of(one, "reason")});
    return overrides;
}

std::string write_origin(const DocumentOrigin& origin) {
    Value value;
    value.set("sent_on", to_iso(origin.sent_on));
    value.set("sequence", templates::Number{static_cast<double>(origin.sequence), std::to_string(origin.sequence)});
    Value events = Value(Value::List{});
    for (const std::string& event : origin.events) events.list()->push_back(Value(event));
    value.set("events", std::move(events));
    value.set("findings", findings_value(origin.findings));
    value.set("overrides", overrides_value(origin.overrides));
    value.set("pages", static_cast<int>(origin.pages));
    value.set("route", origin.route);
    value.set("way", origin.way);
    value.set("values", origin.values);
    return interchange::write_value(value);
}

bool is_fit(const DocumentView& view) {
    return view.document.of_case && documents::all_overridden(view.origin.findings, view.origin.overrides);
}

DocumentView work_out(const storage::Ledger& ledger, storage::Document document) {
    const auto json = ledger.bytes(document.data);
    if (!json) throw damaged(document);
    const auto value = interchange::read_value(*json);
    if (!value) throw damaged(document);
    DocumentOrigin origin;
    const auto sent_on = Date::parse(text_of(*value, "sent_on"));
    const Value* sequence = value->find("sequence");
    const Value* findings = value->find("findings");
    const Value* values = value->find("values");
    if (!sent_on || sequence == nullptr || sequence->number() == nullptr || findings == nullptr ||
        findings->list() == nullptr || values == nullptr)
        throw damaged(document);
    origin.values = *values;
    origin.sent_on = *sent_on;
    origin.sequence = static_cast<storage::Sequence>(sequence->number()->value);
    const Value* events = value->find("events");
    if (events == nullptr || events->list() == nullptr) throw damaged(document);
    for (const Value& event : *events->list()) {
        if (event.text() == nullptr) throw damaged(document);
        origin.events.push_back(*event.text());
    }
    origin.findings = findings_of(*findings);
    if (const Value* overrides = value->find("overrides")) origin.overrides = overrides_of(*overrides);
    if (const Value* pages = value->find("pages"); pages != nullptr && pages->number() != nullptr)
        origin.pages = static_cast<std::size_t>(pages->number()->value);
    origin.route = text_of(*value, "route");
    origin.way = text_of(*value, "way");
    return {std::move(document), std::move(origin)};
}

Result<DocumentView, Refused> view_document(const Desk& desk, const DocumentId& id) {
    auto document = desk.ledger.document(id);
    if (!document) return Failure{Refused{Reason::UnknownDocument, "No document has this number."}};
    return work_out(desk.ledger, std::move(*document));
}

storage::DocumentNow document_now(const DocumentView& view) {
    const Value* check = view.origin.values.find("check");
    return {view.document.id, view.origin.sent_on, view.origin.sequence,
            interchange::write_value(findings_value(view.origin.findings, view.origin.overrides)),
            check == nullptr ? std::string() : text_of(*check, "number")};
}

Value findings_of(const storage::DocumentLine& line) {
    auto findings = interchange::read_value(line.now.findings);
    if (!findings || findings->list() == nullptr) throw damaged(line.document);
    return std::move(findings).value();
}

std::string made_anew(const Desk& desk, const DocumentView& view) {
    const auto source = desk.ledger.bytes(view.document.template_hash);
    if (!source) throw std::runtime_error("document " + view.document.id.text() + ": its template was not kept");
    const auto form = templates::open_edition(*source);
    if (!form) throw damaged(view.document);
    auto odt = form->fill_package(view.origin.values);
    if (!odt) throw damaged(view.document);
    return std::move(odt).value();
}

std::string bytes_of(const Desk& desk, const storage::Document& document, Form form) {
    if (form == Form::Pdf && !document.pdf) throw damaged(document);
    auto bytes = desk.ledger.bytes(form == Form::Odt ? document.odt : *document.pdf);
    if (!bytes) throw damaged(document);
    return std::move(*bytes);
}

}  // namespace ehcflow::service
