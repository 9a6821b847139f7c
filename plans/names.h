// Given names that are common in England and are no ordinary words, so that a name which is nobody's in a plan is seen.
// Pure; any thread.
#pragma once

#include <string_view>

namespace ehcflow::plans {

bool is_given_name(std::string_view word);

}  // namespace ehcflow::plans
