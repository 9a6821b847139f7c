#include "service/app/take_step.h"

#include <algorithm>

#include "documents/compose/notices.h"
#include "interchange/value.h"
#include "service/app/mail.h"
#include "service/app/plan_keeping.h"
#include "service/app/sent_letters.h"
#include "service/app/step_mail.h"
#include "service/app/template_versions.h"

namespace ehcflow::service {
namespace {

using documents::Life;
using documents::LifeStage;
using documents::LifeStep;

constexpr std::size_t kLongestNote = 2000;

// What decides about a step: the document as it stands, and its case.
struct Moment {
    const Desk& desk;
    const DocumentView& view;
    const CaseView& now;
    const Life& life;
    const Stepping& given;
};
using Objection = std::optional<Refused>;

Objection out_of_order(const Moment& at) {
    if (documents::row_for(at.life.stage, at.given.step) != nullptr) return std::nullopt;
    if (at.life.stage == LifeStage::Prepared && at.given.step != LifeStep::Dispatch) {
        Refused unfit{Reason::Unfit, "The document has findings that stop it. Mend them, then prepare it again."};
        unfit.findings = at.view.origin.findings;
        return unfit;
    }
    Refused refused{Reason::WrongOrder, "The document is " + std::string(documents::name_of(at.life.stage)) +
                                            ": this step does not follow."};
    for (const std::string_view name : documents::steps_from(at.life.stage)) refused.permitted.emplace_back(name);
    return refused;
}

Objection overtaken(const Moment& at) {
    const auto steps = static_cast<storage::Sequence>(at.view.document.steps.size());
    if (at.given.expected_step == steps) return std::nullopt;
    return from_ledger({storage::Conflict::Code::DocumentMoved, steps});
}

Objection by_nobody(const Moment& at) {
    if (!at.given.officer || is_officer(at.desk, *at.given.officer)) return std::nullopt;
    return Refused{Reason::UnknownOfficer,
                   "\"officer\" is the id of one whom the council's settings list under \"officers\"."};
}

Objection ill_said(const Moment& at) {
    if (documents::step_row(at.given.step).with_reason && at.given.note.empty())
        return malformed("\"reason\" says why in a sentence.");
    if (at.given.note.size() > kLongestNote) return malformed("What is said of a step has at most 2,000 bytes.");
    if (at.given.step == LifeStep::Dispatch && !documents::is_route(at.given.route))
        return malformed("\"route\" is hand, email, first-class or second-class.");
    return std::nullopt;
}

Objection on_a_bad_day(const Moment& at) {
    const Date today = at.desk.today();
    if (at.given.step == LifeStep::Issue) {
        const Date goes_on = at.view.origin.sent_on;
        if (at.given.on == goes_on && goes_on >= today) return std::nullopt;
        return Refused{Reason::OtherDay, "Its dates were counted from a sending on " + to_iso(goes_on) +
                                             ". Prepare it again for the day it goes, which is not before today."};
    }
    const std::string_view fault = documents::day_fault(at.life, at.given.step, at.given.on, today);
    if (fault.empty()) return std::nullopt;
    return Refused{Reason::BadDay, std::string(fault)};
}

Objection without_consent(const Moment& at) {
    const bool by_email = (at.given.step == LifeStep::Issue && at.view.origin.route == "email") ||
                          (at.given.step == LifeStep::Dispatch && at.given.route == "email");
    if (!by_email || takes_email(at.now.record, at.view.document, at.given.on)) return std::nullopt;
    Refused refused{Reason::NoConsent, "This person had not agreed in writing to receive notices by e-mail."};
    refused.cite = "Education Act 1996 s.572(2)-(3)";
    return refused;
}

Objection of_a_withdrawn_template(const Moment& at) {
    const bool goes = at.given.step == LifeStep::Approve || at.given.step == LifeStep::Issue;
    if (!goes || !is_of_withdrawn_version(at.desk, at.view.document)) return std::nullopt;
    return Refused{Reason::Unfit,
                   "The version of the template that it was made from was withdrawn since. Prepare it again."};
}

// A letter that says that the plan is final: the plan is read again, as it stands on the day on which it goes.
Objection the_plan_is_poorer(const Moment& at) {
    const auto notice = documents::notice_named(at.view.document.kind);
    if (at.given.step != LifeStep::Issue || !notice) return std::nullopt;
    Findings findings = plan_findings(at.now, *notice, at.view.origin.sent_on);
    if (documents::all_overridden(findings, at.view.origin.overrides)) return std::nullopt;
    std::erase_if(findings, [](const Finding& one) { return one.severity != Severity::Error; });
    Refused unfit{Reason::Unfit, "The plan as it is now has findings that stop it. Mend them in the plan."};
    unfit.findings = std::move(findings);
    return unfit;
}

// Whether all that has happened since are other letters of its kind, to others: each adviser has a request of their
// own.
bool only_its_like_since(const Moment& at) {
    const auto notice = documents::notice_named(at.view.document.kind);
    if (!notice || at.now.sequence() < at.view.origin.sequence) return false;
    const documents::NoticeRow& row = documents::notice_row(*notice);
    const auto recorded = static_cast<std::ptrdiff_t>(at.now.sequence() - at.view.origin.sequence);
    return row.addressed != documents::Addressee::Family && row.records &&
           std::all_of(
               at.now.history.events.end() - recorded, at.now.history.events.end(),
               [&](const storage::RecordedEvent& one) { return one.kind == workflow::name_of(row.records->kind); });
}

Objection case_moved(const Moment& at) {
    const bool as_seen = !at.given.expected_sequence || *at.given.expected_sequence == at.now.sequence();
    // What a letter says is true of the case as it was when the letter was made.
    const bool still_true =
        at.given.step != LifeStep::Issue || at.now.sequence() == at.view.origin.sequence || only_its_like_since(at);
    if (as_seen && still_true) return std::nullopt;
    return from_ledger({storage::Conflict::Code::SequenceMoved, at.now.sequence()});
}

// In this order: the first that objects is what the caller is told.
constexpr Objection (*kObjections[])(const Moment&) = {
    out_of_order,       overtaken,       by_nobody,  ill_said,
    on_a_bad_day,       without_consent, case_moved, of_a_withdrawn_template,
    the_plan_is_poorer,
};

storage::DocumentStep step_of(const Desk& desk, const Stepping& given) {
    const Date on = given.step == LifeStep::Issue ? desk.today() : given.on;
    return {0,
            std::string(documents::step_row(given.step).recorded),
            on,
            given.officer.value_or(""),
            given.route,
            std::nullopt,
            desk.clock(),
            desk.recorder,
            storage::Body(given.note)};
}

std::int64_t papers_as_of(std::span<const storage::DocumentLine> lines) {
    std::int64_t newest = 0;
    for (const storage::DocumentLine& line : lines)
        for (const storage::DocumentStep& step : line.document.steps) newest = std::max(newest, step.position);
    return newest;
}

// A letter says in its mail whom it is from, and nothing of whom it is about.
storage::NewJob letter_mail(const Desk& desk, const storage::Document& letter) {
    const templates::Value* name = desk.council.find("name");
    const std::string council = name == nullptr || name->text() == nullptr ? std::string("The council") : *name->text();
    templates::Value given;
    given.set("document", letter.id.text());
    return mail_job(letter.of_case, {letter.recipient,
                                     "A letter from " + council,
                                     "A letter from " + council +
                                         " is attached, as a PDF. Please read it soon: it may say by when to answer.\n"
                                         "\nOur reference: " +
                                         letter.of_case->text() + "\n",
                                     {{letter.id}},
                                     "dispatched",
                                     std::move(given)});
}

Recorded recorded_by(const Desk& desk, const CaseView& now, std::span<const storage::DocumentLine> lines,
                     const DocumentId& id, LifeStep step) {
    if (step == LifeStep::Dispatch) return on_dispatch(desk, now, lines, id);
    if (step == LifeStep::Receive) return on_receipt(desk, now, lines, id);
    return {};
}

}  // namespace

Result<Stepped, Refused> take_step(const Desk& desk, const DocumentId& id, const Stepping& given,
                                   const Keep<Stepped>& keep) {
    auto view = view_document(desk, id);
    if (!view) return Failure{std::move(view).error()};
    if (!view->document.of_case)
        return Failure{Refused{Reason::NeverIssued, "A document about many cases is not issued in one of them."}};
    const auto now = view_case(desk, *view->document.of_case, desk.today());
    if (!now) return Failure{now.error()};
    auto lines = desk.ledger.document_lines(now->id());
    const storage::Ledger::Seen seen{now->sequence(), papers_as_of(lines)};
    const auto mine = std::ranges::find_if(lines, [&](const auto& line) { return line.document.id == id; });
    invariant(mine != lines.end(), "a document of a case is one of the case's documents");
    view->document = mine->document;

    const Life life = life_of(desk, *view);
    const Moment at{desk, *view, *now, life, given};
    for (const auto object : kObjections)
        if (auto why = object(at)) return Failure{std::move(*why)};

    mine->document.steps.push_back(step_of(desk, given));
    const Recorded recorded = recorded_by(desk, *now, lines, id, given.step);
    std::optional<CaseView> then;  // where the step records something
    if (!recorded.events.empty()) {
        auto foreseen = foresee(desk, now->history, now->record, recorded.events);
        if (!foreseen) return Failure{std::move(foreseen).error()};
        then = std::move(foreseen).value();
        mine->document.steps.back().event = then->sequence();
    }
    view->document = mine->document;
    const storage::DocumentStep& step = view->document.steps.back();
    Stepped stepped{*view, then ? then->sequence() : now->sequence(), recorded.waiting_for};
    storage::Effects effects = effects_of(then ? *then : *now, stepped, keep);
    if (then) add_step_mail(effects, desk, *then, recorded.events.size());
    if (given.step == LifeStep::Issue && view->origin.route == "email")
        effects.jobs.push_back(letter_mail(desk, view->document));
    const auto done =
        desk.ledger.record_step(id, {step.kind, step.happened_on, step.officer, step.route, storage::Body(given.note)},
                                seen, new_events(recorded.events), desk.recorder, effects);
    if (!done) return Failure{from_ledger(done.error())};
    return stepped;
}

std::optional<Refused> may_not_be_mailed(const Desk& desk, const DocumentId& id) {
    const auto view = view_document(desk, id);
    if (!view) return view.error();
    if (!view->document.of_case || life_of(desk, *view).stage != LifeStage::Issued)
        return Refused{Reason::WrongOrder, "the letter is not waiting to be sent any more"};
    const auto now = view_case(desk, *view->document.of_case, desk.today());
    if (!now) return now.error();
    if (desk.today() < view->origin.sent_on)
        return Refused{Reason::MailUnavailable, "the letter is to go on " + to_iso(view->origin.sent_on)};
    if (desk.today() > view->origin.sent_on)
        return Refused{Reason::OtherDay, "its dates were counted from a sending on " + to_iso(view->origin.sent_on) +
                                             "; withdraw it and prepare it again"};
    if (!takes_email(now->record, view->document, desk.today()))
        return Refused{Reason::NoConsent, "this person has not agreed in writing to receive notices by e-mail"};
    return std::nullopt;
}

Result<void, Refused> record_mailed(const Desk& desk, const DocumentId& id, const std::string& message_id,
                                    const storage::Effects& ends) {
    constexpr int kTries = 20;  // somebody else may record in the case at the same time
    for (int attempt = 1;; ++attempt) {
        const auto view = view_document(desk, id);
        if (!view) return Failure{view.error()};
        const auto done = take_step(desk, id,
                                    {.step = LifeStep::Dispatch,
                                     .officer = std::nullopt,
                                     .on = desk.today(),
                                     .route = "email",
                                     .note = "The mail server has it as " + message_id,
                                     .expected_step = static_cast<storage::Sequence>(view->document.steps.size())},
                                    [&](const Stepped&) { return ends; });
        if (done) return {};
        if (done.error().reason != Reason::Moved || attempt == kTries) return Failure{done.error()};
    }
}

}  // namespace ehcflow::service
