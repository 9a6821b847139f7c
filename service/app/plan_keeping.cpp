#include "service/app/plan_keeping.h"

#include <algorithm>
#include <map>
#include <ranges>

#include "base/text.h"
#include "documents/compose/plan_changes.h"
#include "documents/compose/plan_document.h"
#include "interchange/plan_json.h"
#include "interchange/value.h"
#include "plans/checks.h"
#include "service/app/plan_judging.h"
#include "service/app/revise_record.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

constexpr std::string_view kPlan = "plan";

plans::Child child_of(const Value& record) {
    const Value& child = part(record, "child");
    return {text_of(child, "first_name"), text_of(child, "last_name"), text_of(child, "known_as"),
            text_of(child, "year_group"), Date::parse(text_of(child, "born"))};
}

Refused no_plan() { return {Reason::UnknownPlan, "No plan is kept in this case."}; }

Refused unreadable(Findings findings) {
    Refused refused = malformed("The plan is not as docs/plans.md has it; each finding says what to mend.");
    refused.findings = std::move(findings);
    return refused;
}

Result<plans::Plan, Refused> plan_in(const Value& record) {
    const Value* value = record.find(kPlan);
    if (value == nullptr) return Failure{no_plan()};
    auto plan = interchange::plan_of(*value);
    if (!plan) return Failure{unreadable(std::move(plan).error())};
    plan->child = child_of(record);
    return std::move(plan).value();
}

Findings findings_of(const plans::Plan& plan) {
    Findings findings;
    for (const auto& remark : plans::check(plan)) findings.push_back(as_finding(remark, plan.stage));
    return findings;
}

plans::Adviser adviser_named(std::string_view name) {
    using plans::Adviser;
    struct Row {
        std::string_view name;
        Adviser adviser;
    };
    static constexpr Row kRows[] = {{"family", Adviser::Family},          {"education", Adviser::Education},
                                    {"health", Adviser::Health},          {"psychology", Adviser::Psychology},
                                    {"social-care", Adviser::SocialCare}, {"adulthood", Adviser::Adulthood}};
    const auto* found = std::ranges::find(kRows, name, &Row::name);
    return found == std::end(kRows) ? Adviser::Other : found->adviser;
}

// Advice of the case that came in after the family had the draft, and that section K does not list.
std::vector<plans::Advice> late_advice(const plans::Plan& plan, const workflow::Timeline& timeline) {
    using workflow::Kind;
    std::optional<Date> shown;
    std::map<std::string, std::string_view> asked;  // whose advice, by the request's name
    std::vector<plans::Advice> late;
    for (const workflow::Event& event : timeline.events) {
        if (event.kind == Kind::DraftSent || event.kind == Kind::AmendmentProposed) shown = event.on;
        const auto* ref = event.find<std::string>("ref");
        if (event.kind == Kind::AdviceRequested && ref != nullptr) asked[*ref] = event.word("from");
        if (event.kind != Kind::AdviceReceived || ref == nullptr || !shown || event.on <= *shown) continue;
        const plans::Adviser adviser = adviser_named(asked[*ref]);
        const bool listed = std::ranges::any_of(plan.advice, [&](const plans::Advice& row) {
            const auto day = row.received ? row.received : row.dated;
            return row.adviser == adviser && day && *day > *shown;
        });
        if (!listed) late.push_back({"received " + to_plain(event.on), "", "", "", adviser, {}, event.on});
    }
    return late;
}

plans::Plan with_late(plans::Plan plan, std::vector<plans::Advice> late) {
    std::ranges::move(late, std::back_inserter(plan.advice));
    return plan;
}

struct FormRow {
    std::string_view kind, title, template_path;
};
FormRow row_of(PlanForm form) {
    switch (form) {
        case PlanForm::Plan:
            return {"plan", "The plan", documents::kPlanTemplate};
        case PlanForm::MyPage:
            return {"my-page", "The child's own page", documents::kMyPageTemplate};
        case PlanForm::Changes:
            return {"plan-changes", "What would change in the plan", documents::kPlanChangesTemplate};
    }
    return {};
}

}  // namespace

plans::Plan as_checked(const PlanView& view) { return with_late(view.plan, view.late); }

Result<PlanView, Refused> view_plan(const Desk& desk, const CaseId& id) {
    const auto view = view_case(desk, id, desk.today());
    if (!view) return Failure{view.error()};
    auto plan = plan_in(view->record);
    if (!plan) return Failure{std::move(plan).error()};
    auto judgements = judgements_in(view->record, plan->version);
    auto late = late_advice(*plan, view->timeline);
    return PlanView{std::move(plan).value(), view->history.revision, std::move(judgements), std::move(late)};
}

Result<PlanView, Refused> write_plan(const Desk& desk, const CaseId& id, const PlanGiven& given,
                                     const Keep<PlanView>& keep) {
    if (trim(given.by).empty() || trim(given.why).empty())
        return Failure{malformed("\"by\" says who writes the plan, and \"why\" the reason.")};
    auto plan = interchange::plan_of(given.plan);
    if (!plan) return Failure{unreadable(std::move(plan).error())};
    const auto view = view_case(desk, id, desk.today());
    if (!view) return Failure{view.error()};
    // Said here too: the rest of the record is carried over from what was just read.
    if (view->history.revision != given.expected)
        return Failure{from_ledger({storage::Conflict::Code::RevisionMoved, view->history.revision})};
    plan->child = {};  // the record has it, once
    plan->change = {given.by, given.why};
    Value record = view->record;
    record.set(kPlan, interchange::plan_value(*plan));
    plan->child = child_of(record);
    auto judgements = judgements_in(record, plan->version);
    auto late = late_advice(*plan, view->timeline);
    PlanView written{std::move(plan).value(), given.expected + 1, std::move(judgements), std::move(late)};
    const auto revised = revise_record(desk, id, given.expected, record,
                                       [&](const CaseView&) { return keep ? keep(written) : storage::Effects{}; });
    if (!revised) return Failure{revised.error()};
    return written;
}

