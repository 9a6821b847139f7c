#include "service/http/router.h"

#include <exception>

#include "base/id.h"
#include "service/app/recording.h"
#include "service/http/api.h"
#include "service/http/pages.h"
#include "service/http/problem.h"

namespace ehcflow::service {
namespace {

constexpr Route kRoutes[] = {
    {Method::Get, "/health", Guard::Open, api::health},
    {Method::Get, "/metrics", Guard::Open, api::metrics},
    {Method::Get, "/api/v1/cases", Guard::Read, api::list},
    {Method::Get, "/api/v1/cases/{case}", Guard::Read, api::read},
    {Method::Put, "/api/v1/cases/{case}", Guard::Write, api::record},
    {Method::Post, "/api/v1/cases/{case}/events", Guard::Write, api::append},
    {Method::Put, "/api/v1/cases/{case}/record", Guard::Write, api::revise},
    {Method::Get, "/api/v1/cases/{case}/people", Guard::Read, api::case_people},
    {Method::Put, "/api/v1/cases/{case}/people/{name}", Guard::Write, api::record_part},
    {Method::Get, "/api/v1/cases/{case}/people/{name}/revisions", Guard::Read, api::part_revisions},
    {Method::Post, "/api/v1/cases/{case}/hold", Guard::Write, api::hold},
    {Method::Post, "/api/v1/cases/{case}/release", Guard::Write, api::release},
    {Method::Post, "/api/v1/cases/{case}/erase", Guard::Write, api::erase},
    {Method::Get, "/api/v1/cases/{case}/disposal", Guard::Read, api::disposal},
    {Method::Get, "/api/v1/cases/{case}/looks", Guard::Read, api::looks},
    {Method::Get, "/api/v1/retention", Guard::Read, api::retention},
    {Method::Get, "/api/v1/jobs", Guard::Read, api::jobs},
    {Method::Get, "/api/v1/jobs/{job}", Guard::Read, api::job},
    {Method::Post, "/api/v1/jobs/{job}/retry", Guard::Write, api::retry},
    {Method::Post, "/api/v1/batches", Guard::Write, api::ask_for_batch, kLargestBatch},
    {Method::Get, "/api/v1/batches", Guard::Read, api::batches},
    {Method::Get, "/api/v1/batches/{batch}", Guard::Read, api::batch},
    {Method::Get, "/api/v1/batches/{batch}/documents", Guard::Read, api::batch_documents},
    {Method::Get, "/api/v1/batches/{batch}/documents/{record}", Guard::Read, api::batch_document},
    {Method::Get, "/api/v1/batches/{batch}/failures", Guard::Read, api::batch_failures},
    {Method::Post, "/api/v1/batches/{batch}/retry", Guard::Write, api::retry_batch},
    {Method::Get, "/api/v1/duties", Guard::Read, api::duty_list},
    {Method::Get, "/api/v1/placements", Guard::Read, api::placement_list},
    {Method::Get, "/api/v1/documents", Guard::Read, api::open_documents},
    {Method::Get, "/api/v1/people/{person}", Guard::Read, api::person},
    {Method::Put, "/api/v1/people/{person}", Guard::Write, api::record_person},
    {Method::Get, "/api/v1/people/{person}/versions", Guard::Read, api::person_versions},
    {Method::Get, "/api/v1/cases/{case}/duties", Guard::Read, api::duties},
    {Method::Get, "/api/v1/cases/{case}/faults", Guard::Read, api::faults},
    {Method::Get, "/api/v1/cases/{case}/plan", Guard::Read, api::plan},
    {Method::Put, "/api/v1/cases/{case}/plan", Guard::Write, api::put_plan},
    {Method::Get, "/api/v1/cases/{case}/plan/history", Guard::Read, api::plan_history},
    {Method::Get, "/api/v1/cases/{case}/plan/judgements", Guard::Read, api::plan_judgements},
    {Method::Post, "/api/v1/cases/{case}/plan/judgements", Guard::Write, api::judge_plan},
    {Method::Get, "/api/v1/plans/sample", Guard::Read, api::plan_sample},
    {Method::Post, "/api/v1/cases/{case}/plan/documents", Guard::Write, api::plan_document},
    {Method::Post, "/api/v1/cases/{case}/documents", Guard::Write, api::prepare},
    {Method::Get, "/api/v1/documents/{document}", Guard::Read, api::document},
    {Method::Get, "/api/v1/documents/{document}/odt", Guard::Read, api::odt},
    {Method::Get, "/api/v1/documents/{document}/pdf", Guard::Read, api::pdf},
    {Method::Get, "/api/v1/documents/{document}/text", Guard::Read, api::plain_text},
    {Method::Get, "/api/v1/documents/{document}/html", Guard::Read, api::web_page},
    {Method::Get, "/api/v1/documents/{document}/large-print", Guard::Read, api::large_print},
    {Method::Get, "/api/v1/documents/{document}/large-print-odt", Guard::Read, api::large_print_odt},
    {Method::Post, "/api/v1/documents/{document}/approve", Guard::Write, api::approve},
    {Method::Post, "/api/v1/documents/{document}/discard", Guard::Write, api::discard},
    {Method::Post, "/api/v1/documents/{document}/issue", Guard::Write, api::issue},
    {Method::Post, "/api/v1/documents/{document}/dispatch", Guard::Write, api::dispatch},
    {Method::Post, "/api/v1/documents/{document}/receipt", Guard::Write, api::receipt},
    {Method::Post, "/api/v1/documents/{document}/return", Guard::Write, api::came_back},
    {Method::Post, "/api/v1/documents/{document}/withdraw", Guard::Write, api::withdraw},
    {Method::Get, "/api/v1/forecast", Guard::Read, api::forecast},
    {Method::Get, "/api/v1/record-keeping", Guard::Read, api::record_keeping},
    {Method::Post, "/api/v1/import", Guard::Write, api::import_files},
    {Method::Get, "/api/v1/measures", Guard::Read, api::measures},
    {Method::Get, "/api/v1/months/{month}", Guard::Read, api::month},
    {Method::Get, "/api/v1/months/{month}/figures", Guard::Read, api::month_figures},
    {Method::Get, "/api/v1/months/{month}/cases", Guard::Read, api::month_cases},
    {Method::Post, "/api/v1/months/{month}/close", Guard::Write, api::close_month},
    {Method::Get, "/api/v1/action-plan", Guard::Read, api::action_plan},
    {Method::Put, "/api/v1/action-plan", Guard::Write, api::put_action_plan},
    {Method::Get, "/api/v1/action-plan/versions", Guard::Read, api::action_plan_versions},
    {Method::Post, "/api/v1/statements", Guard::Write, api::statement},
    {Method::Get, "/api/v1/templates", Guard::Read, api::templates_list},
    {Method::Get, "/api/v1/templates/{notice}", Guard::Read, api::template_versions},
    {Method::Post, "/api/v1/templates/{notice}/check", Guard::Write, api::check_template_file},
    {Method::Post, "/api/v1/templates/{notice}/annotated", Guard::Write, api::annotate_template_file},
    {Method::Post, "/api/v1/templates/{notice}/versions", Guard::Write, api::upload_template},
    {Method::Get, "/api/v1/templates/{notice}/versions/{version}", Guard::Read, api::template_version},
    {Method::Get, "/api/v1/templates/{notice}/versions/{version}/file", Guard::Read, api::template_file},
    {Method::Get, "/api/v1/templates/{notice}/versions/{version}/annotated", Guard::Read, api::annotated_template},
    {Method::Get, "/api/v1/templates/{notice}/versions/{version}/samples/{family}", Guard::Read, api::template_sample},
    {Method::Post, "/api/v1/templates/{notice}/versions/{version}/try", Guard::Write, api::try_template},
    {Method::Post, "/api/v1/templates/{notice}/versions/{version}/approve", Guard::Write, api::approve_template},
    {Method::Post, "/api/v1/templates/{notice}/versions/{version}/withdraw", Guard::Write, api::withdraw_template},
    {Method::Get, "/", Guard::Page, pages::cases},
    {Method::Get, "/cases/{case}", Guard::Page, pages::one_case},
    {Method::Get, "/measures", Guard::Page, pages::measures},
    {Method::Get, "/sign-in", Guard::Open, pages::sign_in_form},
    {Method::Post, "/sign-in", Guard::Open, pages::sign_in},
    {Method::Post, "/sign-out", Guard::Open, pages::sign_out},
    {Method::Get, "/check", Guard::Open, pages::check},
    {Method::Get, "/check/{number}", Guard::Open, pages::check_number},
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

std::optional<storage::RecorderId> holder_of_token(const Service& service, const Request& request) {
    constexpr std::string_view kScheme = "Bearer ";
    if (!request.authorization.starts_with(kScheme)) return std::nullopt;
    return service.accounts.holder_of(std::string_view(request.authorization).substr(kScheme.size()));
}

std::optional<storage::RecorderId> holder_of(const Service& service, Guard guard, const Request& request) {
    if (guard == Guard::Open) return std::nullopt;
    auto holder = holder_of_token(service, request);
    if (!holder && guard != Guard::Write) holder = pages::signed_in(service, request);
    return holder;
}

Reply refuse_entry(Guard guard) {
    if (guard == Guard::Page) return {303, "text/plain", "", {{"Location", "/sign-in"}}};
    Reply reply =
        problem(401, "not-signed-in", "Send the token as \"Authorization: Bearer …\"; it is in the data folder.");
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
}

// Which cases an address shows something of. Lists show references and what is due, and are not looks at a case.
std::vector<CaseId> cases_shown(const Service& service, const Route& route, const Captures& captures) {
    if (route.pattern.find("{case}") != std::string_view::npos) return {CaseId::parse(captures.at(0)).value()};
    if (route.pattern.find("{document}") != std::string_view::npos) {
        const auto document = service.desk.ledger.document(DocumentId::parse(captures.at(0)).value());
        if (document && document->of_case) return {*document->of_case};
    }
    if (route.pattern.find("{person}") != std::string_view::npos)
        return service.desk.ledger.cases_of(storage::PartyId::parse(captures.at(0)).value());
    return {};
}

void note_look(const Service& service, const Route& route, const Captures& captures) {
    for (const CaseId& id : cases_shown(service, route, captures))
        service.access.note(id, service.desk.recorder, std::string(route.pattern), service.desk.clock());
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
        auto who = holder_of(service, route.guard, request);
        if (!who && route.guard != Guard::Open) return {nullptr, {}, refuse_entry(route.guard)};
        return {&route, std::move(captures), {}, std::move(who)};
    }
    if (!allowed.empty()) {
        Reply reply = problem(405, "method-not-allowed", "This address is for " + allowed + ".");
        reply.headers.emplace_back("Allow", allowed);
        return {nullptr, {}, std::move(reply)};
    }
    if (is_for_people(request)) return {nullptr, {}, pages::not_found(service)};
    // Whoever holds no token learns nothing of what is there.
    if (!holder_of(service, Guard::Read, request)) return {nullptr, {}, refuse_entry(Guard::Read)};
    return {nullptr, {}, problem(404, "not-found", "There is nothing at this address.")};
}

Reply answer(const Service& shared, const Found& found, const Request& request) {
    if (found.route == nullptr) return found.refusal;
    Service service = shared;
    if (found.who) service.desk.recorder = *found.who;
    try {
        if (found.route->guard == Guard::Write && !request.content_type.starts_with("application/json"))
            return problem(415, "not-json", "Send the body as application/json.");
        Reply reply = found.route->answer(service, request, found.captures);
        // Who cannot be noted as having looked does not get to see.
        if (request.method == Method::Get && reply.status == 200) note_look(service, *found.route, found.captures);
        return reply;
    } catch (const std::exception& error) {
        service.log(request.correlation + " " + std::string(found.route->pattern) + ": " + error.what());
        return is_for_people(request) ? pages::broken(service, request.correlation) : broken(500, request.correlation);
    }
}

}  // namespace ehcflow::service
