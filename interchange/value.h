// Template data from JSON and back. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "templates/engine/value.h"

namespace ehcflow::interchange {

inline constexpr std::size_t kLargestData = std::size_t{64} << 20U;  // bytes

// The value; or one sentence that says what is wrong and at which byte.
Result<templates::Value, std::string> read_value(std::string_view json);

// The value as JSON on one line, members in their order: the same value, the same bytes.
std::string write_value(const templates::Value& value);

}  // namespace ehcflow::interchange
