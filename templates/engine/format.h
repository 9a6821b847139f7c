// Formatters: from a value to the text that a person reads, in British English. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "templates/engine/syntax.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

// What a formatter takes and gives. A day is text too; Any takes what can be printed.
enum class Type { Any, Text, Day, Number, List };
std::string_view in_words(Type type);  // "a day", "text"

struct FormatterFacts {
    enum class Argument { None, MayBe, Needed };
    std::string_view name;
    Type takes, gives;
    Argument argument;
    std::span<const std::string_view> choices;  // the only arguments there are, where they are few
};
std::span<const FormatterFacts> formatters();
const FormatterFacts* formatter_named(std::string_view name);

// Whether what is of the first type can be given to what takes the second.
bool fits(Type given, Type taken);

// The text of a value after its formatters; or one sentence that says why it has none.
Result<std::string, std::string> format(const Value& value, std::span<const Formatter> formatters);

}  // namespace ehcflow::templates
