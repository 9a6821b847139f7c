// An event as the JSON from which it would be read again.
#include <nlohmann/json.hpp>

#include "interchange/timeline.h"

namespace ehcflow::interchange {
namespace {

using Json = nlohmann::ordered_json;

Json setting_json(const workflow::Setting& setting) {
    Json json = Json::object();
    json["name"] = setting.name;
    if (!setting.phase.empty()) json["phase"] = setting.phase;
    if (setting.lowest_age) json["lowest_age"] = *setting.lowest_age;
    if (setting.highest_age) json["highest_age"] = *setting.highest_age;
    if (setting.must_run_reviews) json["must_run_reviews"] = *setting.must_run_reviews;
    return json;
}

struct FieldJson {
    Json operator()(Date date) const { return to_iso(date); }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(bool flag) const { return flag; }
    Json operator()(std::size_t position) const { return position; }
    Json operator()(std::string_view word) const { return word; }
    Json operator()(const workflow::WordList& words) const { return words; }
    Json operator()(const workflow::Setting& setting) const { return setting_json(setting); }
    Json operator()(const workflow::Placement& placement) const {
        Json json = Json::object();
        if (placement.setting) json["setting"] = setting_json(*placement.setting);
        if (!placement.type.empty()) json["type"] = placement.type;
        return json;
    }
};

}  // namespace

std::string write_event(const workflow::Event& event) {
    Json json = Json::object();
    json["kind"] = workflow::name_of(event.kind);
    json["on"] = to_iso(event.on);
    for (const workflow::Field& field : event.fields)
        json[std::string(field.name)] = std::visit(FieldJson{}, field.value);
    return json.dump();
}

}  // namespace ehcflow::interchange
