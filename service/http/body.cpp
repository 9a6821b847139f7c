#include "service/http/body.h"

#include <algorithm>
#include <cmath>

#include "interchange/value.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

const Value kNothing;

std::string known_ones(std::initializer_list<std::string_view> members) {
    std::string known = "Known are:";
    for (const std::string_view name : members) known.append(" ").append(name);
    return known + ".";
}

}  // namespace

Body::Body(const Request& request, std::initializer_list<std::string_view> members) {
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

const Value& Body::any(std::string_view name) {
    const Value* value = value_.find(name);
    if (value != nullptr) return *value;
    fail("\"" + std::string(name) + "\" is missing.");
    return kNothing;
}

const Value& Body::any_or_nothing(std::string_view name) const {
    const Value* value = value_.find(name);
    return value == nullptr ? kNothing : *value;
}

std::string Body::text(std::string_view name) {
    const Value& value = any(name);
    if (value.text() != nullptr) return *value.text();
    fail("\"" + std::string(name) + "\" is text.");
    return {};
}

std::string Body::text_or_nothing(std::string_view name) {
    return value_.find(name) == nullptr ? std::string() : text(name);
}

Date Body::day(std::string_view name) {
    if (const auto day = Date::parse(text(name))) return *day;
    fail("\"" + std::string(name) + "\" is a day that exists, written YYYY-MM-DD.");
    return {};
}

storage::Sequence Body::sequence(std::string_view name) {
    const Value& value = any(name);
    constexpr double kMost = 1e15;  // a double holds every whole number up to it
    if (value.number() != nullptr && value.number()->value >= 0 && value.number()->value <= kMost &&
        std::floor(value.number()->value) == value.number()->value)
        return static_cast<storage::Sequence>(value.number()->value);
    fail("\"" + std::string(name) + "\" is a whole number, 0 or more.");
    return 0;
}

bool Body::flag_or_false(std::string_view name) {
    const Value* value = value_.find(name);
    if (value == nullptr) return false;
    if (value->truth() != nullptr) return *value->truth();
    fail("\"" + std::string(name) + "\" is true or false.");
    return false;
}

void Body::fail(std::string what) {
    if (!fault_) fault_ = malformed(std::move(what));
}

CaseId case_of(const Captures& captures) { return CaseId::parse(captures.at(0)).value(); }
DocumentId document_of(const Captures& captures) { return DocumentId::parse(captures.at(0)).value(); }

Reply refuse(const Service& service, const Request& request, const Refused& refused) {
    if (refused.reason == Reason::OfficeUnavailable) service.log(request.correlation + " office: " + refused.detail);
    return problem(refused, request.correlation);
}

}  // namespace ehcflow::service::api
