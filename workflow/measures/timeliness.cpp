#include "workflow/measures/timeliness.h"

namespace ehcflow::workflow {
namespace {

constexpr std::string_view kPublished = "the published statistics of EHC plans; unverified against their methodology";
constexpr std::string_view kOurs = "ours; no national figure is known to be counted in the same way";

constexpr std::size_t kInStatement = 3;
constexpr Measure kMeasures[] = {
    {"decisions-6-weeks", "Decisions whether to assess, within 6 weeks",
     "Of the decisions whether to assess that were notified in the month, those notified by the last lawful day.",
     "ehcna-decide", Excusable::No, kOurs},
    {"plans-20-weeks", "Final plans within 20 weeks, all plans",
     "Of the plans first made final in the month, those sent by the last lawful day. Exceptions are counted as late.",
     "plan-final", Excusable::No, kPublished},
    {"plans-20-weeks-without-exceptions", "Final plans within 20 weeks, without exceptions",
     "The same, leaving out late plans for which an exception was recorded that regulation 10(4) admits.", "plan-final",
     Excusable::Yes, kPublished},
    {"no-plan-16-weeks", "Decisions to make no plan, within 16 weeks, all decisions",
     "Of the decisions after an assessment to make no plan that were notified in the month, those notified by the last "
     "lawful day. Exceptions are counted as late.",
     "plan-refuse", Excusable::No, kOurs},
    {"review-decisions-4-weeks", "Decisions after a review, within 4 weeks",
     "Of the decisions after a review meeting that were notified in the month, those notified by the last lawful day.",
     "ar-decide", Excusable::No, kOurs},
};

}  // namespace

std::span<const Measure> all_measures() { return kMeasures; }

std::span<const Measure> timeliness_measures() { return all_measures().first(kInStatement); }

std::optional<std::chrono::year_month> counts_in(const Measure& measure, const Duty& duty) {
    if (duty.rule->id != measure.rule || duty.met_by == nullptr) return std::nullopt;
    if (measure.exceptions == Excusable::Yes && duty.status == Status::Excused) return std::nullopt;
    const auto day = duty.met_by->on.ymd();
    return std::chrono::year_month(day.year(), day.month());
}

bool succeeds(const Duty& duty) { return duty.status == Status::Met; }

}  // namespace ehcflow::workflow
