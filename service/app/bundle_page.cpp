#include "service/app/bundle_page.h"

#include <algorithm>
#include <stdexcept>

#include "base/instant.h"
#include "base/text.h"
#include "interchange/value.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Value* member(Value& object, std::string_view name) {
    for (templates::Member& one : *object.object())
        if (one.name == name) return &one.value;
    return nullptr;
}

// "name Saltmere Primary School, phase primary": an object or a list within an event.
std::string in_a_line(const Value& value) {
    if (value.text() != nullptr) return *value.text();
    std::string line;
    if (const Value::Object* object = value.object()) {
        for (const templates::Member& one : *object)
            line.append(line.empty() ? "" : ", ").append(one.name).append(" ").append(in_a_line(one.value));
    } else if (const Value::List* list = value.list()) {
        for (const Value& one : *list) line.append(line.empty() ? "" : ", ").append(in_a_line(one));
    } else if (const bool* truth = value.truth()) {
        line = *truth ? "yes" : "no";
    } else {
        line = interchange::write_value(value);
    }
    std::replace(line.begin(), line.end(), '_', ' ');
    return line;
}

// What an event says beside its kind and day, one line each: "outcome: maintain".
Value said(const Value& entry) {
    Value::List lines;
    const Value* event = entry.find("event");
    if (event == nullptr || event->object() == nullptr) return lines;
    for (const templates::Member& one : *event->object()) {
        if (one.name == "kind" || one.name == "on") continue;
        Value line;
        line.set("name", kind_in_words(std::string(one.name)));
        const std::string* text = one.value.text();
        line.set("text", text != nullptr ? *text : in_a_line(one.value));
        lines.push_back(std::move(line));
    }
    return lines;
}

void add_rows(const Value& value, const std::string& place, Value::List& rows) {
    const auto within = [&](std::string name) {
        std::replace(name.begin(), name.end(), '_', ' ');
        return place.empty() ? kind_in_words(std::move(name)) : place + ", " + name;
    };
    if (const Value::Object* object = value.object()) {
        for (const templates::Member& one : *object) add_rows(one.value, within(one.name), rows);
    } else if (const Value::List* list = value.list()) {
        for (std::size_t i = 0; i < list->size(); ++i) add_rows((*list)[i], within(std::to_string(i + 1)), rows);
    } else if (!value.is_null()) {
        Value row;
        row.set("name", place);
        row.set("text", in_a_line(value));
        rows.push_back(std::move(row));
    }
}

}  // namespace

Value::List record_rows(const Value& record) {
    Value::List rows;
    add_rows(record, "", rows);
    return rows;
}

std::string bundle_page(const Value& index, const BundlePage& page) {
    Value values = index;
    values.set("made_on", to_long(page.made_on));
    values.set("record", page.record);
    values.set("duties", page.duties);
    const bool has_log = index.find("looked") != nullptr;
    values.set("has_log", has_log);
    if (!has_log) values.set("looked", Value::List{});
    for (Value& entry : *member(values, "entries")->list()) {
        entry.set("day", to_plain(*Date::parse(text_of(entry, "on"))));
        const bool is_document = text_of(entry, "entry") == "document";
        entry.set("is_document", is_document);
        entry.set("is_earlier", text_of(entry, "entry") == "earlier-wording");
        const std::string recorded = text_of(entry, is_document ? "prepared_at" : "recorded_at");
        entry.set("recorded", to_plain(london_date(*parse_instant(recorded))));
        entry.set("says", said(entry));
        for (const std::string_view name : {"to", "left_out", "sent_on"})
            if (entry.find(name) == nullptr) entry.set(name, "");
        if (entry.find("files") == nullptr) entry.set("files", Value::List{});
    }
    if (values.find("reader") == nullptr) values.set("reader", "");
    auto html = page.form.fill(values);
    if (html) return std::move(html).value();
    throw std::logic_error("the index of a bundle: " + html.error().front().code + " at " + html.error().front().place);
}

}  // namespace ehcflow::service
