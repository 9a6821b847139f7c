#include "service/http/page_values.h"

#include <algorithm>

#include "documents/compose/notices.h"
#include "interchange/value.h"
#include "service/app/document_life.h"
#include "service/http/words.h"
#include "workflow/explain.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using templates::Value;
using workflow::Duty;

std::string text_of(const Value& from, std::initializer_list<std::string_view> path) {
    const Value* value = &from;
    for (const std::string_view name : path)
        if (value == nullptr || (value = value->find(name)) == nullptr) return {};
    return value->text() == nullptr ? std::string() : *value->text();
}

// The first letter of a name, whatever its alphabet.
std::string initial(const std::string& name) {
    std::size_t end = name.empty() ? 0 : 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return name.substr(0, end);
}

std::string initials(const Value& child) {
    return initial(text_of(child, {"first_name"})) + initial(text_of(child, {"last_name"}));
}

void add_day(Value& to, const Duty& duty, Date today, const Desk& desk) {
    if (!duty.due) return;
    to.set("due", day_in_words(*duty.due));
    if (workflow::is_owed(duty)) to.set("distance", distance_in_words(*duty.due, today, desk.calendar));
    const bool aims_earlier = duty.safe && *duty.safe < *duty.due && workflow::is_owed(duty) && *duty.safe >= today &&
                              duty.rule->who == workflow::Party::Authority;
    if (aims_earlier) to.set("safe", day_in_words(*duty.safe));
}

void add_status(Value& to, const Duty& duty) {
    const StatusWords words = status_words(duty);
    to.set("status", words.words);
    to.set("colour", words.colour);
}

std::string_view party_words(workflow::Party party) {
    constexpr std::string_view kWords[] = {"The council", "The family",       "The adviser",
                                           "The setting", "The health board", "The mediation adviser"};
    return kWords[static_cast<std::size_t>(party)];
}

Value duty_values(const Duty& duty, const workflow::Answer& answer, const Desk& desk,
                  std::span<const Sending> sending) {
    Value value;
    for (const Sending& one : sending)
        if (one.duty == &duty) value.set("sending", one.says);
    value.set("what", duty.rule->sense);
    value.set("who", party_words(duty.rule->who));
    value.set("cite", duty.rule->cite);
    value.set("working", workflow::working(duty, desk.calendar));
    value.set("trigger", kind_words(workflow::name_of(duty.trigger->kind)));
    value.set("trigger_on", day_in_words(duty.trigger->on));
    if (duty.met_by != nullptr) value.set("met_on", day_in_words(*duty.met_on));
    add_status(value, duty);
    add_day(value, duty, answer.today, desk);
    return value;
}

Value next_values(const storage::OwedDuty& owed, const Desk& desk, Date today) {
    Duty duty;
    duty.rule = workflow::rule_named(owed.rule);
    invariant(duty.rule != nullptr, "rows that another program made are rebuilt before they are read");
    duty.due = owed.due;
    duty.safe = owed.safe;
    duty.status = workflow::owed_status(owed.due, today, desk.calendar);
    Value value;
    value.set("what", duty.rule->sense);
    value.set("who", party_words(duty.rule->who));
    value.set("cite", duty.rule->cite);
    add_status(value, duty);
    add_day(value, duty, today, desk);
    return value;
}

Value case_row(const storage::CaseLine& line, const Desk& desk, Date today) {
    Value row;
    row.set("reference", line.id.text());
    row.set("initials", line.child ? initials(interchange::read_value(line.child->reveal()).value()) : std::string());
    row.set("stage", stage_words(line.stage));
    if (line.next) row.set("next", next_values(*line.next, desk, today));
    return row;
}

// The documents' titles are the notices' own; a statement has none of them.
Value document_row(const storage::DocumentLine& line, const Desk& desk) {
    const storage::Document& document = line.document;
    const documents::Life life = life_of(desk, line);
    const StatusWords said = document_words(life.stage);
    Value row;
    row.set("title", document.title);
    row.set("to", document.recipient);
    row.set("id", document.id.text());
    row.set("stage", said.words);
    row.set("colour", said.colour);
    if (life.dispatched_on) {
        row.set("sent_on", day_in_words(*life.dispatched_on));
        if (life.served_on) row.set("served_on", day_in_words(*life.served_on));
        row.set("receipted", life.receipted);
    } else {
        row.set("prepared_for", day_in_words(line.now.sent_on));
    }
    row.set("came_back", life.stage == documents::LifeStage::Returned);
    row.set("findings", static_cast<int>(findings_of(line).list()->size()));
    return row;
}

}  // namespace

void add_layout(Value& values, const Desk& desk) {
    const std::string council = text_of(desk.council, {"name"});
    values.set("council", council.empty() ? "Ehcflow" : council);
}

Value cases_values(const CasesPage& page, const Desk& desk, Date today) {
    Value::List rows;
    for (const storage::CaseLine& line : page.lines) rows.push_back(case_row(line, desk, today));
    const auto count = [](std::int64_t number) { return Value(static_cast<int>(number)); };
    Value values;
    values.set("title", "Cases");
    values.set("today", day_in_words(today));
    values.set("count", count(page.counts.cases));
    values.set("late", count(page.counts.late));
    values.set("soon", count(page.counts.soon));
    if (page.number > 1) values.set("before", count(page.number - 1));
    if (page.number * kCasesOnAPage < page.counts.cases) values.set("after", count(page.number + 1));
    values.set("signed_in", true);
    values.set("cases", std::move(rows));
    return values;
}

Value case_values(const CaseView& view, std::span<const storage::DocumentLine> documents, const Desk& desk) {
    Value::List to_do, done, events, papers;
    const std::vector<Sending> sending = sendings(desk, view, documents);
    for (const Duty& duty : view.answer.duties)
        (workflow::is_owed(duty) ? to_do : done).push_back(duty_values(duty, view.answer, desk, sending));
    // What is late comes first, as on the list of cases; the answer has them by date already.
    std::stable_partition(to_do.begin(), to_do.end(),
                          [](const Value& duty) { return text_of(duty, {"colour"}) == "red"; });
    for (const workflow::Event& event : view.timeline.events) {
        Value row;
        row.set("what", kind_words(workflow::name_of(event.kind)));
        row.set("on", day_in_words(event.on));
        events.push_back(std::move(row));
    }
    std::reverse(events.begin(), events.end());
    for (const storage::DocumentLine& document : documents) papers.push_back(document_row(document, desk));
    Value values;
    values.set("title", "Case " + view.id().text());
    values.set("signed_in", true);
    values.set("reference", view.id().text());
    const std::string name =
        text_of(view.record, {"child", "first_name"}) + " " + text_of(view.record, {"child", "last_name"});
    if (name.size() > 1) values.set("child", name);
    if (const auto born = Date::parse(text_of(view.record, {"child", "born"}))) values.set("born", to_plain(*born));
    for (const char* part : {"setting", "officer"})
        if (const std::string whose = text_of(view.record, {part, "name"}); !whose.empty()) values.set(part, whose);
    values.set("stage", stage_words(workflow::stage_in_words(view.answer.state)));
    values.set("warnings", Value::List(view.answer.warnings.begin(), view.answer.warnings.end()));
    values.set("to_do", std::move(to_do));
    values.set("done", std::move(done));
    values.set("events", std::move(events));
    values.set("documents", std::move(papers));
    return values;
}

}  // namespace ehcflow::service
