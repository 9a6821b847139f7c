#include "service/app/plan_judging.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "interchange/plan_json.h"
#include "plans/checks.h"
#include "service/app/list_cases.h"
#include "service/app/revise_record.h"
#include "storage/digest.h"

namespace ehcflow::service {
namespace {

using templates::Value;

constexpr std::string_view kJudgements = "plan_judgements";

std::vector<plans::Judgement> all_in(const Value& record) {
    const Value* kept = record.find(kJudgements);
    auto read = kept == nullptr ? Result<std::vector<plans::Judgement>, Findings>(std::vector<plans::Judgement>{})
                                : interchange::judgements_of(*kept);
    return read ? std::move(read).value() : std::vector<plans::Judgement>{};
}

Findings faults_of(const std::vector<plans::Judgement>& judgements) {
    Findings findings;
    for (std::size_t i = 0; i < judgements.size(); ++i) {
        const std::string place = "judgements[" + std::to_string(i) + "].";
        if (plans::criterion_named(judgements[i].criterion) == nullptr)
            findings.push_back({"unknown-criterion", Severity::Error, place + "criterion",
                                "There is no such criterion.", "Name one of those that the plan's audit lists."});
        if (judgements[i].score < 0 || judgements[i].score > plans::kBestScore)
            findings.push_back({"wrong-score", Severity::Error, place + "score", "It is no score.",
                                "Give 0 (inadequate), 1 (requires improvement), 2 (good) or 3 (outstanding)."});
    }
    return findings;
}

// One grade a day: a later judgement of the same day takes the place of the earlier one.
void add_grade(Value& record, Date on, std::string_view name) {
    Value::List grades;
    if (const Value* kept = record.find("grades"); kept != nullptr && kept->list() != nullptr) grades = *kept->list();
    std::erase_if(grades, [&](const Value& one) {
        const Value* day = one.find("on");
        return day != nullptr && day->text() != nullptr && *day->text() == to_iso(on);
    });
    Value grade;
    grade.set("on", to_iso(on));
    grade.set("grade", name);
    grades.push_back(std::move(grade));
    record.set("grades", std::move(grades));
}

std::string text_at(const Value& record, std::string_view part, std::string_view name) {
    const Value* of = record.find(part);
    const Value* value = of == nullptr ? nullptr : of->find(name);
    return value == nullptr || value->text() == nullptr ? std::string() : *value->text();
}

std::string group_of(const Value& record, const plans::Plan& plan, SampleBy by) {
    switch (by) {
        case SampleBy::All:
            return {};
        case SampleBy::Team:
            return text_at(record, "officer", "team");
        case SampleBy::Need:
            return plan.needs.empty() ? std::string() : plan.needs.front().area;
        case SampleBy::Setting:
            return text_at(record, "setting", "name");
    }
    return {};
}

}  // namespace

std::vector<plans::Judgement> judgements_in(const Value& record, int version) {
    auto judgements = all_in(record);
    std::erase_if(judgements, [&](const plans::Judgement& one) { return one.version != version; });
    return judgements;
}

Result<PlanView, Refused> record_judgements(const Desk& desk, const CaseId& id, const JudgementsGiven& given,
                                            const Keep<PlanView>& keep) {
    if (trim(given.by).empty() || trim(given.agency).empty() || given.judgements.empty())
        return Failure{malformed("\"by\" names the auditor, \"agency\" whom they audit for; at least one judgement.")};
    if (Findings faults = faults_of(given.judgements); !faults.empty()) {
        Refused refused = malformed("These are no judgements; each finding says what to mend.");
        refused.findings = std::move(faults);
        return Failure{std::move(refused)};
    }
    auto now = view_plan(desk, id);
    if (!now) return Failure{std::move(now).error()};
    if (now->revision != given.expected)
        return Failure{from_ledger({storage::Conflict::Code::RevisionMoved, now->revision})};
    const auto view = view_case(desk, id, desk.today());
    if (!view) return Failure{view.error()};
    Value record = view->record;
    auto all = all_in(record);
    for (plans::Judgement one : given.judgements) {
        one.by = given.by, one.agency = given.agency;
        one.on = desk.today(), one.version = now->plan.version;
        now->judgements.push_back(one);
        all.push_back(std::move(one));
    }
    record.set(kJudgements, interchange::judgements_value(all));
    const plans::Plan checked = as_checked(*now);
    const plans::Audit audit = plans::audit(plans::check(checked), now->judgements);
    if (!audit.is_open()) add_grade(record, desk.today(), audit.grade());
    ++now->revision;
    const auto revised = revise_record(desk, id, given.expected, record,
                                       [&](const CaseView&) { return keep ? keep(*now) : storage::Effects{}; });
    if (!revised) return Failure{revised.error()};
    return now;
}

std::vector<SampleGroup> draw_sample(const Desk& desk, SampleBy by, const std::string& seed, std::size_t each) {
    std::map<std::string, std::map<std::string, std::string>> groups;  // references by their lot
    for (const CaseView& view : caseload(desk.ledger, desk.calendar, desk.today())) {
        const Value* kept = view.record.find("plan");
        const auto plan =
            kept == nullptr ? Result<plans::Plan, Findings>(Failure{Findings{}}) : interchange::plan_of(*kept);
        if (!plan || plan->stage == plans::Stage::Draft) continue;
        const std::string& reference = view.id().text();
        groups[group_of(view.record, *plan, by)].emplace(storage::sha256(seed + "\n" + reference).hex(), reference);
    }
    std::vector<SampleGroup> sample;
    for (const auto& [name, lots] : groups) {
        SampleGroup group{name, lots.size(), {}};
        for (const auto& [lot, reference] : lots)
            if (group.references.size() < each) group.references.push_back(reference);
        sample.push_back(std::move(group));
    }
    return sample;
}

}  // namespace ehcflow::service
