// Base64, as bytes travel in JSON and in data: addresses. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ehcflow {

// White space between the letters is skipped. Nothing where it is not base64.
std::optional<std::string> from_base64(std::string_view text);
void append_base64(std::string& out, std::string_view bytes);

}  // namespace ehcflow
