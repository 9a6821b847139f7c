#include "service/http/pages.h"

#include <algorithm>

#include "base/text.h"
#include "interchange/snapshot.h"
#include "service/app/list_cases.h"
#include "service/app/project.h"
#include "service/http/measure_values.h"
#include "service/http/page_values.h"

namespace ehcflow::service::pages {
namespace {

using templates::Value;

constexpr std::string_view kCookie = "ehcflow";
// HttpOnly: no script reads it. Strict: no other site's link or form carries it.
constexpr std::string_view kCookieRules = "; Path=/; HttpOnly; SameSite=Strict";

Reply show(const Service& service, int status, std::string_view page, Value values) {
    add_layout(values, service.desk);
    return {status, "text/html; charset=utf-8", service.pages.fill(page, values), {}};
}

Reply message(const Service& service, int status, std::string_view title, std::string_view text) {
    Value values;
    values.set("title", title);
    values.set("text", text);
    return show(service, status, "message", std::move(values));
}

std::string_view cookie_of(std::string_view cookies) {
    while (!cookies.empty()) {
        const std::string_view one = trim(cookies.substr(0, cookies.find(';')));
        if (one.size() > kCookie.size() && one.starts_with(kCookie) && one[kCookie.size()] == '=')
            return one.substr(kCookie.size() + 1);
        const auto next = cookies.find(';');
        cookies = next == std::string_view::npos ? std::string_view() : cookies.substr(next + 1);
    }
    return {};
}

Reply sign_in_page(const Service& service, int status, bool refused) {
    Value values;
    values.set("title", refused ? "Error: Sign in" : "Sign in");
    values.set("refused", refused);
    return show(service, status, "sign_in", std::move(values));
}

Reply to(std::string_view address, std::string cookie) {
    return {303, "text/plain", "", {{"Location", std::string(address)}, {"Set-Cookie", std::move(cookie)}}};
}

}  // namespace

std::optional<storage::RecorderId> signed_in(const Service& service, const Request& request) {
    return service.accounts.holder_in_browser(cookie_of(request.cookie));
}

Reply cases(const Service& service, const Request& request, const Captures&) {
    const Desk& desk = service.desk;
    const Date today = desk.today();
    const std::string asked(field_of(request.query, "page"));
    constexpr std::size_t kLongest = 6;
    const bool is_number = asked.size() <= kLongest && asked.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) return not_found(service);
    CasesPage page{asked.empty() ? 1 : std::stoll(asked), {}, {}};
    if (page.number < 1) return not_found(service);
    refresh(desk.ledger, desk.calendar, today);
    page.counts = desk.ledger.count_cases(today, workflow::no_longer_soon(today, desk.calendar));
    page.lines = desk.ledger.case_lines({(page.number - 1) * kCasesOnAPage, kCasesOnAPage}, true);
    if (page.lines.empty() && page.number > 1) return not_found(service);
    return show(service, 200, "cases", cases_values(page, desk, today));
}

Reply one_case(const Service& service, const Request&, const Captures& captures) {
    const Date today = service.desk.today();
    const auto view = view_case(service.desk, CaseId::parse(captures.at(0)).value(), today);
    if (!view) return not_found(service);
    return show(service, 200, "case", case_values(*view, service.desk.ledger.document_lines(view->id()), service.desk));
}

Reply measures(const Service& service, const Request& request, const Captures&) {
    const std::string_view asked = field_of(request.query, "month");
    const auto month =
        asked.empty() ? std::optional(workflow::month_of(service.desk.today())) : interchange::parse_month(asked);
    if (!month) return message(service, 400, "No such month", "Write the month as YYYY-MM.");
    const Desk& desk = service.desk;
    const MeasuredCases cases = measured_cases(desk.ledger, desk.calendar, desk.today());
    const MonthShown shown{
        told_months(desk.ledger, desk.calendar, cases, *month, documents::kMonthsOfProgress, desk.today()),
        closed_month(desk.ledger, *month)};
    return show(service, 200, "measures",
                measures_values(shown, cases, desk, desk.templates.chart(documents::kMeasureChart)));
}

Reply sign_in_form(const Service& service, const Request&, const Captures&) {
    return sign_in_page(service, 200, false);
}

Reply sign_in(const Service& service, const Request& request, const Captures&) {
    std::string token(field_of(request.body, "token"));
    std::erase(token, '+');  // a space that was pasted with it
    if (!service.accounts.holder_of(token)) return sign_in_page(service, 403, true);
    return to("/", std::string(kCookie) + "=" + browser_value_of(token) + std::string(kCookieRules));
}

Reply sign_out(const Service&, const Request&, const Captures&) {
    return to("/sign-in", std::string(kCookie) + "=" + std::string(kCookieRules) + "; Max-Age=0");
}

Reply styles(const Service& service, const Request&, const Captures&) {
    return {200, "text/css; charset=utf-8", service.pages.styles(), {{"Cache-Control", "max-age=3600"}}};
}

Reply not_found(const Service& service) {
    return message(service, 404, "Page not found", "Check the address, or go back to the cases.");
}

Reply broken(const Service& service, const std::string& correlation) {
    return message(service, 500, "Something went wrong",
                   "Nothing that was recorded is lost. Try again; if it stays so, tell whoever runs the service this "
                   "number: " +
                       correlation);
}

}  // namespace ehcflow::service::pages
