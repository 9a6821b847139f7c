// What a member of an object says, for those who read data that was checked before or may lack it. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "templates/engine/value.h"

namespace ehcflow::templates {

// The text that stands under the name; "" where there is none, or something else.
inline std::string text_of(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value == nullptr || value->text() == nullptr ? std::string() : *value->text();
}

inline Value whole_number(std::int64_t number) { return Number{static_cast<double>(number), std::to_string(number)}; }

}  // namespace ehcflow::templates
