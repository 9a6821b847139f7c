#include "service/app/record_case.h"

#include "interchange/value.h"
#include "service/app/people.h"

namespace ehcflow::service {
namespace {

using templates::Value;

const Value& member(const Value& of, std::string_view name) {
    static const Value kNothing;
    const Value* value = of.find(name);
    return value == nullptr ? kNothing : *value;
}

// What the record must say for the case to be read again. The rest is asked for by the document that needs it.
std::optional<Refused> fault_of(const CaseId& id, const CaseGiven& given) {
    if (given.record.object() == nullptr) return malformed("\"record\" is an object.");
    if (given.timeline.object() == nullptr) return malformed("\"timeline\" is an object.");
    for (const templates::Member& one : *given.timeline.object())
        if (one.name != "child" && one.name != "events")
            return malformed("\"timeline\" holds \"child\" and \"events\" and nothing else.");
    if (!(member(given.record, "reference") == Value(id.text())))
        return malformed("\"record.reference\" is the reference in the address.");
    const Value& born = member(member(given.timeline, "child"), "born");
    if (!(born == member(member(given.record, "child"), "born")))
        return malformed("\"timeline.child.born\" and \"record.child.born\" are the same day.");
    return std::nullopt;
}

}  // namespace

Result<CaseRecorded, Refused> record_case(const Desk& desk, const CaseId& id, const CaseGiven& given,
                                          const Keep<CaseView>& keep) {
    if (auto fault = fault_of(id, given)) return Failure{std::move(*fault)};
    const auto bodies = event_bodies(member(given.timeline, "events"));
    if (!bodies) return Failure{bodies.error()};
    const storage::CaseHistory none{id, desk.clock(), desk.recorder, std::nullopt, {}, {}, 0, false};
    auto apart = take_apart(desk.ledger, none, given.record);
    if (!apart) return Failure{std::move(apart).error()};
    auto view = foresee(desk, none, given.record, *bodies);
    if (!view) return Failure{std::move(view).error()};
    const auto opened = desk.ledger.open_case(
        id, {storage::Body(interchange::write_value(apart->rest)), new_events(*bodies), std::move(apart->people)},
        desk.recorder, effects_of(*view, *view, keep));
    if (!opened) return Failure{from_ledger(opened.error())};
    return CaseRecorded{opened->was, std::move(view).value(), opened->sequence};
}

}  // namespace ehcflow::service
