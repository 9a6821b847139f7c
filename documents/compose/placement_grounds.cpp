#include "documents/compose/placement_grounds.h"

namespace ehcflow::documents {
namespace {

constexpr PlacementGround kGrounds[] = {
    {"unsuitable",
     "the school or other institution requested is unsuitable for the age, ability, aptitude or special educational "
     "needs of the child or young person concerned",
     "CFA 2014 s.39(4)(a)"},
    {"education-of-others",
     "the attendance of the child or young person at the requested school or other institution would be incompatible "
     "with the provision of efficient education for others",
     "CFA 2014 s.39(4)(b)(i)"},
    {"resources",
     "the attendance of the child or young person at the requested school or other institution would be incompatible "
     "with the efficient use of resources",
     "CFA 2014 s.39(4)(b)(ii)"},
};

}  // namespace

std::span<const PlacementGround> placement_grounds() { return kGrounds; }

const PlacementGround* placement_ground(std::string_view name) {
    for (const PlacementGround& row : kGrounds)
        if (row.name == name) return &row;
    return nullptr;
}

}  // namespace ehcflow::documents
