// Invented people for the sample council: who a case is about, who writes and receives its letters, and what the
// letters say. Pure; any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/date.h"

namespace ehcflow::demo {

using Json = nlohmann::ordered_json;

// A small generator of our own: the standard library's distributions differ from one library to the next.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit);  // 0 to limit - 1; limit is at least 1
    const Json& one_of(const Json& list) { return list.at(below(list.size())); }

private:
    std::uint64_t state_;
};

enum class Writes : bool { Parent, YoungPerson };  // who asked, and is written to

struct Character {
    std::string reference;
    int age = 0;  // in whole years, today
    Writes writes = Writes::Parent;
    std::string says;       // "assessment", "refusal", "plan", "review" or nothing
    std::size_t which = 0;  // the how-manieth case that says this, so that neighbours say different things
};

struct Person {
    std::string born;
    Json setting;  // name, phase, lowest_age, highest_age
    Json record;   // docs/case-record.md
};

Person invent(const Character& character, Date today, Dice& dice);

}  // namespace ehcflow::demo
