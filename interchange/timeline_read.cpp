#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "interchange/timeline.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::json;
using workflow::Event;
using workflow::FieldRow;
using workflow::FieldType;
using workflow::FieldValue;
using workflow::Kind;

template <class T>
using Read = Result<T, TimelineError>;

constexpr std::size_t kLongestText = 100'000;
constexpr int kDeepest = 32;  // copying JSON is recursive, so depth is bounded before anything is copied

Failure<TimelineError> fail(std::string code, std::optional<std::size_t> event, std::string detail,
                            std::vector<std::string> permitted = {}) {
    return Failure{TimelineError{std::move(code), event, std::move(detail), std::move(permitted), {}}};
}

// A word of the input as it may stand in a message: short, and quoted.
std::string in_quotes(std::string_view word) {
    constexpr std::size_t kShown = 60;
    return "\"" + std::string(word.substr(0, kShown)) + (word.size() > kShown ? "…\"" : "\"");
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

    Read<Event> read(const json& object) const {
        if (!object.is_object()) return fail("bad-event", position_, "an event is an object with \"kind\" and \"on\"");
        const auto kind = read_kind(object);
        if (!kind) return Failure{kind.error()};
        Event event;
        event.kind = *kind;
        event.position = position_;
        if (!object.contains("on"))
            return fail("missing-field", position_,
                        said(*kind) + " needs \"on\", " + std::string(workflow::kind_row(*kind).on));
        auto on = read_date("on", object["on"]);
        if (!on) return Failure{std::move(on).error()};
        event.on = *on;
        for (const auto& [name, value] : object.items()) {
            if (name == "kind" || name == "on") continue;
            const FieldRow* row = find_field(*kind, name);
            if (row == nullptr) return unknown_field(*kind, name);
            auto field = read_value(*row, value);
            if (!field) return Failure{std::move(field).error()};
            event.fields.push_back({row->name, std::move(field).value()});
        }
        for (const FieldRow& row : workflow::kind_row(*kind).fields)
            if (row.required && !object.contains(row.name))
                return fail("missing-field", position_, said(*kind) + " needs " + in_quotes(row.name),
                            strings(row.words));
        return event;
    }

private:
    static std::string said(Kind kind) { return std::string(workflow::name_of(kind)); }

    Read<Kind> read_kind(const json& object) const {
        if (!object.contains("kind") || !object["kind"].is_string())
            return fail("missing-field", position_, "an event needs \"kind\", a text");
        const auto& name = object["kind"].get_ref<const std::string&>();
        if (const auto kind = workflow::kind_named(name)) return *kind;
        std::vector<std::string> known;
        for (const auto& row : workflow::kind_rows()) known.emplace_back(row.name);
        return fail("unknown-kind", position_, "no event is called " + in_quotes(name) + did_you_mean(name, known),
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

    Read<Date> read_date(std::string_view field, const json& value) const {
        const auto date = value.is_string() ? Date::parse(value.get_ref<const std::string&>()) : std::nullopt;
        if (!date) return bad_value(field, "a day that exists, as YYYY-MM-DD, from 1900 to 2299");
        return *date;
    }

    Read<std::string_view> read_word(const FieldRow& row, const json& value) const {
        if (value.is_string())
            for (const std::string_view word : row.words)
                if (word == value.get_ref<const std::string&>()) return word;
        return bad_value(row.name, "one of the permitted words", strings(row.words));
    }

    Read<std::string> read_text(std::string_view field, const json& value) const {
        if (!value.is_string() || value.get_ref<const std::string&>().size() > kLongestText)
            return bad_value(field, "a text of at most " + std::to_string(kLongestText) + " bytes");
        return value.get<std::string>();
    }

    template <class T>
    static Read<FieldValue> as_value(Read<T> read) {
        if (!read) return Failure{std::move(read).error()};
        return FieldValue(std::in_place_type<T>, std::move(read).value());
    }

    Read<FieldValue> read_value(const FieldRow& row, const json& value) const {
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
                return value.is_object() ? as_value(read_setting(row.name, value))
                                         : as_value(read_text(row.name, value));
            case FieldType::Placement:
                return as_value(read_placement(row.name, value));
            case FieldType::Flag:
                if (!value.is_boolean()) return bad_value(row.name, "true or false");
                return FieldValue(value.get<bool>());
            case FieldType::Position:
                if (!value.is_number_unsigned())
                    return bad_value(row.name, "the position of an event, a whole number from 0");
                return FieldValue(std::in_place_type<std::size_t>, value.get<std::size_t>());
            case FieldType::Changes:
                if (!value.is_object()) return bad_value(row.name, "an object of the fields as they should be");
                return FieldValue(std::string());  // applied before events are read; the record keeps the text
        }
        return bad_value(row.name, "of a type that this program knows");
    }

    Read<workflow::WordList> read_words(const FieldRow& row, const json& value) const {
        workflow::WordList words;
        const json list = value.is_array() ? value : json::array({value});
        for (const json& item : list) {
            auto word = read_word(row, item);
            if (!word) return Failure{std::move(word).error()};
            words.push_back(*word);
        }
        return words;
    }

    Read<workflow::Setting> read_setting(std::string_view field, const json& value) const {
        if (!value.is_object()) return bad_value(field, "an object with \"name\" and \"phase\"");
        workflow::Setting setting;
        for (const auto& [name, part] : value.items()) {
            const std::string place = std::string(field) + "." + name;
            if (name == "name") {
                auto text = read_text(place, part);
                if (!text) return Failure{std::move(text).error()};
                setting.name = std::move(text).value();
            } else if (name == "phase") {
                auto word = read_word({"phase", FieldType::Word, true, workflow::phase_words()}, part);
                if (!word) return Failure{std::move(word).error()};
                setting.phase = *word;
            } else if (name == "lowest_age" || name == "highest_age") {
                if (!part.is_number_integer() || part < 0 || part > 30)
                    return bad_value(place, "an age in years, 0 to 30");
                (name == "lowest_age" ? setting.lowest_age : setting.highest_age) = part.get<int>();
            } else if (name == "must_run_reviews") {
                if (!part.is_boolean()) return bad_value(place, "true or false");
                setting.must_run_reviews = part.get<bool>();
            } else {
                return fail("unknown-field", position_, "a setting has no field " + in_quotes(name),
                            {"name", "phase", "lowest_age", "highest_age", "must_run_reviews"});
            }
        }
        return setting;
    }

    Read<workflow::Placement> read_placement(std::string_view field, const json& value) const {
        if (!value.is_object()) return bad_value(field, "an object with \"setting\" or \"type\"");
        workflow::Placement placement;
        for (const auto& [name, part] : value.items()) {
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

bool is_void(const json& correction) { return correction.contains("void") && correction["void"] == true; }

// Applies every correction to the events as they were given. A correction may itself be corrected, but only by a later
// one, so from the last to the first each is already as it should be when its turn comes. Voided events become null.
Result<void, TimelineError> apply_corrections(json& events) {
    std::vector<std::vector<std::size_t>> corrections_of(events.size());
    for (std::size_t at = events.size(); at-- > 0;) {
        auto& mine = corrections_of[at];
        std::sort(mine.begin(), mine.end());
        for (const std::size_t by : mine) {
            const json& correction = events[by];
            if (is_void(correction)) {
                events[at] = nullptr;
                break;
            }
            for (const auto& [name, value] : correction["set"].items()) {
                if (name == "kind")
                    return fail("bad-correction", by,
                                "a correction cannot change an event's kind: void it and record the right one");
                events[at][name] = value;
            }
        }
        if (!events[at].is_object() || events[at].value("kind", json()) != "correction") continue;
        auto read = EventReader(at).read(events[at]);
        if (!read) return Failure{std::move(read).error()};
        const json& correction = events[at];
        const auto of = correction["of"].get<std::size_t>();
        if (of >= at) return fail("bad-correction", at, "\"of\" must be the position of an earlier event");
        if (!is_void(correction) && !correction.contains("set"))
            return fail("bad-correction", at, "a correction needs \"set\" or \"void\": true");
        if (is_void(correction) && correction.contains("set"))
            return fail("bad-correction", at, "a correction has either \"set\" or \"void\", not both");
        if (!events[of].is_object()) return fail("bad-event", of, "an event is an object with \"kind\" and \"on\"");
        corrections_of[of].push_back(at);
    }
    return {};
}

Read<Date> read_born(const json& document) {
    const auto child = document.find("child");
    if (child == document.end() || !child->is_object() || !child->contains("born"))
        return fail("missing-field", std::nullopt, "a timeline needs \"child\": { \"born\": \"YYYY-MM-DD\" }");
    if (child->size() != 1) return fail("unknown-field", std::nullopt, "\"child\" has one field, \"born\"", {"born"});
    const auto& born = (*child)["born"];
    const auto date = born.is_string() ? Date::parse(born.get_ref<const std::string&>()) : std::nullopt;
    if (!date) return fail("bad-value", std::nullopt, "\"child.born\" must be a day that exists, as YYYY-MM-DD");
    return *date;
}

}  // namespace

Result<workflow::Timeline, TimelineError> read_timeline(std::string_view text) {
    if (text.size() > kLargestTimeline)
        return fail("too-large", std::nullopt,
                    "a timeline is at most " + std::to_string(kLargestTimeline >> 20U) + " MiB");
    if (!is_utf8(text)) return fail("not-json", std::nullopt, "the text is not UTF-8");
    json document;
    bool too_deep = false;
    const auto within_depth = [&too_deep](int depth, json::parse_event_t, const json&) {
        too_deep = too_deep || depth > kDeepest;
        return !too_deep;  // what lies deeper is dropped, and with it the whole timeline
    };
    try {
        document = json::parse(text, within_depth);
    } catch (const json::parse_error& error) {
        return fail("not-json", std::nullopt, "not JSON: the fault is at byte " + std::to_string(error.byte));
    }
    if (too_deep)
        return fail("too-deep", std::nullopt, "a timeline is nested at most " + std::to_string(kDeepest) + " deep");
    if (!document.is_object())
        return fail("bad-timeline", std::nullopt, "a timeline is an object with \"child\" and \"events\"");
    for (const auto& [name, value] : document.items())
        if (name != "child" && name != "events")
            return fail("unknown-field", std::nullopt, "a timeline has no field " + in_quotes(name),
                        {"child", "events"});
    auto born = read_born(document);
    if (!born) return Failure{std::move(born).error()};
    if (!document.contains("events") || !document["events"].is_array())
        return fail("missing-field", std::nullopt, "a timeline needs \"events\", a list");
    json& events = document["events"];
    if (events.size() > kMostEvents)
        return fail("too-large", std::nullopt, "a timeline has at most " + std::to_string(kMostEvents) + " events");
    if (auto applied = apply_corrections(events); !applied) return Failure{std::move(applied).error()};

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

}  // namespace ehcflow::interchange
