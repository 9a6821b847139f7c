// What a member of an object says, for those who read data that was checked before or may lack it. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "templates/engine/value.h"

namespace ehcflow::templates {

// The member of this name; nothing (an empty value) where there is none. Lives as long as the object.
inline const Value& part(const Value& object, std::string_view name) {
    static const Value kNothing;
    const Value* value = object.find(name);
    return value == nullptr ? kNothing : *value;
}

// What a list holds; nothing where it is none.
inline const Value::List& list_of(const Value& value) {
    static const Value::List kNone;
    return value.list() == nullptr ? kNone : *value.list();
}

// The text that stands under the name; "" where there is none, or something else.
inline std::string text_of(const Value& object, std::string_view name) {
    const Value& value = part(object, name);
    return value.text() == nullptr ? std::string() : *value.text();
}

inline Value whole_number(std::int64_t number) { return Number{static_cast<double>(number), std::to_string(number)}; }

}  // namespace ehcflow::templates
