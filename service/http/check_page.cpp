// The page on which anybody can ask whether a paper still holds. It says "current" or "not current" and nothing else,
// in the same time and words for a number that no paper has.
#include <thread>

#include "service/app/check_paper.h"
#include "service/http/page_values.h"
#include "service/http/pages.h"

namespace ehcflow::service::pages {
namespace {

using templates::Value;

// Longer than the look-up takes: what was found cannot be told by how long it took.
constexpr std::chrono::milliseconds kAnswersAfter{60};

Reply show(const Service& service, int status, Value values) {
    add_layout(values, service.desk);
    return {status, "text/html; charset=utf-8", service.pages.fill("check", values), {{"Cache-Control", "no-store"}}};
}

Reply answer(const Service& service, std::string_view number) {
    const auto begun = std::chrono::steady_clock::now();
    Value values;
    if (!service.checks->admits()) {
        values.set("title", "Too many questions at once");
        values.set("busy", true);
        Reply reply = show(service, 429, std::move(values));
        reply.headers.emplace_back("Retry-After", "5");
        return reply;
    }
    const bool current = is_current(service.desk, number);
    values.set("title", current ? "Current" : "Not current");
    values.set("answer", current ? "current" : "not current");
    Reply reply = show(service, 200, std::move(values));
    std::this_thread::sleep_until(begun + kAnswersAfter);
    return reply;
}

}  // namespace

Reply check(const Service& service, const Request& request, const Captures&) {
    std::string number(field_of(request.query, "number"));
    std::erase(number, '+');  // a space that was typed between the groups
    if (!number.empty()) return answer(service, number);
    Value values;
    values.set("title", "Is this paper still current?");
    values.set("asks", true);
    return show(service, 200, std::move(values));
}

Reply check_number(const Service& service, const Request&, const Captures& captures) {
    return answer(service, captures.at(0));
}

}  // namespace ehcflow::service::pages
