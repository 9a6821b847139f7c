// The JSON of one timeline as it stands, before anything is made of it. Private to this room.
//
// A tree of nlohmann's cost half of the time of a batch; this one is a few flat arrays in memory that is given back as
// a whole. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "interchange/timeline.h"

namespace ehcflow::interchange {

struct Member;

// Views into the text and the memory that read_json was given; trivially copied.
struct Json {
    using List = std::span<const Json>;
    using Object = std::span<const Member>;  // sorted by name, each name once
    std::variant<std::monostate, bool, std::uint64_t, std::int64_t, double, std::string_view, List, Object> value;

    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
    bool is_null() const { return as<std::monostate>() != nullptr; }
    // The member of this name; null where there is none, or where this is no object.
    const Json* find(std::string_view name) const;
};

struct Member {
    std::string_view name;
    Json value;
};

// Errors: not UTF-8 or not JSON, nested too deeply, a name that stands twice in one object.
Result<Json, TimelineError> read_json(std::string_view text, std::pmr::memory_resource& memory);

// An object of these members, of which each name's last one stands.
Json object_of(std::vector<Member> members, std::pmr::memory_resource& memory);

// A timeline, as read_timeline gives it, from what was read already.
Result<workflow::Timeline, TimelineError> timeline_of(const Json& document, std::pmr::memory_resource& memory);

// A word of the input as it may stand in a message: short, and quoted.
std::string in_quotes(std::string_view word);

}  // namespace ehcflow::interchange
