// Redaction: what is left out of a case's papers when they go to one person of the family. Pure; any thread.
//
// Left out are the particulars (address, telephone, e-mail) of everybody else in the family, all that is known of those
// who must not be disclosed, and every text in which such a particular or such a name stands. The program can only find
// what the record marks: what was written freely must be read by a person before it goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "templates/engine/value.h"

namespace ehcflow::service {

inline constexpr std::string_view kLeftOut = "[left out]";

class Redaction {
public:
    // `reader` is the id of somebody in the record's family.
    Redaction(const templates::Value& record, std::string_view reader);

    // The record without what the reader may not see. Places are added as "record, child, address".
    templates::Value record(const templates::Value& record, std::vector<std::string>& places) const;
    // Any other value: a text in which something protected stands is left out as a whole.
    templates::Value value(const templates::Value& value, const std::string& place,
                           std::vector<std::string>& places) const;
    bool is_protected(std::string_view text) const;

private:
    std::string reader_;
    std::vector<std::string> needles_;  // folded
};

}  // namespace ehcflow::service
