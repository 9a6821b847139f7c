// The steps in a document's life (docs/api.md, Documents), each at an address of its own.
#include <algorithm>

#include "service/app/take_step.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"

namespace ehcflow::service::api {
namespace {

using documents::LifeStep;
using templates::Value;

Reply take(const Service& service, const Request& request, const Captures& captures, const Stepping& stepping) {
    const auto say = [&](const Stepped& done) {
        Value value = document_value(service.desk, done.view);
        value.set("case_sequence", whole_number(done.sequence));
        if (!done.waiting_for.empty()) value.set("waiting_for", text_list(done.waiting_for));
        return json_reply(200, value);
    };
    return once(service, request, [&](const KeepReply& keep) {
        const auto done = take_step(service.desk, document_of(captures), stepping,
                                    [&](const Stepped& then) { return keep(say(then)); });
        return done ? say(*done) : refuse(service, request, done.error());
    });
}

// A step on the day itself, with a reason where the table of steps asks for one.
Reply decide(LifeStep step, const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"officer", "reason", "expected_step"});
    const Stepping stepping{.step = step,
                            .officer = body.text("officer"),
                            .on = service.desk.today(),
                            .note = body.text_or_nothing("reason"),
                            .expected_step = body.sequence("expected_step")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return take(service, request, captures, stepping);
}

}  // namespace

Reply approve(const Service& service, const Request& request, const Captures& captures) {
    return decide(LifeStep::Approve, service, request, captures);
}

Reply discard(const Service& service, const Request& request, const Captures& captures) {
    return decide(LifeStep::Discard, service, request, captures);
}

Reply withdraw(const Service& service, const Request& request, const Captures& captures) {
    return decide(LifeStep::Withdraw, service, request, captures);
}

Reply issue(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"sent_on", "expected_step", "expected_sequence"});
    const Stepping stepping{.step = LifeStep::Issue,
                            .officer = std::nullopt,
                            .on = body.day("sent_on"),
                            .expected_step = body.sequence("expected_step"),
                            .expected_sequence = body.sequence("expected_sequence")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return take(service, request, captures, stepping);
}

Reply dispatch(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"officer", "on", "route", "proof", "expected_step", "expected_sequence"});
    const Stepping stepping{.step = LifeStep::Dispatch,
                            .officer = body.text("officer"),
                            .on = body.day("on"),
                            .route = body.text("route"),
                            .note = body.text_or_nothing("proof"),
                            .expected_step = body.sequence("expected_step"),
                            .expected_sequence = body.sequence("expected_sequence")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return take(service, request, captures, stepping);
}

Reply receipt(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"officer", "on", "proof", "expected_step"});
    const Stepping stepping{.step = LifeStep::Receive,
                            .officer = body.text("officer"),
                            .on = body.day("on"),
                            .note = body.text_or_nothing("proof"),
                            .expected_step = body.sequence("expected_step")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return take(service, request, captures, stepping);
}

Reply came_back(const Service& service, const Request& request, const Captures& captures) {
    Body body(request, {"officer", "on", "reason", "expected_step"});
    const Stepping stepping{.step = LifeStep::Return,
                            .officer = body.text("officer"),
                            .on = body.day("on"),
                            .note = body.text_or_nothing("reason"),
                            .expected_step = body.sequence("expected_step")};
    if (body.fault()) return refuse(service, request, *body.fault());
    return take(service, request, captures, stepping);
}

}  // namespace ehcflow::service::api
