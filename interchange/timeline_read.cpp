#include <algorithm>
#include <array>
#include <cstddef>
#include <map>

#include "base/text.h"
#include "interchange/timeline.h"
#include "interchange/timeline_json.h"

namespace ehcflow::interchange {
namespace {

using workflow::Event;
using workflow::FieldRow;
using workflow::FieldType;
using workflow::FieldValue;
using workflow::Kind;

template <class T>
using Read = Result<T, TimelineError>;

constexpr std::size_t kLongestText = 100'000;

Failure<TimelineError> fail(std::string code, std::optional<std::size_t> event, std::string detail,
                            std::vector<std::string> permitted = {}) {
    return Failure{TimelineError{std::move(code), event, std::move(detail), std::move(permitted), {}}};
}

std::optional<std::string_view> text_of(const Json* value) {
    const auto* text = value == nullptr ? nullptr : value->as<std::string_view>();
    return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<Date> date_of(const Json* value) {
    const auto text = text_of(value);
    return text ? Date::parse(*text) : std::nullopt;
}

std::optional<int> age_of(const Json& value) {
    constexpr std::uint64_t kOldest = 30;
    if (const auto* years = value.as<std::uint64_t>(); years != nullptr && *years <= kOldest)
        return static_cast<int>(*years);
    const auto* signed_years = value.as<std::int64_t>();
    return signed_years != nullptr && *signed_years == 0 ? std::optional(0) : std::nullopt;  // "-0"
}

template <class Words>
std::vector<std::string> strings(const Words& words) {
    return {words.begin(), words.end()};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = nearest(word, views);
    return near ? "; did you mean " + in_quotes(*near) + "?" : "";
}

// One event's reader: where it stands, for the messages.
class EventReader {
public:
    explicit EventReader(std::size_t position) : position_(position) {}

    Read<Event> read(const Json& object) const {
        const auto* members = object.as<Json::Object>();
        if (members == nullptr) return fail("bad-event", position_, "an event is an object with \"kind\" and \"on\"");
        const auto kind = read_kind(object);
        if (!kind) return Failure{kind.error()};
        Event event;
        event.kind = *kind;
        event.position = position_;
        const Json* day = object.find("on");
        if (day == nullptr)
            return fail("missing-field", position_,
                        said(*kind) + " needs \"on\", " + std::string(workflow::kind_row(*kind).on));
        auto on = read_date("on", *day);
        if (!on) return Failure{std::move(on).error()};
        event.on = *on;
        event.fields.reserve(members->size() - 2);
        for (const auto& [name, value] : *members) {
            if (name == "kind" || name == "on") continue;
            const FieldRow* row = find_field(*kind, name);
            if (row == nullptr) return unknown_field(*kind, name);
            auto field = read_value(*row, value);
            if (!field) return Failure{std::move(field).error()};
            event.fields.push_back({row->name, std::move(field).value()});
        }
        for (const FieldRow& row : workflow::kind_row(*kind).fields)
            if (row.required && object.find(row.name) == nullptr)
                return fail("missing-field", position_, said(*kind) + " needs " + in_quotes(row.name),
                            strings(row.words));
        return event;
    }

private:
    static std::string said(Kind kind) { return std::string(workflow::name_of(kind)); }

    Read<Kind> read_kind(const Json& object) const {
        const auto name = text_of(object.find("kind"));
        if (!name) return fail("missing-field", position_, "an event needs \"kind\", a text");
        if (const auto kind = workflow::kind_named(*name)) return *kind;
        std::vector<std::string> known;
        for (const auto& row : workflow::kind_rows()) known.emplace_back(row.name);
        return fail("unknown-kind", position_, "no event is called " + in_quotes(*name) + did_you_mean(*name, known),
                    known);
    }

    static const FieldRow* find_field(Kind kind, std::string_view name) {
        for (const auto rows : {workflow::kind_row(kind).fields, workflow::common_fields()})
            for (const FieldRow& row : rows)
                if (row.name == name) return &row;
        return nullptr;
    }

    Failure<TimelineError> unknown_field(Kind kind, std::string_view name) const {
        std::vector<std::string> known = {"kind", "on"};
        for (const auto rows : {workflow::kind_row(kind).fields, workflow::common_fields()})
            for (const FieldRow& row : rows) known.emplace_back(row.name);
        return fail("unknown-field", position_,
                    said(kind) + " has no field " + in_quotes(name) + did_you_mean(name, known), known);
    }

    Failure<TimelineError> bad_value(std::string_view field, const std::string& wanted,
                                     std::vector<std::string> permitted = {}) const {
        return fail("bad-value", position_, in_quotes(field) + " must be " + wanted, std::move(permitted));
    }

    Read<Date> read_date(std::string_view field, const Json& value) const {
        const auto date = date_of(&value);
        if (!date) return bad_value(field, "a day that exists, as YYYY-MM-DD, from 1900 to 2299");
        return *date;
    }

    Read<std::string_view> read_word(const FieldRow& row, const Json& value) const {
        if (const auto text = text_of(&value))
            for (const std::string_view word : row.words)
                if (word == *text) return word;
        return bad_value(row.name, "one of the permitted words", strings(row.words));
    }

    Read<std::string> read_text(std::string_view field, const Json& value) const {
        const auto text = text_of(&value);
        if (!text || text->size() > kLongestText)
            return bad_value(field, "a text of at most " + std::to_string(kLongestText) + " bytes");
        return std::string(*text);
    }

    template <class T>
    static Read<FieldValue> as_value(Read<T> read) {
        if (!read) return Failure{std::move(read).error()};
        return FieldValue(std::in_place_type<T>, std::move(read).value());
    }

    Read<FieldValue> read_value(const FieldRow& row, const Json& value) const {
        switch (row.type) {
            case FieldType::Date:
                return as_value(read_date(row.name, value));
            case FieldType::Text:
                return as_value(read_text(row.name, value));
            case FieldType::Word:
                return as_value(read_word(row, value));
            case FieldType::Words:
                return as_value(read_words(row, value));
            case FieldType::Setting:
                return as_value(read_setting(row.name, value));
            case FieldType::SettingOrName:
                return value.as<Json::Object>() != nullptr ? as_value(read_setting(row.name, value))
                                                           : as_value(read_text(row.name, value));
            case FieldType::Placement:
                return as_value(read_placement(row.name, value));
            case FieldType::Flag:
                if (const bool* flag = value.as<bool>()) return FieldValue(*flag);
                return bad_value(row.name, "true or false");
            case FieldType::Position:
                if (const auto* position = value.as<std::uint64_t>())
                    return FieldValue(std::in_place_type<std::size_t>, *position);
                return bad_value(row.name, "the position of an event, a whole number from 0");
            case FieldType::Changes:
                if (value.as<Json::Object>() == nullptr)
                    return bad_value(row.name, "an object of the fields as they should be");
                return FieldValue(std::string());  // applied before events are read; the record keeps the text
        }
        return bad_value(row.name, "of a type that this program knows");
    }

    Read<workflow::WordList> read_words(const FieldRow& row, const Json& value) const {
        workflow::WordList words;
        const auto* list = value.as<Json::List>();
        for (const Json& item : list != nullptr ? *list : Json::List(&value, 1)) {
            auto word = read_word(row, item);
            if (!word) return Failure{std::move(word).error()};
            words.push_back(*word);
        }
        return words;
    }

    Read<workflow::Setting> read_setting(std::string_view field, const Json& value) const {
        const auto* members = value.as<Json::Object>();
        if (members == nullptr) return bad_value(field, "an object with \"name\" and \"phase\"");
        workflow::Setting setting;
        for (const auto& [name, part] : *members) {
            const std::string place = std::string(field).append(".").append(name);
            if (name == "name") {
                auto text = read_text(place, part);
                if (!text) return Failure{std::move(text).error()};
                setting.name = std::move(text).value();
            } else if (name == "phase") {
                auto word = read_word({"phase", FieldType::Word, true, workflow::phase_words()}, part);
                if (!word) return Failure{std::move(word).error()};
                setting.phase = *word;
            } else if (name == "lowest_age" || name == "highest_age") {
                const auto age = age_of(part);
                if (!age) return bad_value(place, "an age in years, 0 to 30");
                (name == "lowest_age" ? setting.lowest_age : setting.highest_age) = age;
            } else if (name == "must_run_reviews") {
                const bool* flag = part.as<bool>();
                if (flag == nullptr) return bad_value(place, "true or false");
                setting.must_run_reviews = *flag;
            } else {
                return fail("unknown-field", position_, "a setting has no field " + in_quotes(name),
                            {"name", "phase", "lowest_age", "highest_age", "must_run_reviews"});
            }
        }
        return setting;
    }

    Read<workflow::Placement> read_placement(std::string_view field, const Json& value) const {
        const auto* members = value.as<Json::Object>();
        if (members == nullptr) return bad_value(field, "an object with \"setting\" or \"type\"");
        workflow::Placement placement;
        for (const auto& [name, part] : *members) {
            if (name == "setting") {
                auto setting = read_setting("placement.setting", part);
                if (!setting) return Failure{std::move(setting).error()};
                placement.setting = std::move(setting).value();
            } else if (name == "type") {
                auto text = read_text("placement.type", part);
                if (!text) return Failure{std::move(text).error()};
                placement.type = std::move(text).value();
            } else {
                return fail("unknown-field", position_, "a placement has no field " + in_quotes(name),
                            {"setting", "type"});
            }
        }
        return placement;
    }

    std::size_t position_;
};

bool is_void(const Json& correction) {
    const Json* value = correction.find("void");
    const bool* flag = value == nullptr ? nullptr : value->as<bool>();
    return flag != nullptr && *flag;
}

// One event as its corrections leave it, in their order: null where one of them makes it void.
Read<Json> corrected(const Json& event, std::span<const std::size_t> corrections, std::span<const Json> events,
                     std::pmr::memory_resource& memory) {
    const auto& own = *event.as<Json::Object>();
    std::vector<Member> members(own.begin(), own.end());
    for (const std::size_t by : corrections) {
        if (is_void(events[by])) return Json{};
        const Json& set = *events[by].find("set");
        if (set.find("kind") != nullptr)
            return fail("bad-correction", by,
                        "a correction cannot change an event's kind: void it and record the right one");
        const auto& changes = *set.as<Json::Object>();
        members.insert(members.end(), changes.begin(), changes.end());
    }
    return object_of(std::move(members), memory);
}

// The position of the event that a correction is about.
Read<std::size_t> corrects(const Json& correction, std::size_t at, std::span<const Json> events) {
    auto read = EventReader(at).read(correction);
    if (!read) return Failure{std::move(read).error()};
    const std::size_t of = *read->find<std::size_t>("of");
    const bool sets = correction.find("set") != nullptr;
    if (of >= at) return fail("bad-correction", at, "\"of\" must be the position of an earlier event");
    if (!is_void(correction) && !sets)
        return fail("bad-correction", at, "a correction needs \"set\" or \"void\": true");
    if (is_void(correction) && sets)
        return fail("bad-correction", at, "a correction has either \"set\" or \"void\", not both");
    if (events[of].as<Json::Object>() == nullptr)
        return fail("bad-event", of, "an event is an object with \"kind\" and \"on\"");
    return of;
}

// Applies every correction to the events as they were given. A correction may itself be corrected, but only by a later
// one, so from the last to the first each is already as it should be when its turn comes. Voided events become null.
Result<void, TimelineError> apply_corrections(std::span<Json> events, std::pmr::memory_resource& memory) {
    std::map<std::size_t, std::vector<std::size_t>> corrections_of;  // the last one first
    for (std::size_t at = events.size(); at-- > 0;) {
        if (const auto mine = corrections_of.find(at); mine != corrections_of.end()) {
            std::reverse(mine->second.begin(), mine->second.end());
            auto event = corrected(events[at], mine->second, events, memory);
            if (!event) return Failure{std::move(event).error()};
            events[at] = *event;
        }
        if (text_of(events[at].find("kind")) != workflow::name_of(Kind::Correction)) continue;
        const auto of = corrects(events[at], at, events);
        if (!of) return Failure{of.error()};
        corrections_of[*of].push_back(at);
    }
    return {};
}

Read<Date> read_born(const Json& document) {
    const Json* child = document.find("child");
    const Json* born = child == nullptr ? nullptr : child->find("born");
    if (born == nullptr)
        return fail("missing-field", std::nullopt, "a timeline needs \"child\": { \"born\": \"YYYY-MM-DD\" }");
    if (child->as<Json::Object>()->size() != 1)
        return fail("unknown-field", std::nullopt, "\"child\" has one field, \"born\"", {"born"});
    const auto date = date_of(born);
    if (!date) return fail("bad-value", std::nullopt, "\"child.born\" must be a day that exists, as YYYY-MM-DD");
    return *date;
}

}  // namespace

Read<workflow::Timeline> timeline_of(const Json& document, std::pmr::memory_resource& memory) {
    const auto* parts = document.as<Json::Object>();
    if (parts == nullptr)
        return fail("bad-timeline", std::nullopt, "a timeline is an object with \"child\" and \"events\"");
    for (const auto& [name, value] : *parts)
        if (name != "child" && name != "events")
            return fail("unknown-field", std::nullopt, "a timeline has no field " + in_quotes(name),
                        {"child", "events"});
    auto born = read_born(document);
    if (!born) return Failure{std::move(born).error()};
    const Json* given = document.find("events");
    const auto* list = given == nullptr ? nullptr : given->as<Json::List>();
    if (list == nullptr) return fail("missing-field", std::nullopt, "a timeline needs \"events\", a list");
    if (list->size() > kMostEvents)
        return fail("too-large", std::nullopt, "a timeline has at most " + std::to_string(kMostEvents) + " events");
    std::vector<Json> events(list->begin(), list->end());
    if (auto applied = apply_corrections(events, memory); !applied) return Failure{std::move(applied).error()};

    workflow::Timeline timeline;
    timeline.born = *born;
    timeline.events.reserve(events.size());
    for (std::size_t at = 0; at < events.size(); ++at) {
        if (events[at].is_null()) continue;  // voided
        auto event = EventReader(at).read(events[at]);
        if (!event) return Failure{std::move(event).error()};
        timeline.events.push_back(std::move(event).value());
    }
    std::stable_sort(timeline.events.begin(), timeline.events.end(),
                     [](const Event& a, const Event& b) { return a.on < b.on; });
    return timeline;
}

Result<workflow::Timeline, TimelineError> read_timeline(std::string_view text) {
    if (text.size() > kLargestTimeline)
        return fail("too-large", std::nullopt,
                    "a timeline is at most " + std::to_string(kLargestTimeline >> 20U) + " MiB");
    std::array<std::byte, std::size_t{32} << 10U> enough_for_most;
    std::pmr::monotonic_buffer_resource memory(enough_for_most.data(), enough_for_most.size());
    const auto document = read_json(text, memory);
    if (!document) return Failure{document.error()};
    return timeline_of(*document, memory);
}

}  // namespace ehcflow::interchange
