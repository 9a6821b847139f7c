// Batches: many documents asked for in one request, made one after another, their progress and what came of them.
#include "interchange/value.h"
#include "service/app/batch.h"
#include "service/app/recording.h"
#include "service/http/api.h"
#include "service/http/body.h"
#include "service/http/json.h"
#include "service/http/once.h"
#include "service/http/problem.h"
#include "service/http/slice.h"

namespace ehcflow::service::api {
namespace {

using storage::BatchId;
using templates::Value;

constexpr storage::Slice kFirstFailures{0, 100};

std::string address(const BatchId& id) { return "/api/v1/batches/" + id.text(); }

BatchOrder order_in(Body& body) {
    const bool of_notice = !body.any_or_nothing("notice").is_null();
    if (of_notice == !body.any_or_nothing("template").is_null()) {
        body.fail("Name a \"notice\", or give a \"template\", and not both.");
        return FormOrder{};
    }
    if (of_notice) {
        for (const std::string_view other : {"as", "draft"})
            if (!body.any_or_nothing(other).is_null()) body.fail("\"as\" and \"draft\" go with a \"template\".");
        const auto notice = documents::notice_named(body.text("notice"));
        if (!notice) body.fail("\"notice\" is no notice that is prepared here; docs/documents.md lists them.");
        return NoticeOrder{notice.value_or(documents::Notice::WillAssess), body.day("sent_on"),
                           body.text_or_nothing("route")};
    }
    for (const std::string_view other : {"sent_on", "route"})
        if (!body.any_or_nothing(other).is_null()) body.fail("\"sent_on\" and \"route\" go with a \"notice\".");
    const std::string as = body.text("as");
    if (as != "odt" && as != "pdf") body.fail("\"as\" is odt or pdf.");
    FormOrder order{body.text("template"), as == "pdf" ? FormOrder::As::Pdf : FormOrder::As::Odt,
                    body.flag_or_false("draft")};
    if (order.draft && order.as != FormOrder::As::Pdf) body.fail("\"draft\" marks a PDF; ask for \"as\": \"pdf\".");
    return order;
}

Value state_value(const storage::BatchState& state) {
    Value value;
    value.set("batch", state.id.text());
    value.set("at", address(state.id));
    value.set("asked_at", to_iso(state.made_at));
    if (const auto what = interchange::read_value(state.what); what && what->object() != nullptr)
        for (const templates::Member& member : *what->object()) value.set(member.name, member.value);
    value.set("state", state.waiting() > 0 ? "working" : "done");
    for (const auto& [name, number] : {std::pair("records", state.records), std::pair("made", state.made),
                                       std::pair("failed", state.failed), std::pair("waiting", state.waiting())})
        value.set(name, whole_number(number));
    return value;
}

Value failures_value(const std::vector<storage::BatchFailure>& failures) {
    Value::List list;
    for (const storage::BatchFailure& one : failures) {
        Value value;
        value.set("record", whole_number(one.record));
        value.set("reason", one.reason.empty() ? "Its case was erased." : one.reason);
        if (!one.reason.empty()) value.set("job", one.job.text());
        list.push_back(std::move(value));
    }
    return list;
}

std::optional<storage::BatchState> batch_of(const Service& service, const Captures& captures) {
    return service.desk.ledger.batch(BatchId::parse(captures.at(0)).value());
}

Reply no_batch(const Request& request) {
    return problem({Reason::UnknownBatch, "No batch has this number."}, request.correlation);
}

}  // namespace

Reply ask_for_batch(const Service& service, const Request& request, const Captures&) {
    Body body(request, {"notice", "sent_on", "route", "template", "as", "draft", "records"});
    const Value& records = body.any("records");
    if (records.list() == nullptr) body.fail("\"records\" is a list.");
    const BatchOrder order = body.fault() ? BatchOrder(FormOrder{}) : order_in(body);
    if (body.fault()) return refuse(service, request, *body.fault());
    return once(service, request, [&](const KeepReply& keep) {
        const auto batch = new_batch(service.desk, order, *records.list());
        if (!batch) return refuse(service, request, batch.error());
        Value value;
        value.set("batch", batch->id.text());
        value.set("at", address(batch->id));
        value.set("records", whole_number(static_cast<std::int64_t>(batch->records.size())));
        const Reply reply = json_reply(202, value);
        const auto added = service.desk.ledger.add_batch(*batch, service.desk.recorder, keep(reply));
        return added ? reply : refuse(service, request, from_ledger(added.error()));
    });
}

Reply batches(const Service& service, const Request&, const Captures&) {
    Value::List list;
    for (const storage::BatchState& state : service.desk.ledger.batches()) list.push_back(state_value(state));
    Value value;
    value.set("batches", std::move(list));
    return json_reply(200, value);
}

Reply batch(const Service& service, const Request& request, const Captures& captures) {
    const auto state = batch_of(service, captures);
    if (!state) return no_batch(request);
    Value value = state_value(*state);
    value.set("failures", failures_value(service.desk.ledger.batch_failures(state->id, kFirstFailures)));
    return json_reply(200, value);
}

Reply batch_failures(const Service& service, const Request& request, const Captures& captures) {
    const auto slice = slice_of(request);
    if (!slice) return bad_slice(request);
    const auto state = batch_of(service, captures);
    if (!state) return no_batch(request);
    Value value;
    value.set("failures", failures_value(service.desk.ledger.batch_failures(state->id, *slice)));
    return json_reply(200, value);
}

Reply batch_documents(const Service& service, const Request& request, const Captures& captures) {
    const auto slice = slice_of(request);
    if (!slice) return bad_slice(request);
    const auto state = batch_of(service, captures);
    if (!state) return no_batch(request);
    Value::List list;
    for (const storage::BatchMade& made : service.desk.ledger.batch_made(state->id, *slice)) {
        Value value;
        value.set("record", whole_number(made.record));
        std::vector<std::string> addresses;
        for (const DocumentId& id : made.documents) addresses.push_back(document_address(id));
        if (addresses.empty()) addresses = {address(state->id) + "/documents/" + std::to_string(made.record)};
        value.set("documents", text_list(addresses));
        list.push_back(std::move(value));
    }
    Value value;
    value.set("made", std::move(list));
    return json_reply(200, value);
}

Reply batch_document(const Service& service, const Request& request, const Captures& captures) {
    const auto state = batch_of(service, captures);
    if (!state) return no_batch(request);
    const std::string& number = captures.at(1);
    const bool is_number = number.size() <= 9 && number.find_first_not_of("0123456789") == std::string::npos;
    auto bytes = is_number ? service.desk.ledger.batch_bytes(state->id, std::stoll(number)) : std::nullopt;
    if (!bytes)
        return problem({Reason::UnknownDocument, "The batch keeps no document of this record."}, request.correlation);
    const bool is_pdf = made_as(*state) == FormOrder::As::Pdf;
    Reply reply{200, is_pdf ? "application/pdf" : "application/vnd.oasis.opendocument.text", std::move(*bytes), {}};
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + state->id.text() + "-" + number +
                                                          (is_pdf ? ".pdf\"" : ".odt\""));
    return reply;
}

Reply retry_batch(const Service& service, const Request& request, const Captures& captures) {
    const auto state = batch_of(service, captures);
    if (!state) return no_batch(request);
    service.desk.ledger.retry_batch(state->id);
    return json_reply(200, state_value(*service.desk.ledger.batch(state->id)));
}

}  // namespace ehcflow::service::api
