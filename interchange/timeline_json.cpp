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

    // Texts that lie in the input itself are not copied.
    bool text(std::string_view text) { return put({text}); }
    void name(std::string_view name) { name_ = name; }

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

// Reads what nearly every line is made of: texts without escapes, whole numbers, lists and objects. The library's
// reader takes several times as long. Whatever else the text holds, right or wrong, ends in false, and the library
// reads it anew.
class PlainReader {
public:
    PlainReader(std::string_view text, Reader& reader) : rest_(text), reader_(reader) {}

    bool read() { return value(0) && next() == kEnd && rest_.empty(); }

private:
    static constexpr char kEnd = '\0';

    // The next character that is not white space.
    char next() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\r' || rest_[0] == '\n'))
            rest_.remove_prefix(1);
        return rest_.empty() ? kEnd : rest_[0];
    }
    bool take(std::string_view word) {
        const bool there = rest_.starts_with(word);
        if (there) rest_.remove_prefix(word.size());
        return there;
    }

    bool value(std::size_t depth) {
        switch (next()) {
            case '{':
                return depth < kDeepest && object(depth);
            case '[':
                return depth < kDeepest && list(depth);
            case '"': {
                const auto text = quoted();
                return text && reader_.text(*text);
            }
            case 't':
                return take("true") && reader_.boolean(true);
            case 'f':
                return take("false") && reader_.boolean(false);
            case 'n':
                return take("null") && reader_.null();
            default:
                return number();
        }
    }
    bool object(std::size_t depth) {
        reader_.start_object(0);
        take("{");
        if (next() == '}') return take("}") && reader_.end_object();
        do {
            next();
            const auto name = quoted();
            if (!name || next() != ':') return false;
            take(":");
            reader_.name(*name);
            if (!value(depth + 1)) return false;
        } while (next() == ',' && take(","));
        return take("}") && reader_.end_object();
    }
    bool list(std::size_t depth) {
        reader_.start_array(0);
        take("[");
        if (next() == ']') return take("]") && reader_.end_array();
        do
            if (!value(depth + 1)) return false;
        while (next() == ',' && take(","));
        return take("]") && reader_.end_array();
    }
    std::optional<std::string_view> quoted() {
        if (!take("\"")) return std::nullopt;
        const auto end = std::find_if(rest_.begin(), rest_.end(), [](char c) {
            return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
        });
        const auto text = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(text.size());
        return take("\"") ? std::optional(text) : std::nullopt;
    }
    bool number() {
        constexpr std::size_t kSurelyFits = 18;  // digits
        const auto digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        if (digits == 0 || digits > kSurelyFits || (digits > 1 && rest_[0] == '0')) return false;
        std::uint64_t number = 0;
        for (const char digit : rest_.substr(0, digits)) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
        rest_.remove_prefix(digits);
        return reader_.number_unsigned(number);
    }

    std::string_view rest_;
    Reader& reader_;
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
    if (Reader reader(memory); PlainReader(text, reader).read()) return std::move(reader).result();
    Reader reader(memory);
    json::sax_parse(text, &reader);
    return std::move(reader).result();
}

}  // namespace ehcflow::interchange
