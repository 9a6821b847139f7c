// The people and places of cases, and what a case's record says.
#include "interchange/value.h"
#include "service/app/people.h"
#include "service/app/revise_record.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

using templates::Value;

std::optional<Value> read(const std::optional<storage::Body>& body) {
    if (!body) return std::nullopt;
    return interchange::read_value(body->reveal()).value();
}

Value person_value(const storage::Party& party) {
    Value value;
    value.set("person", party.id.text());
    value.set("kind", party.kind);
    value.set("version", whole_number(party.version));
    value.set("recorded_at", to_iso(party.recorded_at));
    if (auto about = read(party.about)) value.set("about", std::move(*about));
    return value;
}

Value part_value(const storage::Part& part) {
    Value value;
    value.set("name", part.name);
    value.set("role", part.role);
    value.set("revision", whole_number(part.revision));
    if (part.party) value.set("person", part.party->text());
    if (auto own = read(part.part)) value.set("part", std::move(*own));
    return value;
}

storage::PartyId party_of(const Captures& captures) { return storage::PartyId::parse(captures.at(0)).value(); }

Reply unknown_person(const Service& service, const Request& request) {
    return refuse(service, request, from_ledger({storage::Conflict::Code::PartyUnknown}));
}

// A write that answers with the version that it makes, which is known before it is done.
Reply versioned(const Service& service, const Request& request, std::string_view name, storage::Sequence expected,
                const std::function<Result<storage::Sequence, Refused>(const storage::Effects&)>& write) {
    Value value;
    value.set(name, whole_number(expected + 1));
    const Reply reply = json_reply(expected == 0 ? 201 : 200, value);
    return once(service, request, [&](const KeepReply& keep) {
        const auto made = write(keep(reply));
        return made ? reply : refuse(service, request, made.error());
    });
}

}  // namespace

Reply person(const Service& service, const Request& request, const Captures& captures) {
    const auto versions = service.desk.ledger.party_versions(party_of(captures));
    if (versions.empty()) return unknown_person(service, request);
    if (!versions.back().about) return refuse(service, request, from_ledger({storage::Conflict::Code::PartyErased}));
    Value value = person_value(versions.back());
    std::vector<std::string> cases;
    for (const CaseId& id : service.desk.ledger.cases_of(party_of(captures))) cases.push_back(id.text());
    value.set("cases", text_list(cases));
    return json_reply(200, value);
}

Reply person_versions(const Service& service, const Request& request, const Captures& captures) {
    const auto versions = service.desk.ledger.party_versions(party_of(captures));
    if (versions.empty()) return unknown_person(service, request);
    Value::List list;
    for (const storage::Party& version : versions) list.push_back(person_value(version));
    Value value;
    value.set("versions", std::move(list));
    return json_reply(200, value);
}

Reply record_person(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_version", "kind", "about"});
    const auto expected = body.sequence("expected_version");
    const std::string kind = body.text("kind");
    const Value& about = body.any("about");
    if (body.fault()) return refuse(service, request, *body.fault());
    return versioned(service, request, "version", expected, [&](const storage::Effects& effects) {
        return service::record_person(service.desk, {party_of(captures), expected, kind, about}, effects);
    });
}

Reply case_people(const Service& service, const Request& request, const Captures& captures) {
    const auto view = view_case(service.desk, case_of(captures), service.desk.today());
    if (!view) return refuse(service, request, view.error());
    const bool to_others = field_of(request.query, "for") == "others";
    Value::List list;
    for (const storage::Participant& one : view->history.people) {
        Value value = part_value(one.part);
        value.set("kind", one.party.kind);
        value.set("version", whole_number(one.party.version));
        if (auto about = read(one.party.about)) value.set("about", to_others ? as_disclosed(*about) : *about);
        list.push_back(std::move(value));
    }
    Value value;
    value.set("people", std::move(list));
    return json_reply(200, value);
}

Reply part_revisions(const Service& service, const Request& request, const Captures& captures) {
    const auto revisions = service.desk.ledger.part_revisions(case_of(captures), captures.at(1));
    if (revisions.empty())
        return problem({Reason::UnknownPerson, "Nobody takes part in this case under this name."}, request.correlation);
    Value::List list;
    for (const storage::Part& revision : revisions) list.push_back(part_value(revision));
    Value value;
    value.set("revisions", std::move(list));
    return json_reply(200, value);
}

Reply record_part(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_revision", "role", "person", "part"});
    const auto expected = body.sequence("expected_revision");
    const std::string role = body.text("role");
    const Value& given = body.any("person");  // null: the part ends
    std::optional<storage::PartyId> party;
    if (!given.is_null()) {
        if (given.text() != nullptr) party = storage::PartyId::parse(*given.text());
        if (!party) body.fail("\"person\" is the number of somebody who is known, or null where the part ends.");
    }
    const Value none = Value(Value::Object{});
    const Value& part = body.any_or_nothing("part").is_null() ? none : body.any_or_nothing("part");
    if (body.fault()) return refuse(service, request, *body.fault());
    return versioned(service, request, "revision", expected, [&](const storage::Effects& effects) {
        return service::record_part(service.desk, case_of(captures), {captures.at(1), expected, role, party, part},
                                    effects);
    });
}

Reply revise(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"expected_revision", "record"});
    const auto expected = body.sequence("expected_revision");
    const Value& record = body.any("record");
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        const auto view = revise_record(service.desk, case_of(captures), expected, record,
                                        [&](const CaseView& then) { return keep(json_reply(200, case_value(then))); });
        return view ? json_reply(200, case_value(*view)) : refuse(service, request, view.error());
    });
}

}  // namespace ehcflow::service::api
