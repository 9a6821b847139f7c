// Router: which handler answers which address, and who may ask. One table; pure but for what the handlers do.
// Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/exchange.h"
#include "service/http/service.h"

namespace ehcflow::service {

enum class Guard : std::uint8_t {
    Open,
    Page,  // a browser's cookie or the token; else to the sign-in page
    Read,  // the same; else 401
    Write  // the token alone: a cookie is sent by browsers unasked
};

inline constexpr std::size_t kLargestBody = std::size_t{4} << 20U;
inline constexpr std::size_t kLargestBatch = std::size_t{32} << 20U;

using Captures = std::vector<std::string>;  // what stood in the places of {…}, each an id

struct Route {
    Method method;
    std::string_view pattern;  // "/api/v1/cases/{case}/events"
    Guard guard;
    Reply (*answer)(const Service&, const Request&, const Captures&);
    std::size_t largest_body = kLargestBody;
};

// What answers this address, or how it is refused before anything of its body is read.
struct Found {
    const Route* route = nullptr;
    Captures captures{};
    Reply refusal{};                           // where there is no route
    std::optional<storage::RecorderId> who{};  // whose token came with it
};

Found find_route(const Service& service, const Request& request);
bool takes_body(const Route& route);

// The whole answer but for what the carrier adds. Never throws: what breaks is logged and answered with its number.
Reply answer(const Service& service, const Found& found, const Request& request);

}  // namespace ehcflow::service
