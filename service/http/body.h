// What the handlers of the JSON interface have in common: a body's members, the ids in an address, a refusal.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "service/app/refused.h"
#include "service/http/router.h"

namespace ehcflow::service::api {

// The members of a body: these and no others, each read once. The first fault is kept.
class Body {
public:
    Body(const Request& request, std::initializer_list<std::string_view> members);

    const templates::Value& any(std::string_view name);
    const templates::Value& any_or_nothing(std::string_view name) const;
    std::string text(std::string_view name);
    std::string text_or_nothing(std::string_view name);
    Date day(std::string_view name);
    storage::Sequence sequence(std::string_view name);  // a whole number, 0 or more
    bool flag_or_false(std::string_view name);
    void fail(std::string what);
    const std::optional<Refused>& fault() const { return fault_; }

private:
    templates::Value value_;
    std::optional<Refused> fault_;
};

// The captures are ids already.
CaseId case_of(const Captures& captures);
DocumentId document_of(const Captures& captures);

Reply refuse(const Service& service, const Request& request, const Refused& refused);

}  // namespace ehcflow::service::api
