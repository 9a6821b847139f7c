// What comes in and what goes out, free of the library that carries it. Values; no thread rule.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehcflow::service {

enum class Method : std::uint8_t { Get, Put, Post, Other };  // HEAD is answered as GET, without its body

struct Request {
    Method method = Method::Get;
    std::string path;  // as it came: no address of ours needs an escape
    std::string query;
    std::string authorization;
    std::string cookie;
    std::string content_type;
    std::string idempotency_key;
    std::string body;
    std::string correlation;  // a number for the log, drawn for this request
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
};

// The value of a name in "a=1&b=2", or "".
std::string_view field_of(std::string_view pairs, std::string_view name);

}  // namespace ehcflow::service
