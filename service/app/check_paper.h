// check_paper: whether a paper whose number somebody has still holds. Says that and nothing else, whoever asks.
#pragma once

#include <string_view>

#include "service/app/desk.h"

namespace ehcflow::service {

// Current: it was issued and not withdrawn, and nothing of its kind (or that takes its place) was issued to the same
// reader since. Not so for a number that no paper has, and none is told from another by the answer.
bool is_current(const Desk& desk, std::string_view typed);

}  // namespace ehcflow::service
