// The grounds on which a school or other institution that a family asked for may be refused, in the words of section
// 39(4) of the Children and Families Act 2014. There are no others. Immutable table; any thread.
#pragma once

#include <span>
#include <string_view>

namespace ehcflow::documents {

struct PlacementGround {
    std::string_view name;  // as the record has it
    std::string_view words;
    std::string_view cite;
};

std::span<const PlacementGround> placement_grounds();
const PlacementGround* placement_ground(std::string_view name);

}  // namespace ehcflow::documents
