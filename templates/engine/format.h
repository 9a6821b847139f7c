// Formatters: from a value to the text that a person reads, in British English. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "templates/engine/syntax.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

std::span<const std::string_view> formatter_names();

// The text of a value after its formatters; or one sentence that says why it has none.
Result<std::string, std::string> format(const Value& value, std::span<const Formatter> formatters);

}  // namespace ehcflow::templates
