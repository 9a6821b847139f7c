#include "workflow/faults.h"

#include <algorithm>

#include "workflow/appealable.h"
#include "workflow/explain.h"
#include "workflow/lateness.h"

namespace ehcflow::workflow {
namespace {

std::string days_in_words(int days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

// Whether the step that was late is one against which the family may appeal.
bool opens_an_appeal(const Rule& rule) {
    return std::any_of(rule.met_by.begin(), rule.met_by.end(), [](const Happening& step) {
        return std::any_of(kAppealable.begin(), kAppealable.end(),
                           [&](const AppealableNotice& row) { return row.notice.kind == step.kind; });
    });
}

std::string_view code_of(const Duty& duty) {
    if (duty.status == Status::Breached) return "cut-short";
    if (duty.status == Status::Omitted) return "passed-over";
    if (duty.rule->who != Party::Authority) return "advice-late";
    return duty.status == Status::Late ? "late" : "not-done";
}

std::optional<int> days_of(const Duty& duty, Date today) {
    if (!duty.due) return std::nullopt;
    const auto between = [](Date from, Date to) { return static_cast<int>((to - from).count()); };
    if (duty.status == Status::Breached) return between(duty.cut_by->on, *duty.due);
    return between(*duty.due, duty.met_on.value_or(today));
}

std::string effect_of(const Duty& duty, std::optional<int> days) {
    if (duty.status == Status::Breached)
        return "The family had " + days_in_words(*days) + " less than the law gives them.";
    if (duty.status == Status::Omitted) return "The step was taken without what the law puts before it.";
    if (duty.rule->who != Party::Authority)
        return "The council answers for the whole timetable: an investigator asks when it asked and when it chased.";
    if (!opens_an_appeal(*duty.rule)) return {};
    return duty.status == Status::Late
               ? "The family's right of appeal came " + days_in_words(*days) + " late."
               : "Until it is sent the family cannot appeal; they have waited " + days_in_words(*days) + " so far.";
}

Fault fault_of(const Duty& duty, Date today) {
    const auto days = days_of(duty, today);
    return {code_of(duty),
            duty.rule->id,
            duty.trigger->position,
            days,
            std::string(duty.rule->sense) + " " + outcome_in_words(duty, today),
            effect_of(duty, days),
            duty.rule->cite};
}

// Exceptions that were recorded and excuse nothing, though something was late.
void add_idle_exceptions(const Timeline& timeline, const Answer& answer, std::vector<Fault>& faults) {
    const bool anything_late = std::any_of(answer.duties.begin(), answer.duties.end(), is_lateness);
    if (!anything_late) return;
    for (const Event& event : timeline.events) {
        if (event.kind != Kind::ExceptionRecorded) continue;
        const bool excuses = std::any_of(answer.duties.begin(), answer.duties.end(),
                                         [&](const Duty& duty) { return duty.excused_by == &event; });
        if (excuses) continue;
        const auto* because = event.find<std::string>("impractical_because");
        const bool unexplained = because == nullptr || because->empty();
        faults.push_back({"exception-excuses-nothing",
                          {},
                          event.position,
                          std::nullopt,
                          "The exception recorded on " + to_long(event.on) + " excuses no lateness. " +
                              (unexplained ? "It does not say why it made compliance impractical."
                                           : "Its ground is not one that the provisions in question list, or their "
                                             "own conditions do not hold."),
                          {},
                          "SI 2014/1530 regs 5(4), 8(2), 10(4), 13(3), 27(3), 44(3), 45(7)"});
    }
}

// A plan stands, and nothing says where the child is: its provision cannot be shown to be secured.
void add_whereabouts(const Timeline& timeline, const Answer& answer, std::vector<Fault>& faults) {
    if (!plan_stands(answer.state)) return;
    const Event* left = nullptr;
    bool known = false;
    for (const Event& event : timeline.events) {
        if (event.kind == Kind::PlacementStarted || event.kind == Kind::WhereaboutsConfirmed) known = true;
        if (event.kind != Kind::PlacementEnded) continue;
        known = false;
        left = &event;
    }
    if (known) return;
    faults.push_back({"whereabouts-unknown",
                      {},
                      left != nullptr ? std::optional(left->position) : std::nullopt,
                      std::nullopt,
                      left != nullptr ? "The last placement ended on " + to_long(left->on) +
                                            ", and nothing says where the child has been since."
                                      : "A plan is maintained, and the record shows the child nowhere: no placement "
                                        "has started, and nobody has confirmed where they are.",
                      "The council cannot show that the provision in the plan is secured.",
                      "CFA 2014 ss.22, 42(2)"});
}

}  // namespace

std::vector<Fault> likely_faults(const Timeline& timeline, const Answer& answer) {
    std::vector<Fault> faults;
    for (const Duty& duty : answer.duties)
        if (is_lateness(duty)) faults.push_back(fault_of(duty, answer.today));
    add_idle_exceptions(timeline, answer, faults);
    add_whereabouts(timeline, answer, faults);
    return faults;
}

}  // namespace ehcflow::workflow
