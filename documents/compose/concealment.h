// Particulars that somebody must not be told: whose they are, and the words that would tell them. What a mark covers is
// taken out of everything that is composed for that reader, and documents/check proves that it is gone. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "templates/engine/value.h"

namespace ehcflow::documents {

struct Undisclosed {
    std::string whose;                     // "family[0]", "setting": a place in the record, never a name
    std::vector<std::string> particulars;  // lines of an address that say where, postcode, telephone, e-mail, name
};

// What this reader must not be told: the particulars of each person of the family marked `do_not_disclose`, but their
// own (true: all of them; a list: those that it names); and of the setting, where its `do_not_disclose_to` names them.
// Particulars that the reader has too tell nothing.
std::vector<Undisclosed> marks_against(const templates::Value& record, std::string_view reader);

// Where it stands as words of its own, however it is spaced and in whichever case; npos where it does not.
struct Found {
    std::size_t at, length;
};
Found find_particular(std::string_view text, std::string_view particular);

// Puts "not shown in this copy" in the place of each.
void conceal(templates::Value& values, std::span<const Undisclosed> marks);

}  // namespace ehcflow::documents
