#include "interchange/snapshot.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/id.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::ordered_json;
using workflow::FrozenFigure;
using workflow::References;
using workflow::Snapshot;

struct Wrong {
    std::string what;
};

const ordered_json& member(const ordered_json& of, const char* name) {
    if (!of.is_object() || !of.contains(name)) throw Wrong{std::string("\"") + name + "\" is missing"};
    return of.at(name);
}

std::string text(const ordered_json& of, const char* name) {
    const ordered_json& value = member(of, name);
    if (!value.is_string()) throw Wrong{std::string("\"") + name + "\" must be text"};
    return value.get<std::string>();
}

References references(const ordered_json& of, const char* name) {
    const ordered_json& list = member(of, name);
    References all;
    for (const ordered_json& one : list)
        if (one.is_string() && is_id(one.get_ref<const std::string&>())) all.push_back(one.get<std::string>());
    if (!list.is_array() || all.size() != list.size())
        throw Wrong{std::string("\"") + name + "\" must be a list of case references"};
    std::ranges::sort(all);
    return all;
}

void no_more_than(const ordered_json& object, std::size_t members, const char* what) {
    if (object.size() != members) throw Wrong{std::string(what) + " has a member that is not known"};
}

workflow::Tally::Band band_of(const ordered_json& pair) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned())
        throw Wrong{"\"by_age\" must be a list of pairs of whole numbers"};
    return {pair[0].get<std::size_t>(), pair[1].get<std::size_t>()};
}

FrozenFigure figure_of(const ordered_json& json) {
    FrozenFigure figure{text(json, "measure"), references(json, "successes"), references(json, "failures"), {}, {}};
    no_more_than(json, 5, "a figure");
    for (const workflow::Beside& beside : workflow::numbers_beside())
        figure.beside.push_back(references(member(json, "beside"), std::string(beside.id).c_str()));
    no_more_than(json.at("beside"), figure.beside.size(), "\"beside\"");
    const ordered_json& bands = member(json, "by_age");
    if (!bands.is_array() || bands.size() != figure.by_age.size()) throw Wrong{"\"by_age\" has one pair for each band"};
    std::transform(bands.begin(), bands.end(), figure.by_age.begin(), band_of);
    return figure;
}

Snapshot snapshot_of(const ordered_json& json) {
    const auto month = parse_month(text(json, "month"));
    const auto frozen_on = Date::parse(text(json, "frozen_on"));
    if (!month) throw Wrong{"\"month\" must be a month, as YYYY-MM"};
    if (!frozen_on) throw Wrong{"\"frozen_on\" must be a day that exists, as YYYY-MM-DD"};
    no_more_than(json, 4, "a snapshot");
    Snapshot snapshot{*month, *frozen_on, {}, {}, {}};
    const ordered_json& figures = member(json, "figures");
    if (!figures.is_array()) throw Wrong{"\"figures\" must be a list"};
    for (const ordered_json& one : figures) snapshot.figures.push_back(figure_of(one));
    const ordered_json& unsure = member(json, "unsure");
    snapshot.unsure_amber = references(unsure, "amber");
    snapshot.unsure_red = references(unsure, "red");
    no_more_than(unsure, 2, "\"unsure\"");
    return snapshot;
}

}  // namespace

std::string write_snapshot(const Snapshot& snapshot) {
    ordered_json figures = ordered_json::array();
    for (const FrozenFigure& figure : snapshot.figures) {
        ordered_json beside = ordered_json::object();
        for (std::size_t i = 0; i < figure.beside.size(); ++i)
            beside[std::string(workflow::numbers_beside()[i].id)] = figure.beside[i];
        ordered_json bands = ordered_json::array();
        for (const auto& band : figure.by_age) bands.push_back({band.count, band.successes});
        figures.push_back({{"measure", figure.measure},
                           {"successes", figure.successes},
                           {"failures", figure.failures},
                           {"beside", std::move(beside)},
                           {"by_age", std::move(bands)}});
    }
    return ordered_json{{"month", to_iso(snapshot.month)},
                        {"frozen_on", ehcflow::to_iso(snapshot.frozen_on)},
                        {"figures", std::move(figures)},
                        {"unsure", {{"amber", snapshot.unsure_amber}, {"red", snapshot.unsure_red}}}}
        .dump();
}

Result<Snapshot, std::string> read_snapshot(std::string_view text) {
    if (text.size() > kLargestSnapshot) return Failure{std::string("a snapshot is at most 64 MiB")};
    const ordered_json json = ordered_json::parse(text, nullptr, false);
    if (json.is_discarded()) return Failure{std::string("it is not JSON")};
    try {
        return snapshot_of(json);
    } catch (const Wrong& wrong) {
        return Failure{wrong.what};
    }
}

std::optional<std::chrono::year_month> parse_month(std::string_view text) {
    const auto day = Date::parse(std::string(text) + "-01");
    if (!day) return std::nullopt;
    return workflow::month_of(*day);
}

std::string to_iso(std::chrono::year_month month) {
    return ehcflow::to_iso(Date(std::chrono::sys_days(month / 1))).substr(0, 7);
}

}  // namespace ehcflow::interchange
