#include "interchange/value.h"

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::ordered_json;
using templates::Value;

constexpr int kDeepest = 100;

Result<Value, std::string> convert(const ordered_json& json, int depth) {
    if (depth > kDeepest) return Failure{"nested more deeply than " + std::to_string(kDeepest)};
    if (json.is_null()) return Value();
    if (json.is_boolean()) return Value(json.get<bool>());
    if (json.is_number()) return Value(templates::Number{json.get<double>(), json.dump()});
    if (json.is_string()) return Value(json.get<std::string>());
    if (json.is_array()) {
        Value::List list;
        for (const auto& item : json) {
            auto value = convert(item, depth + 1);
            if (!value) return value;
            list.push_back(std::move(value).value());
        }
        return Value(std::move(list));
    }
    Value::Object object;
    for (const auto& [name, member] : json.items()) {
        auto value = convert(member, depth + 1);
        if (!value) return value;
        object.push_back({name, std::move(value).value()});
    }
    return Value(std::move(object));
}

}  // namespace

Result<Value, std::string> read_value(std::string_view text) {
    if (text.size() > kLargestData) return Failure{"larger than " + std::to_string(kLargestData >> 20U) + " MiB"};
    if (!is_utf8(text)) return Failure{std::string("not UTF-8")};
    try {
        return convert(ordered_json::parse(text), 0);
    } catch (const ordered_json::parse_error& error) {
        return Failure{"not JSON: the fault is at byte " + std::to_string(error.byte)};
    } catch (const ordered_json::out_of_range&) {
        return Failure{std::string("not JSON that can be held: a number is out of range")};
    }
}

}  // namespace ehcflow::interchange
