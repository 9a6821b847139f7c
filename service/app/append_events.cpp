#include "service/app/append_events.h"

#include "service/app/step_mail.h"

namespace ehcflow::service {

Result<CaseView, Refused> append_events(const Desk& desk, const CaseId& id, storage::Sequence expected,
                                        const templates::Value& events, const Keep<CaseView>& keep) {
    const auto bodies = event_bodies(events);
    if (!bodies) return Failure{bodies.error()};
    if (bodies->empty()) return Failure{malformed("\"events\" holds at least one event.")};
    auto now = view_case(desk, id, desk.today());
    if (!now) return now;
    // Said before the law is asked: a caller who has not seen the last events asks the wrong question.
    if (now->sequence() != expected)
        return Failure{from_ledger({storage::Conflict::Code::SequenceMoved, now->sequence()})};
    auto then = foresee(desk, now->history, now->record, *bodies);
    if (!then) return then;
    storage::Effects effects = effects_of(*then, *then, keep);
    add_step_mail(effects, desk, *then, bodies->size());
    const auto appended = desk.ledger.append(id, expected, new_events(*bodies), desk.recorder, effects);
    if (!appended) return Failure{from_ledger(appended.error())};
    return then;
}

}  // namespace ehcflow::service
