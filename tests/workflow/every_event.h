// Every kind of event in every form that a row of the law tells apart: what the model check and the property tests walk
// over. Made from the tables, so that a new kind, word or row is walked without a line here.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "workflow/event.h"
#include "workflow/lifecycle.h"
#include "workflow/rule.h"

namespace ehcflow::workflow {

inline constexpr int kDaysAhead = 28;  // of a day to come that an event names: a meeting, a move

struct Narrowing {
    std::string_view field, word;
    auto operator<=>(const Narrowing&) const = default;
};

// The words by which rows of the lifecycles and of the rule book tell events of this kind apart.
inline std::set<Narrowing> narrowings(Kind kind) {
    std::set<Narrowing> found;
    const auto take = [&](const Happening& h) {
        if (h.kind == kind && !h.field.empty() && !h.word.empty()) found.insert({h.field, h.word});
    };
    for (const Transition& row : transitions()) take(row.event);
    for (const Rule* rule : all_rules())
        for (const auto& happenings : {rule->triggers, rule->met_by, rule->voided_by, rule->cut_by})
            std::for_each(happenings.begin(), happenings.end(), take);
    return found;
}

inline FieldValue some_value(const FieldRow& row, Date on) {
    const Setting school{"Larkhill Primary School", "primary", 4, 11, true};
    switch (row.type) {
        case FieldType::Date:
            return on + std::chrono::days(kDaysAhead);
        case FieldType::Flag:
            return false;
        case FieldType::Position:
            return std::size_t{0};
        case FieldType::Word:
            return row.words.front();
        case FieldType::Words:
            return WordList{row.words.back()};
        case FieldType::Setting:
            return school;
        case FieldType::Placement:
            return Placement{school, ""};
        case FieldType::Text:
        case FieldType::SettingOrName:
        case FieldType::Changes:
            return std::string("one");
    }
    return std::string();
}

inline const FieldRow& field_row(const KindRow& kind, std::string_view name) {
    return *std::find_if(kind.fields.begin(), kind.fields.end(), [&](const FieldRow& row) { return row.name == name; });
}

// The event with the fields that it must have.
inline Event plain_event(Kind kind, Date on) {
    Event event{kind, on, 0, {}};
    for (const FieldRow& row : kind_row(kind).fields)
        if (row.required) event.fields.push_back({row.name, some_value(row, on)});
    return event;
}

inline Event with(Event event, std::string_view field, FieldValue value) {
    std::erase_if(event.fields, [&](const Field& f) { return f.name == field; });
    event.fields.push_back({field, std::move(value)});
    return event;
}

// One kind, plain and in each form that some row narrows to; with a day to come that is today; with each flag; and
// moving to a college too.
inline std::vector<Event> forms_of(Kind kind, Date on) {
    const KindRow& row = kind_row(kind);
    std::vector<Event> forms{plain_event(kind, on)};
    for (const auto& [field, word] : narrowings(kind)) {
        const bool many = field_row(row, field).type == FieldType::Words;
        forms.push_back(with(forms.front(), field, many ? FieldValue(WordList{word}) : FieldValue(word)));
    }
    for (const FieldRow& field : row.fields) {
        if (field.type == FieldType::Date && field.required) forms.push_back(with(forms.front(), field.name, on));
        if (field.type == FieldType::Flag) forms.push_back(with(forms.front(), field.name, false));
        if (field.type == FieldType::Setting)
            forms.push_back(with(forms.front(), field.name, Setting{"Westgate College", "post-16", {}, {}, {}}));
        if (field.type == FieldType::Placement)
            forms.push_back(with(forms.front(), field.name,
                                 Placement{Setting{"Thornbrook Academy", "secondary", 11, 16, true}, ""}));
    }
    return forms;
}

inline std::vector<Event> every_form(Date on) {
    std::vector<Event> events;
    for (const KindRow& row : kind_rows())
        for (Event& event : forms_of(row.kind, on)) events.push_back(std::move(event));
    return events;
}

}  // namespace ehcflow::workflow
