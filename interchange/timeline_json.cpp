#include "interchange/timeline_json.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 32;

bool by_name(const Member& a, const Member& b) { return a.name < b.name; }
bool same_name(const Member& a, const Member& b) { return a.name == b.name; }

template <class T>
std::span<T> room_for(std::size_t count, std::pmr::memory_resource& memory) {
    return {static_cast<T*>(memory.allocate(count * sizeof(T), alignof(T))), count};
}

std::string_view kept(std::string_view text, std::pmr::memory_resource& memory) {
    const auto copy = room_for<char>(text.size(), memory);
    std::copy(text.begin(), text.end(), copy.begin());
    return {copy.data(), copy.size()};
}

Json kept_object(std::span<const Member> members, std::pmr::memory_resource& memory) {
    const auto copy = room_for<Member>(members.size(), memory);
    std::uninitialized_copy(members.begin(), members.end(), copy.begin());
    return {Json::Object(copy)};
}

// Whatever is complete waits on one stack, `done_`, until the list or object that holds it is complete itself.
class Reader {
public:
    explicit Reader(std::pmr::memory_resource& memory) : memory_(memory) { done_.reserve(64); }

    Result<Json, TimelineError> result() && {
        if (fault_) return Failure{std::move(*fault_)};
        if (too_deep_)
            return Failure{TimelineError{
                "too-deep", {}, "a timeline is nested at most " + std::to_string(kDeepest) + " deep", {}, {}}};
        return done_.front().value;
    }

    // What nlohmann::json::sax_parse calls; false ends the reading.
    bool null() { return put({}); }
    bool boolean(bool truth) { return put({truth}); }
    bool number_integer(std::int64_t number) { return put({number}); }
    bool number_unsigned(std::uint64_t number) { return put({number}); }
    bool number_float(double number, const std::string&) { return put({number}); }
    bool string(std::string& text) { return put({kept(text, memory_)}); }
    bool binary(json::binary_t&) { return false; }  // not a thing of JSON's text
    bool key(std::string& name) {
        if (fits()) name_ = kept(name, memory_);
        return true;
    }
    bool start_object(std::size_t) { return open(); }
    bool start_array(std::size_t) { return open(); }
    bool end_array() {
        if (too_deep_) return true;
        const auto children = children_of_last();
        const auto items = room_for<Json>(children.size(), memory_);
        std::transform(children.begin(), children.end(), items.begin(), [](const Member& item) { return item.value; });
        return close({Json::List(items)});
    }
    bool end_object() {
        if (too_deep_) return true;
        const auto members = children_of_last();
        std::sort(members.begin(), members.end(), by_name);
        const auto twice = std::adjacent_find(members.begin(), members.end(), same_name);
        if (twice != members.end()) return stands_twice(twice->name);
        return close(kept_object(members, memory_));
    }
    bool parse_error(std::size_t at, const std::string&, const json::exception& error) {
        constexpr int kNumberOutOfRange = 406;
        if (error.id == kNumberOutOfRange) return fail("not-json", {}, "a number is out of range");
        return fail("not-json", {}, "not JSON: the fault is at byte " + std::to_string(at));
    }

private:
    struct Open {
        std::string_view name;  // by which it will be a member
        std::size_t first;      // where its children begin in done_
    };

    // What lies too deep is dropped, and with it the whole timeline.
    bool fits() {
        too_deep_ = too_deep_ || open_.size() > kDeepest;
        return !too_deep_;
    }
    bool put(Json value) {
        if (fits()) done_.push_back({std::exchange(name_, {}), value});
        return true;
    }
    bool open() {
        if (fits()) open_.push_back({std::exchange(name_, {}), done_.size()});
        return true;
    }
    std::span<Member> children_of_last() { return std::span(done_).subspan(open_.back().first); }
    bool close(Json value) {
        const Open closed = open_.back();
        open_.pop_back();
        done_.resize(closed.first);
        done_.push_back({closed.name, value});
        return true;
    }

    // The root holds the list "events", which holds the event.
    std::optional<std::size_t> event_at_hand() const {
        if (open_.size() < 3 || open_[1].name != "events") return std::nullopt;
        return open_[2].first - open_[1].first;
    }
    bool stands_twice(std::string_view name) {
        return fail("duplicate-field", event_at_hand(), in_quotes(name) + " stands twice in one object");
    }
    bool fail(std::string code, std::optional<std::size_t> event, std::string detail) {
        fault_ = TimelineError{std::move(code), event, std::move(detail), {}, {}};
        return false;
    }

    std::pmr::memory_resource& memory_;
    std::string_view name_;  // of the value that comes next
    std::vector<Member> done_;
    std::vector<Open> open_;
    bool too_deep_ = false;
    std::optional<TimelineError> fault_;
};

}  // namespace

const Json* Json::find(std::string_view name) const {
    const auto* members = as<Object>();
    if (members == nullptr) return nullptr;
    const auto found = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.name == name; });
    return found == members->end() ? nullptr : &found->value;
}

std::string in_quotes(std::string_view word) {
    constexpr std::size_t kShown = 60;
    return "\"" + std::string(word.substr(0, kShown)) + (word.size() > kShown ? "…\"" : "\"");
}

Json object_of(std::vector<Member> members, std::pmr::memory_resource& memory) {
    std::reverse(members.begin(), members.end());
    std::stable_sort(members.begin(), members.end(), by_name);
    members.erase(std::unique(members.begin(), members.end(), same_name), members.end());
    return kept_object(members, memory);
}

Result<Json, TimelineError> read_json(std::string_view text, std::pmr::memory_resource& memory) {
    if (!is_utf8(text)) return Failure{TimelineError{"not-json", {}, "the text is not UTF-8", {}, {}}};
    Reader reader(memory);
    json::sax_parse(text, &reader);
    return std::move(reader).result();
}

}  // namespace ehcflow::interchange
