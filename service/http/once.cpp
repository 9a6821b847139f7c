#include "service/http/once.h"

#include <optional>
#include <stdexcept>

#include "base/id.h"
#include "interchange/value.h"
#include "service/http/problem.h"

namespace ehcflow::service {
namespace {

using templates::Value;

std::string as_kept(const Reply& reply) {
    Value value;
    value.set("status", reply.status);
    value.set("body", reply.body);
    return interchange::write_value(value);
}

Reply from_kept(const std::string& kept) {
    const auto value = interchange::read_value(kept);
    const Value* status = value ? value->find("status") : nullptr;
    const Value* body = value ? value->find("body") : nullptr;
    if (status == nullptr || status->number() == nullptr || body == nullptr || body->text() == nullptr)
        throw std::runtime_error("a kept reply cannot be read");
    return {
        static_cast<int>(status->number()->value), "application/json", *body->text(), {{"Idempotent-Replay", "true"}}};
}

storage::Digest digest_of(const Request& request) {
    std::string whole;
    for (const std::string_view part : {std::string_view(request.path), std::string_view(request.query)})
        whole.append(std::to_string(part.size())).append(" ").append(part);
    whole.append(request.method == Method::Put ? " PUT " : " POST ").append(request.body);
    return storage::sha256(whole);
}

std::optional<Reply> replayed(const Service& service, const Request& request, const storage::Digest& digest) {
    const auto kept = service.desk.ledger.kept_reply(request.idempotency_key);
    if (!kept) return std::nullopt;
    if (kept->request == digest) return from_kept(kept->response);
    return problem({Reason::KeyReused, "This Idempotency-Key was used for another request. Take another."},
                   request.correlation);
}

}  // namespace

Reply once(const Service& service, const Request& request, const std::function<Reply(const KeepReply&)>& write) {
    if (request.idempotency_key.empty()) return write([](const Reply&) { return storage::Effects{}; });
    if (!is_id(request.idempotency_key))
        return problem(
            malformed("An Idempotency-Key is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit."),
            request.correlation);
    const storage::Digest digest = digest_of(request);
    if (auto reply = replayed(service, request, digest)) return std::move(*reply);
    Reply reply = write([&](const Reply& done) {
        return storage::Effects{.reply = storage::KeptReply{request.idempotency_key, digest, as_kept(done)}};
    });
    // Two at once: the slower one finds its key taken, or the case moved on, and is answered as the quicker one was.
    if (reply.status >= 400)
        if (auto other = replayed(service, request, digest)) return std::move(*other);
    return reply;
}

}  // namespace ehcflow::service
