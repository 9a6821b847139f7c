#include "interchange/caseload.h"

#include <array>
#include <cstddef>

#include "base/id.h"
#include "interchange/timeline_json.h"
#include "interchange/value.h"

namespace ehcflow::interchange {
namespace {

using Memory = std::pmr::memory_resource;

TimelineError fault(std::string code, std::string detail, std::vector<std::string> permitted = {}) {
    return {std::move(code), std::nullopt, std::move(detail), std::move(permitted), {}};
}

std::string_view text_at(const Json* value) {
    const auto* text = value == nullptr ? nullptr : value->as<std::string_view>();
    return text == nullptr ? std::string_view() : *text;
}

std::string name_in(const Json* record) {
    const Json* child = record == nullptr ? nullptr : record->find("child");
    if (child == nullptr) return {};
    std::string name(text_at(child->find("first_name")));
    if (const auto last = text_at(child->find("last_name")); !last.empty())
        name.append(name.empty() ? "" : " ").append(last);
    return name;
}

// A list of { "on", NAME }; what `take` says of the word is kept, or the word is wrong.
template <class Take>
std::optional<std::string> read_dated(const Json* list, const std::string& member, std::string_view word,
                                      const Take& take) {
    if (list == nullptr) return std::nullopt;
    const auto* rows = list->as<Json::List>();
    if (rows == nullptr) return "\"" + member + "\" is a list";
    for (const Json& row : *rows) {
        const auto* members = row.as<Json::Object>();
        const auto on = Date::parse(text_at(row.find("on")));
        if (members == nullptr || members->size() != 2 || !on || !take(*on, text_at(row.find(word))))
            return "each of \"" + member + "\" has \"on\", a day, and \"" + std::string(word) + "\", and nothing else";
    }
    return std::nullopt;
}

Result<Measured, std::string> measured_in(const Json& record) {
    Measured measured;
    const auto take_views = [&](Date on, std::string_view of) {
        if (of != "child" && of != "parents") return false;
        measured.views.push_back({on, of == "child" ? workflow::Whose::Child : workflow::Whose::Parents});
        return true;
    };
    const auto take_grade = [&](Date on, std::string_view name) {
        const auto grade = workflow::grade_named(name);
        if (grade) measured.grades.push_back({on, *grade});
        return grade.has_value();
    };
    if (auto wrong = read_dated(record.find("views"), "views", "of", take_views)) return Failure{std::move(*wrong)};
    if (auto wrong = read_dated(record.find("grades"), "grades", "grade", take_grade))
        return Failure{std::move(*wrong)};
    return measured;
}

struct Line {
    const Json* timeline;
    const Json* record = nullptr;
    std::string reference;
    std::vector<Date> recorded_on{};
};

Result<Line, TimelineError> line_of(const Json& json, std::size_t number) {
    const auto* members = json.as<Json::Object>();
    if (members == nullptr) return Failure{fault("bad-case", "a case is an object")};
    if (json.find("timeline") == nullptr) return Line{&json, nullptr, "line " + std::to_string(number)};
    for (const auto& [name, value] : *members)
        if (name != "reference" && name != "about" && name != "record" && name != "timeline" && name != "recorded_on")
            return Failure{fault("unknown-field", "a case has no field " + in_quotes(name),
                                 {"reference", "about", "record", "timeline", "recorded_on"})};
    Line line{json.find("timeline"), json.find("record"), std::string(text_at(json.find("reference")))};
    if (!is_id(line.reference))
        return Failure{fault("bad-value", "\"reference\" is a case's number, such as EHC-1001")};
    if (const Json* recorded = json.find("recorded_on")) {
        const auto* days = recorded->as<Json::List>();
        for (const Json& day : days == nullptr ? Json::List() : *days)
            if (const auto date = Date::parse(text_at(&day))) line.recorded_on.push_back(*date);
        const Json* events = line.timeline->find("events");
        const auto* list = events == nullptr ? nullptr : events->as<Json::List>();
        if (list == nullptr || line.recorded_on.size() != list->size())
            return Failure{fault("bad-value", "\"recorded_on\" has one day, YYYY-MM-DD, for each event")};
    }
    return line;
}

}  // namespace

Result<Measured, std::string> read_measured(const templates::Value& record) {
    const std::string text = write_value(record);
    std::pmr::monotonic_buffer_resource memory;
    const auto json = read_json(text, memory);
    if (!json) return Failure{json.error().detail};
    return measured_in(*json);
}

std::optional<TimelineError> add_case(Caseload& caseload, std::string_view text, std::size_t number,
                                      const workflow::Calendar& calendar, Date today) {
    if (text.size() > kLargestTimeline) return fault("too-large", "a case is at most 4 MiB");
    std::array<std::byte, std::size_t{64} << 10U> enough_for_most;
    std::pmr::monotonic_buffer_resource memory(enough_for_most.data(), enough_for_most.size());
    const auto json = read_json(text, memory);
    if (!json) return json.error();
    auto line = line_of(*json, number);
    if (!line) return std::move(line).error();
    Measured measured;
    if (line->record != nullptr) {
        auto read = measured_in(*line->record);
        if (!read) return fault("bad-value", "the record: " + std::move(read).error());
        measured = std::move(read).value();
    }
    auto timeline = timeline_of(*line->timeline, memory);
    if (!timeline) return std::move(timeline).error();
    auto answer = workflow::due(*timeline, calendar, today);
    if (!answer) return as_error(answer.error());
    caseload.timelines.push_back(std::move(timeline).value());
    // Events keep their place when their vector is moved, so what was answered still points into it.
    caseload.answers.push_back(std::move(answer).value());
    caseload.children.push_back({&caseload.timelines.back(), &caseload.answers.back(), std::move(line->recorded_on),
                                 std::move(measured.views), std::move(measured.grades)});
    caseload.references.push_back(std::move(line->reference));
    caseload.names.emplace_back(name_in(line->record));
    return std::nullopt;
}

}  // namespace ehcflow::interchange
