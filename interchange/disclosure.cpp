#include "interchange/disclosure.h"

#include <algorithm>

namespace ehcflow::interchange {

using templates::Value;

bool is_marked_as_a_whole(const Value& about) {
    const Value* mark = about.find("do_not_disclose");
    return mark != nullptr && mark->truth() != nullptr && *mark->truth();
}

bool is_marked(const Value& about, std::string_view field) {
    if (is_marked_as_a_whole(about)) return true;
    const Value* mark = about.find("do_not_disclose");
    return mark != nullptr && mark->list() != nullptr &&
           std::any_of(mark->list()->begin(), mark->list()->end(),
                       [&](const Value& one) { return one.text() != nullptr && *one.text() == field; });
}

}  // namespace ehcflow::interchange
