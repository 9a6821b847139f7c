// Value: the data that a template is filled with. The shape of JSON: nothing, true or false, a number, text, a list, an
// object. Text is UTF-8. Dates are text of the form YYYY-MM-DD. A plain value; no thread rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehcflow::templates {

struct Member;
struct Number {
    double value = 0;
    std::string text;  // as it was written, so that 1.50 stays 1.50
    friend bool operator==(const Number& a, const Number& b) { return a.value == b.value; }
};

class Value {
public:
    using List = std::vector<Value>;
    using Object = std::vector<Member>;  // in the order given; names are not repeated

    Value();
    Value(bool truth);
    Value(Number number);
    Value(int number);
    Value(std::string text);
    Value(std::string_view text);
    Value(const char* text);
    Value(List list);
    Value(Object object);
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    bool is_null() const { return held_.index() == 0; }
    const bool* truth() const { return std::get_if<bool>(&held_); }
    const Number* number() const { return std::get_if<Number>(&held_); }
    const std::string* text() const { return std::get_if<std::string>(&held_); }
    const List* list() const { return std::get_if<List>(&held_); }
    List* list() { return std::get_if<List>(&held_); }
    const Object* object() const { return std::get_if<Object>(&held_); }
    Object* object() { return std::get_if<Object>(&held_); }

    // The member of an object, or nothing where this is no object or has no such member.
    const Value* find(std::string_view name) const;
    // Sets a member, making this an object where it was nothing. Anything else that is no object is a programming
    // error.
    void set(std::string_view name, Value value);

    // What a condition makes of it: nothing, false, empty text and the empty list are false; all else is true.
    bool is_true() const;
    std::string_view type_name() const;  // "text", "a list"

    friend bool operator==(const Value& a, const Value& b);

private:
    std::variant<std::monostate, bool, Number, std::string, List, Object> held_;
};

struct Member {
    std::string name;
    Value value;
    friend bool operator==(const Member&, const Member&) = default;
};

// Here and not above, since clang wants Member whole before it makes or ends a Value.
inline Value::Value() = default;
inline Value::Value(bool truth) : held_(truth) {}
inline Value::Value(Number number) : held_(std::move(number)) {}
inline Value::Value(int number) : held_(Number{static_cast<double>(number), std::to_string(number)}) {}
inline Value::Value(std::string text) : held_(std::move(text)) {}
inline Value::Value(std::string_view text) : held_(std::string(text)) {}
inline Value::Value(const char* text) : held_(std::string(text)) {}
inline Value::Value(List list) : held_(std::move(list)) {}
inline Value::Value(Object object) : held_(std::move(object)) {}
inline Value::Value(const Value&) = default;
inline Value::Value(Value&&) noexcept = default;
inline Value& Value::operator=(const Value&) = default;
inline Value& Value::operator=(Value&&) noexcept = default;
inline Value::~Value() = default;
inline bool operator==(const Value& a, const Value& b) { return a.held_ == b.held_; }

}  // namespace ehcflow::templates
