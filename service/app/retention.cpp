#include "service/app/retention.h"

#include <algorithm>

#include "interchange/value.h"
#include "service/app/people.h"
#include "service/app/recording.h"

namespace ehcflow::service {
namespace {

// Defaults to be adopted, or changed, by the council's records officer (docs/operations.md).
constexpr RetentionRule kRules[] = {
    {"case-with-plan", "a case in which a plan was made: its record, people, events and documents", After::Birth, 31, 0,
     "Children and Families Act 2014 s.46 (a plan may run until 25); Limitation Act 1980 ss.2 and 5 (six years)"},
    {"case-without-plan", "a case in which no plan was made: its record, people, events and documents", After::Birth,
     25, 0,
     "Limitation Act 1980 s.28 (time runs from 18) with ss.2 and 5 (six years), and a year for a claim to be served"},
    {"access-log", "who looked at which case", After::Look, 6, 0, "Limitation Act 1980 s.2; UK GDPR art.5(2)"},
    {"reply", "the answer to a write that may be repeated", After::Reply, 0, 90,
     "UK GDPR art.5(1)(e): no longer needed"},
    {"job", "work that is done", After::JobDone, 0, 90, "UK GDPR art.5(1)(e): no longer needed"},
    {"backup", "a backup: it holds what has been erased since", After::BackupMade, 0, 35,
     "UK GDPR arts.5(1)(e) and 17: what is erased goes from the backups too"},
};
constexpr int kQuietYears = 6;  // since anything last happened in a case

Date years_after(Date day, int years) {
    const auto later = day.ymd() + std::chrono::years(years);
    return later.ok() ? Date(std::chrono::sys_days(later)) : Date(std::chrono::sys_days(later.year() / 3 / 1));
}

bool has_plan(const storage::CaseHistory& history) {
    static constexpr std::string_view kMakes[] = {"plan-finalised", "plan-amended", "plan-transferred-in"};
    return std::any_of(history.events.begin(), history.events.end(), [](const storage::RecordedEvent& event) {
        return std::find(std::begin(kMakes), std::end(kMakes), event.kind) != std::end(kMakes);
    });
}

std::optional<Date> born(const storage::CaseHistory& history) {
    const templates::Value record = put_together(history);
    const templates::Value* child = record.find("child");
    const templates::Value* day = child == nullptr ? nullptr : child->find("born");
    return day == nullptr || day->text() == nullptr ? std::nullopt : Date::parse(*day->text());
}

std::optional<DueCase> due_of(const storage::Ledger& ledger, const storage::CaseHistory& history, Date on) {
    const auto birth = history.erased ? std::nullopt : born(history);
    if (!birth) return std::nullopt;
    const RetentionRule& rule = retention_rule(has_plan(history) ? "case-with-plan" : "case-without-plan");
    Date since = due_to_go(rule, *birth);
    for (const storage::RecordedEvent& event : history.events)
        since = std::max(since, years_after(event.happened_on, kQuietYears));
    if (since > on) return std::nullopt;
    return DueCase{history.id, &rule, since, ledger.is_held(history.id)};
}

}  // namespace

std::span<const RetentionRule> retention_rules() { return kRules; }

const RetentionRule& retention_rule(std::string_view id) {
    const auto* rule =
        std::find_if(std::begin(kRules), std::end(kRules), [&](const RetentionRule& one) { return one.id == id; });
    invariant(rule != std::end(kRules), "a retention rule that no table names");
    return *rule;
}

Date due_to_go(const RetentionRule& rule, Date from) {
    return years_after(from, rule.years) + std::chrono::days(rule.days);
}

std::vector<DueCase> due_cases(const storage::Ledger& ledger, Date on) {
    std::vector<DueCase> due;
    ledger.for_each_case([&](const storage::CaseHistory& history) {
        if (auto one = due_of(ledger, history, on)) due.push_back(*one);
    });
    return due;
}

Result<storage::Certificate, Refused> dispose(storage::Ledger& ledger, const CaseId& id,
                                              const storage::RecorderId& approved_by,
                                              const storage::RecorderId& recorder, Date on,
                                              const storage::Effects& effects) {
    using Code = storage::Conflict::Code;
    const auto history = ledger.read_case(id);
    if (!history) return Failure{from_ledger({Code::CaseUnknown})};
    if (history->erased) return Failure{from_ledger({Code::CaseErased})};
    const auto due = due_of(ledger, *history, on);
    if (!due) return Failure{Refused{Reason::NotDue, "No retention rule lets this case go yet."}};
    const auto erased = ledger.erase(id, std::string(due->rule->id), approved_by, recorder, effects);
    if (!erased) return Failure{from_ledger(erased.error())};
    return ledger.certificate(id).value();
}

templates::Value certificate_value(const storage::Certificate& certificate) {
    const auto number = [](std::int64_t n) { return templates::Number{static_cast<double>(n), std::to_string(n)}; };
    templates::Value value;
    value.set("case", certificate.of_case.text());
    value.set("rule", certificate.rule);
    for (const RetentionRule& rule : kRules)
        if (rule.id == certificate.rule) value.set("source", rule.source);
    value.set("approved_by", certificate.approved_by.text());
    value.set("erased_at", to_iso(certificate.erased.at));
    value.set("texts", number(certificate.erased.texts));
    value.set("documents", number(certificate.erased.documents));
    value.set("entry", number(certificate.erased.position));
    value.set("hash", certificate.hash.hex());
    return value;
}

}  // namespace ehcflow::service
