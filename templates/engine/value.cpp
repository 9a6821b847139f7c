#include "templates/engine/value.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"

namespace ehcflow::templates {

const Value* Value::find(std::string_view name) const {
    const Object* members = object();
    if (members == nullptr) return nullptr;
    const auto found = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.name == name; });
    return found == members->end() ? nullptr : &found->value;
}

void Value::set(std::string_view name, Value value) {
    if (is_null()) held_ = Object{};
    Object* members = object();
    invariant(members != nullptr, "Value::set: not an object");
    const auto found = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.name == name; });
    if (found != members->end())
        found->value = std::move(value);
    else
        members->push_back({std::string(name), std::move(value)});
}

bool Value::is_true() const {
    if (is_null()) return false;
    if (const bool* it = truth()) return *it;
    if (const std::string* it = text()) return !it->empty();
    if (const List* it = list()) return !it->empty();
    return true;
}

std::string_view Value::type_name() const {
    constexpr std::array<std::string_view, 6> kNames = {"nothing", "true or false", "a number",
                                                        "text",    "a list",        "an object"};
    return kNames[held_.index()];
}

}  // namespace ehcflow::templates
