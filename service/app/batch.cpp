#include "service/app/batch.h"

#include "interchange/value.h"
#include "service/app/make_document.h"
#include "service/app/work_jobs.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

bool is_set(const Value& of, std::string_view name) {
    const Value* value = of.find(name);
    return value != nullptr && value->is_true();
}

Value read_back(const std::string& json) {
    auto value = interchange::read_value(json);
    if (!value) throw std::runtime_error("what a batch keeps cannot be read");
    return std::move(value).value();
}

constexpr std::string_view kOdt = "odt", kPdf = "pdf";

std::string what(const NoticeOrder& order) {
    Value value;
    value.set("notice", documents::notice_row(order.notice).name);
    value.set("sent_on", to_iso(order.sent_on));
    if (!order.route.empty()) value.set("route", order.route);
    return interchange::write_value(value);
}

std::string what(const FormOrder& order) {
    Value value;
    value.set("as", order.as == FormOrder::As::Pdf ? kPdf : kOdt);
    if (order.draft) value.set("draft", true);
    return interchange::write_value(value);
}

// All that cannot wait goes before what this one asks for.
class PatientRenderer final : public documents::Renderer {
public:
    explicit PatientRenderer(documents::Renderer& inner) : inner_(inner) {}
    Result<documents::Pdf, documents::RenderError> render(const documents::Odt& document,
                                                          const Deadline& deadline) override {
        documents::Odt patient = document;
        patient.can_wait = true;
        return inner_.render(patient, deadline);
    }

private:
    documents::Renderer& inner_;
};

std::optional<Refused> faulty(const Value& record) {
    if (record.object() == nullptr)
        return malformed("The record is an object with \"case\" and, where it is for one person, \"to\".");
    for (const templates::Member& member : *record.object())
        if ((member.name != "case" && member.name != "to") || member.value.text() == nullptr)
            return malformed("The record has \"case\" and \"to\", both text, and no other member.");
    return std::nullopt;
}

}  // namespace

Result<storage::NewBatch, Refused> new_batch(const Desk& desk, const BatchOrder& order, const Value::List& records) {
    if (records.empty() || records.size() > kMostBatchRecords)
        return Failure{malformed("\"records\" has 1 to " + std::to_string(kMostBatchRecords) +
                                 " of them; make several batches of more.")};
    storage::NewBatch batch{
        storage::new_batch_id(), std::visit([](const auto& one) { return what(one); }, order), {}, {}};
    const auto* form = std::get_if<FormOrder>(&order);
    if (form != nullptr) {
        auto edition = templates::bind_edition(form->form, desk.templates.blocks(), desk.templates.style());
        if (!edition) return Failure{cannot_prepare(std::move(edition).error())};
        batch.form = std::move(edition->bytes);
    }
    for (const Value& record : records)
        batch.records.push_back({form == nullptr ? CaseId::parse(text_of(record, "case")) : std::nullopt,
                                 interchange::write_value(record)});
    return batch;
}

FormOrder::As made_as(const storage::BatchState& batch) {
    return text_of(read_back(batch.what), "as") == kPdf ? FormOrder::As::Pdf : FormOrder::As::Odt;
}

struct BatchWorker::Parts {
    explicit Parts(const Desk& given)
        : renderer(given.renderer), desk{given.ledger,   renderer,      given.templates,    given.council,
                                         given.calendar, given.clock,   given.render_limit, given.uploader_may_approve,
                                         given.mailing,  given.recorder} {}

    Result<void, Refused> make(const storage::Job& job, const storage::Effects& ends);
    Result<void, Refused> make_letters(const Value& order, const Value& record, const storage::Effects& ends);
    Result<std::string, Refused> fill(const storage::BatchTask& task, const Value& order, const Value& record);
    const templates::Template& form_of(const storage::BatchId& batch);

    PatientRenderer renderer;
    const Desk desk;
    std::optional<std::pair<storage::BatchId, templates::Template>> form;  // of the batch that was worked at last
};

Result<void, Refused> BatchWorker::Parts::make(const storage::Job& job, const storage::Effects& ends) {
    const auto task = desk.ledger.batch_task(job.id);
    if (!task) return Failure{malformed("The batch of this job is gone.")};
    const Value order = read_back(task->what), record = read_back(task->body);
    if (order.find("notice") != nullptr) return make_letters(order, record, ends);
    auto bytes = fill(*task, order, record);
    if (!bytes) return Failure{std::move(bytes).error()};
    storage::Effects effects = ends;
    effects.yields = storage::BatchYield{{}, std::move(bytes).value()};
    // Where another has the record by now, its word counts.
    static_cast<void>(desk.ledger.add_jobs(std::nullopt, desk.recorder, effects));
    return {};
}

Result<void, Refused> BatchWorker::Parts::make_letters(const Value& order, const Value& record,
                                                       const storage::Effects& ends) {
    if (auto fault = faulty(record)) return Failure{std::move(*fault)};
    const auto id = CaseId::parse(text_of(record, "case"));
    const auto notice = documents::notice_named(text_of(order, "notice"));
    const auto sent_on = Date::parse(text_of(order, "sent_on"));
    if (!id) return Failure{malformed("\"case\" is no reference of a case.")};
    if (!notice || !sent_on) return Failure{malformed("The batch asks for nothing that is known here.")};
    const auto made = prepare_document(desk, *id, {*notice, *sent_on, text_of(order, "route"), text_of(record, "to")},
                                       [&](const std::vector<DocumentView>& views) {
                                           storage::Effects effects = ends;
                                           effects.yields.emplace();
                                           for (const DocumentView& view : views)
                                               effects.yields->documents.push_back(view.document.id);
                                           return effects;
                                       });
    if (!made) return Failure{made.error()};
    return {};
}

Result<std::string, Refused> BatchWorker::Parts::fill(const storage::BatchTask& task, const Value& order,
                                                      const Value& record) {
    const templates::Template& filled_in = form_of(task.batch);
    const bool as_pdf = text_of(order, "as") == kPdf;
    auto filled = as_pdf ? filled_in.fill_flat(record) : filled_in.fill_package(record);
    if (!filled) return Failure{cannot_prepare(std::move(filled).error())};
    if (!as_pdf) return std::move(filled).value();
    auto pdf =
        desk.renderer.render({std::move(filled).value(), is_set(order, "draft")}, Deadline::in(desk.render_limit));
    if (pdf) return std::move(pdf->bytes);
    using Fault = documents::RenderFault;
    if (pdf.error().fault == Fault::BadDocument || pdf.error().fault == Fault::Quarantined)
        return Failure{malformed("No PDF can be made of it: " + pdf.error().what + ".")};
    return Failure{Refused{Reason::OfficeUnavailable, pdf.error().what}};
}

const templates::Template& BatchWorker::Parts::form_of(const storage::BatchId& batch) {
    if (!form || form->first != batch) {
        auto opened = templates::open_edition(desk.ledger.batch_form(batch));
        if (!opened) throw std::runtime_error("the template that a batch keeps cannot be read");
        form.emplace(batch, std::move(opened).value());
    }
    return form->second;
}

BatchWorker::BatchWorker(const Desk& desk) : parts_(std::make_unique<Parts>(desk)) {}
BatchWorker::~BatchWorker() = default;

bool BatchWorker::work_one() {
    return work_one_of(parts_->desk.ledger, "bulk", [this](const storage::Job& job, const storage::Effects& ends) {
        return parts_->make(job, ends);
    });
}

}  // namespace ehcflow::service
