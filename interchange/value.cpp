#include "interchange/value.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "base/text.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::json;
using templates::Member;
using templates::Number;
using templates::Value;

constexpr std::size_t kDeepest = 100;

// Builds the value as the text is read, so that depth is bounded while reading, a number keeps the digits in which it
// was written, and a name that stands twice is seen.
class Builder final : public nlohmann::json_sax<json> {
public:
    Value take() { return std::move(root_); }
    const std::string& fault() const { return fault_; }

    bool null() override { return put(Value()); }
    bool boolean(bool truth) override { return put(Value(truth)); }
    bool number_integer(number_integer_t number) override {
        return put(Value(Number{static_cast<double>(number), std::to_string(number)}));
    }
    bool number_unsigned(number_unsigned_t number) override {
        return put(Value(Number{static_cast<double>(number), std::to_string(number)}));
    }
    bool number_float(number_float_t number, const string_t& written) override {
        return put(Value(Number{number, written}));
    }
    bool string(string_t& text) override { return put(Value(std::move(text))); }
    bool binary(binary_t&) override { return fail("binary data"); }
    bool start_object(std::size_t) override { return open(Value(Value::Object{})); }
    bool key(string_t& name) override {
        if (open_.back()->find(name) != nullptr) return fail("the name \"" + name + "\" stands twice in one object");
        open_.back()->object()->push_back({std::move(name), Value()});
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Value(Value::List{})); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t at, const std::string&, const json::exception& error) override {
        constexpr int kNumberOutOfRange = 406;
        return fail(error.id == kNumberOutOfRange ? "a number is out of range"
                                                  : "not JSON: the fault is at byte " + std::to_string(at));
    }

private:
    // Where the next value goes. Pointers stay good: what is open is not moved before it is closed.
    Value* place(Value value) {
        if (open_.empty()) return &(root_ = std::move(value));
        if (Value::List* list = open_.back()->list()) return &list->emplace_back(std::move(value));
        Value& member = open_.back()->object()->back().value;
        return &(member = std::move(value));
    }
    bool put(Value value) { return place(std::move(value)) != nullptr; }
    bool open(Value value) {
        if (open_.size() >= kDeepest) return fail("nested more deeply than " + std::to_string(kDeepest));
        open_.push_back(place(std::move(value)));
        return true;
    }
    bool close() { return open_.pop_back(), true; }
    bool fail(std::string fault) { return fault_ = std::move(fault), false; }

    Value root_;
    std::vector<Value*> open_;
    std::string fault_;
};

void append_text(std::string& out, const std::string& text) {
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void append_value(std::string& out, const Value& value) {
    if (const bool* truth = value.truth()) {
        out += *truth ? "true" : "false";
    } else if (const Number* number = value.number()) {
        out += number->text;
    } else if (const std::string* text = value.text()) {
        append_text(out, *text);
    } else if (const Value::List* list = value.list()) {
        out += '[';
        for (const Value& item : *list) {
            if (&item != list->data()) out += ',';
            append_value(out, item);
        }
        out += ']';
    } else if (const Value::Object* object = value.object()) {
        out += '{';
        for (const Member& member : *object) {
            if (&member != object->data()) out += ',';
            append_text(out, member.name);
            out += ':';
            append_value(out, member.value);
        }
        out += '}';
    } else {
        out += "null";
    }
}

}  // namespace

std::string write_value(const Value& value) {
    std::string out;
    append_value(out, value);
    return out;
}

Result<Value, std::string> read_value(std::string_view text) {
    if (text.size() > kLargestData) return Failure{"larger than " + std::to_string(kLargestData >> 20U) + " MiB"};
    if (!is_utf8(text)) return Failure{std::string("not UTF-8")};
    Builder builder;
    if (!json::sax_parse(text, &builder)) return Failure{builder.fault()};
    return builder.take();
}

}  // namespace ehcflow::interchange
