// The one reading of "do_not_disclose": what is known of somebody and must not be told to others. True marks all of it,
// a list the fields that it names; anything else marks nothing. What telling means is for each place that tells to say.
#pragma once

#include <string_view>

#include "templates/engine/value.h"

namespace ehcflow::interchange {

bool is_marked(const templates::Value& about, std::string_view field);
bool is_marked_as_a_whole(const templates::Value& about);

}  // namespace ehcflow::interchange
