#include "service/app/revise_record.h"

#include "interchange/value.h"
#include "service/app/people.h"

namespace ehcflow::service {

Result<CaseView, Refused> revise_record(const Desk& desk, const CaseId& id, storage::Sequence expected_revision,
                                        const templates::Value& record, const Keep<CaseView>& keep) {
    const templates::Value* reference = record.find("reference");
    if (reference == nullptr || !(*reference == templates::Value(id.text())))
        return Failure{malformed("\"record.reference\" is the reference in the address.")};
    auto now = view_case(desk, id, desk.today());
    if (!now) return now;
    if (now->history.revision != expected_revision)
        return Failure{from_ledger({storage::Conflict::Code::RevisionMoved, now->history.revision})};
    auto apart = take_apart(desk.ledger, now->history, record);
    if (!apart) return Failure{std::move(apart).error()};
    auto then = foresee(desk, now->history, record, {});
    if (!then) return then;
    then->history.revision = expected_revision + 1;
    const auto done =
        desk.ledger.revise_record(id, expected_revision, storage::Body(interchange::write_value(apart->rest)),
                                  desk.recorder, effects_of(*then, *then, keep), apart->people);
    if (!done) return Failure{from_ledger(done.error())};
    return then;
}

}  // namespace ehcflow::service