Result<std::vector<PlanVersion>, Refused> plan_history(const Desk& desk, const CaseId& id) {
    const auto view = view_case(desk, id, desk.today());  // unknown and erased cases are refused as everywhere
    if (!view) return Failure{view.error()};
    std::vector<PlanVersion> versions;
    for (const auto& revision : desk.ledger.revisions(id)) {
        const auto record = revision.record ? interchange::read_value(revision.record->reveal())
                                            : Result<Value, std::string>(Failure{std::string()});
        auto plan = record ? plan_in(*record) : Result<plans::Plan, Refused>(Failure{no_plan()});
        if (!plan || (!versions.empty() && versions.back().view.plan == *plan)) continue;
        versions.push_back(
            {{std::move(plan).value(), revision.revision, {}, {}}, revision.recorded_at, revision.recorder});
    }
    return versions;
}

std::optional<Value> plan_before(const Desk& desk, const CaseView& view) {
    const auto now = plan_in(view.record);
    const auto versions =
        now ? plan_history(desk, view.id()) : Result<std::vector<PlanVersion>, Refused>(Failure{now.error()});
    if (!versions) return std::nullopt;
    bool behind_a_draft = false;
    for (const auto& one : *versions | std::views::reverse) {
        const plans::Plan& plan = one.view.plan;
        const bool draft = plan.stage == plans::Stage::Draft;
        if (!draft && (behind_a_draft || plan.version < now->version)) return interchange::plan_value(plan);
        behind_a_draft = behind_a_draft || draft;
    }
    return std::nullopt;
}

Result<DocumentView, Refused> prepare_plan(const Desk& desk, const CaseId& id, const PlanWanted& wanted,
                                           const Keep<DocumentView>& keep) {
    const auto now = view_case(desk, id, desk.today());
    if (!now) return Failure{now.error()};
    auto plan = plan_in(now->record);
    if (!plan) return Failure{std::move(plan).error()};
    const auto versions = plan_history(desk, id);
    if (!versions) return Failure{versions.error()};
    const auto kept = [&](storage::Sequence revision) -> const plans::Plan* {
        const auto found =
            std::ranges::find(*versions, revision, [](const PlanVersion& one) { return one.view.revision; });
        return found == versions->end() ? nullptr : &found->view.plan;
    };
    if (wanted.revision) {
        const plans::Plan* asked = kept(*wanted.revision);
        if (asked == nullptr) return Failure{malformed("\"revision\" is one that the plan's history has.")};
        plan = *asked;
    }
    Value values = documents::compose_plan(*plan);
    if (wanted.form == PlanForm::Changes) {
        const plans::Plan* before = kept(wanted.since);
        if (before == nullptr) return Failure{malformed("\"since\" is a revision that the plan's history has.")};
        values = documents::compose_changes(*before, *plan);
    }
    const FormRow row = row_of(wanted.form);
    const ShelvedTemplate& sheet = desk.templates.at(row.template_path);
    auto made = make_document(desk, sheet, values);
    if (!made) return Failure{std::move(made).error()};
    if (wanted.form == PlanForm::Plan)
        made->findings = findings_of(with_late(*plan, late_advice(*plan, now->timeline)));
    DocumentOrigin origin{std::move(values), desk.today(), {}, now->sequence(), made->findings};
    storage::NewDocument stored = new_document(sheet, *made, origin);
    stored.of_case = id;
    stored.kind = row.kind;
    stored.title = row.title;
    DocumentView shown = view_of(desk, stored, std::move(origin));
    const auto done = desk.ledger.prepare_documents({{std::move(stored), document_now(shown)}}, desk.recorder,
                                                    keep ? keep(shown) : storage::Effects{});
    if (!done) return Failure{from_ledger(done.error())};
    return shown;
}

Findings plan_findings(const CaseView& view, documents::Notice notice, Date sent_on) {
    if (notice != documents::Notice::FinalPlan && notice != documents::Notice::AmendedPlan) return {};
    auto plan = plan_in(view.record);
    if (!plan && plan.error().reason == Reason::UnknownPlan)
        return {{"plan-not-kept", Severity::Warning, "record.plan",
                 "The plan that goes with this letter is not kept here.",
                 "Write it through the plan's address, so that it can be checked before it goes."}};
    if (!plan) {
        Findings findings = plan.error().findings;
        for (Finding& finding : findings) finding.place = "record.plan." + finding.place;
        return findings;
    }
    plan->stage = notice == documents::Notice::FinalPlan ? plans::Stage::Final : plans::Stage::Amended;
    if (!plan->dated) plan->dated = sent_on;
    return findings_of(with_late(*plan, late_advice(*plan, view.timeline)));
}

}  // namespace ehcflow::service
