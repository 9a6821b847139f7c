#include "service/app/reminders.h"

#include <algorithm>

#include "interchange/value.h"
#include "service/app/case_view.h"
#include "service/app/mailing.h"
#include "service/app/recording.h"
#include "service/app/step_mail.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using std::chrono::days;
using templates::Value;

// From the last lawful day, in order; the newest that has come counts.
constexpr days kFalls[] = {days(-14), days(-3), days(1), days(7), days(28)};
// One that fell longer ago is not made up for: its job, if there was one, may have been cleared by age (retention.cpp).
constexpr days kMadeUpFor{60};
constexpr std::size_t kAtOnce = 500;

// A family's time that may be used or not is nobody's to be reminded of.
bool is_reminded_of(const storage::OwedDuty& duty) { return duty.who != workflow::name_of(workflow::Party::Family); }

std::optional<days> newest_fall(const storage::OwedDuty& duty, Date today) {
    std::optional<days> newest;
    for (const days fall : kFalls) {
        const Date on = *duty.due + fall;
        if (on <= today && on > duty.started_on && on > today - kMadeUpFor) newest = fall;
    }
    return newest;
}

storage::NewJob reminder_job(const CaseId& id, const storage::OwedDuty& duty, days fall) {
    Value body;
    body.set("rule", duty.rule);
    body.set("due", to_iso(*duty.due));
    body.set("started_by", duty.started_by);
    body.set("started_on", to_iso(duty.started_on));
    body.set("days", static_cast<int>(fall.count()));
    std::string json = interchange::write_value(body);
    const std::string number = storage::sha256("reminder " + id.text() + " " + json).hex().substr(0, 32);
    return {*storage::JobId::parse("J-" + number), "reminder", id, std::move(json)};
}

bool is_about(const Value& body, std::string_view name, std::string_view text) {
    const Value* value = body.find(name);
    return value != nullptr && value->text() != nullptr && *value->text() == text;
}

bool is_about(const Value& body, const workflow::Duty& duty) {
    return duty.due && is_about(body, "rule", duty.rule->id) && is_about(body, "due", to_iso(*duty.due)) &&
           is_about(body, "started_by", workflow::name_of(duty.trigger->kind)) &&
           is_about(body, "started_on", to_iso(duty.trigger->on));
}

Mail reminder(const Desk& desk, const CaseView& view, const workflow::Duty& duty) {
    const bool is_over = *duty.due < desk.today();
    return {"officer", view.id().text() + (is_over ? ": overdue since " : ": due on ") + to_plain(*duty.due),
            (is_over ? "This is overdue in case " : "This has to be done in case ") + view.id().text() + "\n" +
                in_a_sentence(duty) + "\n" + where_it_is(desk, view.id())};
}

}  // namespace

std::size_t add_reminders(const Desk& desk) {
    if (desk.mailing == nullptr) return 0;
    const Date today = desk.today();
    std::size_t there = 0;
    storage::Effects effects;
    const auto add = [&] {
        if (effects.jobs.empty()) return;
        const auto added = desk.ledger.add_jobs(std::nullopt, desk.recorder, effects);
        invariant(added.ok(), "jobs that follow from no write are not refused");
        there += effects.jobs.size();
        effects.jobs.clear();
    };
    const auto first = today - kMadeUpFor - *std::rbegin(kFalls);
    for (const auto& [id, duty] : desk.ledger.duty_lines(first, today - *std::begin(kFalls))) {
        const auto fall = is_reminded_of(duty) ? newest_fall(duty, today) : std::nullopt;
        if (fall) effects.jobs.push_back(reminder_job(id, duty, *fall));
        if (effects.jobs.size() >= kAtOnce) add();
    }
    add();
    return there;
}

Result<void, Refused> remind(const Desk& desk, const storage::Job& job, const Value& body,
                             const storage::Effects& ends) {
    storage::Effects effects = ends;
    if (job.of_case)
        if (const auto view = view_case(desk, *job.of_case, desk.today()))
            for (const workflow::Duty* duty : workflow::owed(view->answer))
                if (is_about(body, *duty) && effects.jobs.empty())
                    effects.jobs.push_back(mail_job(job.of_case, reminder(desk, *view, *duty)));
    const auto done = desk.ledger.add_jobs(std::nullopt, desk.recorder, effects);
    if (!done) return Failure{from_ledger(done.error())};
    return {};
}

}  // namespace ehcflow::service
