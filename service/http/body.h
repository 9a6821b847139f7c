// Body: what a request says, as the handlers of the JSON interface read it. One request; one thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "interchange/value.h"
#include "service/app/refused.h"
#include "service/http/exchange.h"

namespace ehcflow::service {

// The members of a body: these and no others, each read once. The first fault is kept.
class Body {
public:
    Body(const Request& request, std::initializer_list<std::string_view> members) {
        auto value = interchange::read_value(request.body);
        if (!value)
            fail("The body is " + value.error() + ".");
        else if (value->object() == nullptr)
            fail("The body is a JSON object.");
        else
            value_ = std::move(value).value();
        if (fault_) return;
        for (const templates::Member& given : *value_.object())
            if (std::find(members.begin(), members.end(), given.name) == members.end())
                fail("The body has a member that is not known here. " + known_ones(members));
    }

    const templates::Value& any(std::string_view name) {
        static const templates::Value kNothing;
        const templates::Value* value = value_.find(name);
        if (value != nullptr) return *value;
        fail("\"" + std::string(name) + "\" is missing.");
        return kNothing;
    }
    std::string text(std::string_view name) {
        const templates::Value& value = any(name);
        if (value.text() != nullptr) return *value.text();
        fail("\"" + std::string(name) + "\" is text.");
        return {};
    }
    std::string text_or_nothing(std::string_view name) {
        return value_.find(name) == nullptr ? std::string() : text(name);
    }
    Date day(std::string_view name) {
        if (const auto day = Date::parse(text(name))) return *day;
        fail("\"" + std::string(name) + "\" is a day that exists, written YYYY-MM-DD.");
        return {};
    }
    storage::Sequence sequence(std::string_view name) {
        const templates::Value& value = any(name);
        constexpr double kMost = 1e15;  // a double holds every whole number up to it
        if (value.number() != nullptr && value.number()->value >= 0 && value.number()->value <= kMost &&
            std::floor(value.number()->value) == value.number()->value)
            return static_cast<storage::Sequence>(value.number()->value);
        fail("\"" + std::string(name) + "\" is a whole number, 0 or more.");
        return 0;
    }
    void fail(std::string what) {
        if (!fault_) fault_ = malformed(std::move(what));
    }
    const std::optional<Refused>& fault() const { return fault_; }

private:
    static std::string known_ones(std::initializer_list<std::string_view> members) {
        std::string known = "Known are:";
        for (const std::string_view name : members) known.append(" ").append(name);
        return known + ".";
    }

    templates::Value value_;
    std::optional<Refused> fault_;
};

}  // namespace ehcflow::service
