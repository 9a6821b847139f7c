#include "service/app/document_life.h"

#include <algorithm>

#include "documents/compose/notices.h"
#include "templates/engine/members.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using documents::LifeStage;
using templates::Value;

bool is_fit(const storage::DocumentLine& line) {
    const Value findings = findings_of(line);
    return line.document.of_case && std::ranges::none_of(*findings.list(), [](const Value& finding) {
               const Value* overridden = finding.find("overridden");
               return text_of(finding, "severity") == "error" && (overridden == nullptr || !overridden->is_true());
           });
}

bool settles(const workflow::Rule& rule, const std::optional<workflow::Happening>& step) {
    return step && std::ranges::any_of(rule.met_by, [&](const workflow::Happening& one) {
               return one.kind == step->kind &&
                      (one.field.empty() || (one.field == step->field && one.word == step->word));
           });
}

bool has_gone(LifeStage stage) {
    return stage == LifeStage::Dispatched || stage == LifeStage::Served || stage == LifeStage::Delivered;
}

}  // namespace

std::vector<documents::Lived> lived(const storage::Document& document) {
    std::vector<documents::Lived> steps;
    for (const storage::DocumentStep& one : document.steps)
        if (const auto step = documents::step_recorded_as(one.kind))
            steps.push_back({*step, one.happened_on, one.route});
    return steps;
}

documents::Life life_of(const Desk& desk, const DocumentView& view) {
    return documents::life_of(is_fit(view), lived(view.document), desk.today(), desk.calendar);
}

documents::Life life_of(const Desk& desk, const storage::DocumentLine& line) {
    return documents::life_of(is_fit(line), lived(line.document), desk.today(), desk.calendar);
}

bool is_officer(const Desk& desk, std::string_view id) {
    const Value* officers = desk.council.find("officers");
    return officers != nullptr && officers->list() != nullptr && !id.empty() &&
           std::ranges::any_of(*officers->list(), [&](const Value& one) { return text_of(one, "id") == id; });
}

bool takes_email(const Value& record, const storage::Document& document, Date on) {
    const auto notice = documents::notice_named(document.kind);
    if (notice && documents::notice_row(*notice).addressed != documents::Addressee::Family) return true;
    const Value* family = record.find("family");
    if (family == nullptr || family->list() == nullptr) return false;
    return std::ranges::any_of(*family->list(), [&](const Value& someone) {
        const auto agreed = Date::parse(text_of(someone, "email_consent"));
        return text_of(someone, "id") == document.recipient && agreed && *agreed <= on;
    });
}

bool discharges(const storage::Document& document, const workflow::Rule& rule) {
    const auto notice = documents::notice_named(document.kind);
    if (!notice) return false;
    const documents::NoticeRow& row = documents::notice_row(*notice);
    return settles(rule, row.records) || settles(rule, row.also_records);
}

std::vector<Sending> sendings(const Desk& desk, const CaseView& view, std::span<const storage::DocumentLine> lines) {
    std::vector<Sending> found;
    for (const workflow::Duty& duty : view.answer.duties) {
        if (!workflow::is_owed(duty) || duty.rule->who != workflow::Party::Authority) continue;
        Sending sending{&duty, "prepared, not sent", {}};
        for (const storage::DocumentLine& line : lines) {
            if (!discharges(line.document, *duty.rule) || london_date(line.document.prepared_at) < duty.trigger->on)
                continue;
            const LifeStage stage = life_of(desk, line).stage;
            if (!documents::is_to_go(stage) && !has_gone(stage)) continue;
            if (has_gone(stage)) sending.says = "sent, but not yet to everybody";
            sending.letters.push_back(&line);
        }
        if (!sending.letters.empty()) found.push_back(std::move(sending));
    }
    return found;
}

std::vector<const storage::DocumentLine*> come_back(const Desk& desk, std::span<const storage::DocumentLine> lines) {
    std::vector<const storage::DocumentLine*> found;
    for (const storage::DocumentLine& line : lines)
        if (life_of(desk, line).stage == LifeStage::Returned) found.push_back(&line);
    return found;
}

}  // namespace ehcflow::service
