#include "service/http/router.h"

#include <exception>

#include "base/id.h"
#include "service/http/api.h"
#include "service/http/pages.h"
#include "service/http/problem.h"

namespace ehcflow::service {
namespace {

constexpr Route kRoutes[] = {
    {Method::Get, "/health", Guard::Open, api::health},
    {Method::Get, "/api/v1/cases", Guard::Read, api::list},
    {Method::Get, "/api/v1/cases/{case}", Guard::Read, api::read},
    {Method::Put, "/api/v1/cases/{case}", Guard::Write, api::record},
    {Method::Post, "/api/v1/cases/{case}/events", Guard::Write, api::append},
    {Method::Get, "/api/v1/cases/{case}/duties", Guard::Read, api::duties},
    {Method::Get, "/api/v1/cases/{case}/faults", Guard::Read, api::faults},
    {Method::Post, "/api/v1/cases/{case}/documents", Guard::Write, api::prepare},
    {Method::Get, "/api/v1/documents/{document}", Guard::Read, api::document},
    {Method::Get, "/api/v1/documents/{document}/odt", Guard::Read, api::odt},
    {Method::Get, "/api/v1/documents/{document}/pdf", Guard::Read, api::pdf},
    {Method::Get, "/api/v1/documents/{document}/text", Guard::Read, api::plain_text},
    {Method::Get, "/api/v1/documents/{document}/html", Guard::Read, api::web_page},
    {Method::Get, "/api/v1/documents/{document}/large-print", Guard::Read, api::large_print},
    {Method::Get, "/api/v1/documents/{document}/large-print-odt", Guard::Read, api::large_print_odt},
    {Method::Post, "/api/v1/documents/{document}/issue", Guard::Write, api::issue},
    {Method::Get, "/api/v1/forecast", Guard::Read, api::forecast},
    {Method::Get, "/api/v1/record-keeping", Guard::Read, api::record_keeping},
    {Method::Post, "/api/v1/statements", Guard::Write, api::statement},
    {Method::Get, "/", Guard::Page, pages::cases},
    {Method::Get, "/cases/{case}", Guard::Page, pages::one_case},
    {Method::Get, "/sign-in", Guard::Open, pages::sign_in_form},
    {Method::Post, "/sign-in", Guard::Open, pages::sign_in},
    {Method::Post, "/sign-out", Guard::Open, pages::sign_out},
    {Method::Get, "/styles.css", Guard::Open, pages::styles},
};

std::string_view method_name(Method method) {
    switch (method) {
        case Method::Get:
            return "GET, HEAD";
        case Method::Put:
            return "PUT";
        case Method::Post:
            return "POST";
        case Method::Other:
            return "";
    }
    return "";
}

bool fits(std::string_view pattern, std::string_view path, Captures& captures) {
    while (!pattern.empty()) {
        const auto place = pattern.find('{');
        if (place == std::string_view::npos) return pattern == path;
        if (path.substr(0, place) != pattern.substr(0, place)) return false;
        path.remove_prefix(place);
        pattern.remove_prefix(pattern.find('}') + 1);
        const std::string_view word = path.substr(0, path.find('/'));
        if (!is_id(word)) return false;
        captures.emplace_back(word);
        path.remove_prefix(word.size());
    }
    return path.empty();
}

bool has_token(const Service& service, const Request& request) {
    constexpr std::string_view kScheme = "Bearer ";
    return request.authorization.starts_with(kScheme) &&
           service.token.opens(std::string_view(request.authorization).substr(kScheme.size()));
}

bool may(const Service& service, Guard guard, const Request& request) {
    switch (guard) {
        case Guard::Open:
            return true;
        case Guard::Write:
            return has_token(service, request);
        case Guard::Page:
        case Guard::Read:
            return has_token(service, request) || pages::is_signed_in(service, request);
    }
    return false;
}

Reply refuse_entry(Guard guard) {
    if (guard == Guard::Page) return {303, "text/plain", "", {{"Location", "/sign-in"}}};
    Reply reply = problem(401, "not-signed-in", "Send the token as \"Authorization: Bearer …\"; it is in the data folder.");
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
}

bool is_for_people(const Request& request) { return !request.path.starts_with("/api/"); }

}  // namespace

bool takes_body(const Route& route) { return route.method == Method::Put || route.method == Method::Post; }

Found find_route(const Service& service, const Request& request) {
    std::string allowed;
    for (const Route& route : kRoutes) {
        Captures captures;
        if (!fits(route.pattern, request.path, captures)) continue;
        if (route.method != request.method) {
            allowed.append(allowed.empty() ? "" : ", ").append(method_name(route.method));
            continue;
        }
        if (!may(service, route.guard, request)) return {nullptr, {}, refuse_entry(route.guard)};
        return {&route, std::move(captures), {}};
    }
    if (!allowed.empty()) {
        Reply reply = problem(405, "method-not-allowed", "This address is for " + allowed + ".");
        reply.headers.emplace_back("Allow", allowed);
        return {nullptr, {}, std::move(reply)};
    }
    if (is_for_people(request)) return {nullptr, {}, pages::not_found(service)};
    // Whoever holds no token learns nothing of what is there.
    if (!may(service, Guard::Read, request)) return {nullptr, {}, refuse_entry(Guard::Read)};
    return {nullptr, {}, problem(404, "not-found", "There is nothing at this address.")};
}

Reply answer(const Service& service, const Found& found, const Request& request) {
    if (found.route == nullptr) return found.refusal;
    try {
        if (found.route->guard == Guard::Write && !request.content_type.starts_with("application/json"))
            return problem(415, "not-json", "Send the body as application/json.");
        return found.route->answer(service, request, found.captures);
    } catch (const std::exception& error) {
        service.log(request.correlation + " " + std::string(found.route->pattern) + ": " + error.what());
        return is_for_people(request) ? pages::broken(service, request.correlation) : broken(500, request.correlation);
    }
}

}  // namespace ehcflow::service
