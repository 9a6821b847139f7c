#include "workflow/measures/timeliness.h"

namespace ehcflow::workflow {
namespace {

constexpr Measure kMeasures[] = {
    {"decisions-6-weeks", "Decisions whether to assess, within 6 weeks",
     "Of the decisions whether to assess that were notified in the month, those notified by the last lawful day.",
     "ehcna-decide", Excusable::No},
    {"plans-20-weeks", "Final plans within 20 weeks, all plans",
     "Of the plans first made final in the month, those sent by the last lawful day. Exceptions are counted as late.",
     "plan-final", Excusable::No},
    {"plans-20-weeks-without-exceptions", "Final plans within 20 weeks, without exceptions",
     "The same, leaving out late plans for which an exception was recorded that regulation 10(4) admits.", "plan-final",
     Excusable::Yes},
};

}  // namespace

std::span<const Measure> timeliness_measures() { return kMeasures; }

std::optional<std::chrono::year_month> counts_in(const Measure& measure, const Duty& duty) {
    if (duty.rule->id != measure.rule || duty.met_by == nullptr) return std::nullopt;
    if (measure.exceptions == Excusable::Yes && duty.status == Status::Excused) return std::nullopt;
    const auto day = duty.met_by->on.ymd();
    return std::chrono::year_month(day.year(), day.month());
}

bool succeeds(const Duty& duty) { return duty.status == Status::Met; }

}  // namespace ehcflow::workflow
