// Whether two entries may be the same child: by a number that only one child has, or by name with date of birth. Pure.
//
// Names are compared without case, accents, apostrophes, hyphens and the order of their parts: "O'Brien-Łuczak, Zoë"
// and "ZOE OBRIEN LUCZAK" are one. Letters outside Latin scripts are compared as they are.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace ehcflow::interchange {

struct Child {
    std::string reference;  // the council's own
    std::string first_name, last_name;
    Date born;
    std::string upn, uln, nhs_number;  // empty where not known; compact()
};

std::string folded_name(std::string_view name);  // the parts in one settled order, a space between

struct SamePerson {
    std::string reference;  // of the entry that was there before
    std::string_view by;    // "UPN", "ULN", "NHS number", "name and date of birth"
};

// The children seen so far. Not for several threads at once.
class KnownChildren {
public:
    // Those of another reference that may be the same child, one for each way in which they agree.
    std::vector<SamePerson> like(const Child& child) const;
    void add(const Child& child);

private:
    std::multimap<std::string, std::string, std::less<>> references_;  // what identifies a child -> reference
};

}  // namespace ehcflow::interchange
