// Text of the encodings in which spreadsheets save CSV, as UTF-8. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ehcflow::interchange {

enum class Encoding : std::uint8_t { Utf8, Windows1252 };

// As UTF-8. Which encoding it is must be said: guessed wrongly, a name is spoilt without a sign. The failure is one
// sentence. UTF-8 is passed on as it is: read_csv() names the row and column where it is not. A byte order mark is
// UTF-8's whatever was said.
Result<std::string, std::string> as_utf8(std::string bytes, Encoding encoding);

}  // namespace ehcflow::interchange
