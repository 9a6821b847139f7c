#include "workflow/measures/measure.h"

#include <algorithm>

#include "workflow/measures/whereabouts.h"

namespace ehcflow::workflow {
namespace {

using Words = std::string_view;

constexpr Words kDecide[] = {"ehcna-decide"};
constexpr Words kFinal[] = {"plan-final"};
constexpr Words kNoPlan[] = {"plan-refuse"};
constexpr Words kAdvice[] = {"advice-reply", "advice-reply-others"};
constexpr Words kReviews[] = {"ar-first", "ar-next", "ar-after-transfer", "ar-after-reassess"};
constexpr Words kReviewDecided[] = {"ar-decide"};
constexpr Words kAmended[] = {"ar-12w-longstop"};
constexpr Words kPhases[] = {"phase-other", "phase-post16", "phase-16-16"};
constexpr Words kOrders[] = {"ft-assess-notify", "ft-assess-no-plan",  "ft-assess-final",
                             "ft-make-draft",    "ft-make-final",      "ft-remit",
                             "ft-amend-sep",     "ft-amend-placement", "ft-continue-amend"};
constexpr Words kMediations[] = {"med-arrange", "med-arrange-mixed", "med-arrange-health-only"};
constexpr Words kAppealReceived[] = {"appeal-received"};
constexpr Words kAppealEnded[] = {"tribunal-ordered", "appeal-closed"};
constexpr Words kMediationHeld[] = {"mediation-held"};

bool every(const Matter&) { return true; }
bool in_time(const Matter& matter) { return matter.duty->status == Status::Met; }
bool not_excused(const Matter& matter) { return matter.duty->status != Status::Excused; }
// What fell away before its last day is owed to nobody; what fell away after it was late already.
bool still_arose(const Matter& matter) {
    return matter.duty->void_by == nullptr || matter.duty->void_by->on > *matter.duty->due;
}

template <std::size_t N>
struct Name {
    char text[N]{};
    consteval Name(const char (&from)[N]) { std::copy_n(from, N, text); }
    constexpr std::string_view view() const { return {text, N - 1}; }
};
template <Name kAdviser>
bool asked_of(const Matter& matter) {
    return matter.duty->trigger->word("from") == kAdviser.view();
}
bool asked_of_another(const Matter& matter) {
    constexpr Words kNamed[] = {"education", "health", "psychology", "social-care"};
    return std::ranges::find(kNamed, matter.duty->trigger->word("from")) == std::end(kNamed);
}

bool meeting_in_time(const Matter& matter) {
    const Duty& duty = *matter.duty;
    return std::ranges::any_of(matter.child.timeline->events, [&](const Event& event) {
        return event.kind == Kind::ReviewMeetingHeld && event.on >= duty.trigger->on && event.on <= *duty.due;
    });
}

// The events of one kind at or before another event, the nearest first, up to one of `until`.
const Event* last_before(const Matter& matter, std::span<const Kind> wanted, std::span<const Kind> until) {
    const auto& events = matter.child.timeline->events;
    auto at = std::ranges::find_if(events, [&](const Event& event) { return &event == matter.event; });
    while (at != events.begin()) {
        --at;
        if (std::ranges::find(wanted, at->kind) != wanted.end()) return &*at;
        if (std::ranges::find(until, at->kind) != until.end()) return nullptr;
    }
    return nullptr;
}

constexpr Kind kOrdered[] = {Kind::TribunalOrdered};
constexpr Kind kReceived[] = {Kind::AppealReceived};
constexpr Kind kHeld[] = {Kind::MediationHeld};

// An appeal ends once: what was closed after an order ended with the order.
bool ended_now(const Matter& matter) {
    return matter.event->kind == Kind::TribunalOrdered || last_before(matter, kOrdered, kReceived) == nullptr;
}
bool decision_stood(const Matter& matter) {
    if (matter.event->kind != Kind::AppealClosed) return false;
    return matter.event->word("how") != "settled";
}
bool mediated_first(const Matter& matter) { return last_before(matter, kHeld, kReceived) != nullptr; }
bool agreed_in_month(const Matter& matter) {
    const auto& events = matter.child.timeline->events;
    auto at = std::ranges::find_if(events, [&](const Event& event) { return &event == matter.event; });
    for (++at; at != events.end() && at->on <= matter.month_end && at->kind != Kind::MediationHeld; ++at)
        if (at->kind == Kind::MediationAgreed) return true;
    return false;
}

bool is_known(const Matter& matter) { return why_known(*matter.standing).has_value(); }
bool surely_confirmed(const Matter& matter) {
    const auto& apart = matter.standing->confirmed_apart;
    return apart && within_terms(*apart, 1, matter.month_end);
}
bool has_plan(const Matter& matter) { return matter.standing->has_plan(); }
bool names_setting(const Matter& matter) {
    return has_plan(matter) && matter.standing->named != nullptr && matter.standing->named->setting.has_value();
}
bool is_where_named(const Matter& matter) {
    const Setting* placed = matter.standing->placed;
    return placed != nullptr && placed->name == matter.standing->named->setting->name;
}
bool was_reviewed(const Matter& matter) { return has_plan(matter) && matter.standing->last_review.has_value(); }
bool views_of(const Matter& matter, Whose whose) {
    return std::ranges::any_of(matter.child.views, [&](const Views& views) {
        return views.whose == whose && views.on >= *matter.standing->last_review && views.on <= matter.month_end;
    });
}
bool views_are_new(const Matter& matter) { return views_of(matter, Whose::Child) && views_of(matter, Whose::Parents); }
const Graded* newest_grade(const Matter& matter) {
    const Graded* newest = nullptr;
    for (const Graded& graded : matter.child.grades)
        if (graded.on <= matter.month_end && (newest == nullptr || graded.on >= newest->on)) newest = &graded;
    return newest;
}
bool is_graded(const Matter& matter) { return has_plan(matter) && newest_grade(matter) != nullptr; }
bool is_good(const Matter& matter) { return newest_grade(matter)->grade >= Grade::Good; }

constexpr auto kDone = Counted::WhenDone;
constexpr auto kDue = Counted::WhenDue;
constexpr auto kIs = Counted::WhenItIs;
constexpr auto kEnd = Counted::AtMonthEnd;
constexpr auto kPublished = Source::Published;
constexpr auto kOurs = Source::Ours;

// clang-format off
constexpr Measure kMeasures[] = {
    {"decisions-6-weeks", "Decisions whether to assess, within 6 weeks",
     "Of the decisions whether to assess that were notified in the month, those notified by the last lawful day.",
     kDone, kDecide, every, in_time, kOurs},
    {"plans-20-weeks", "Final plans within 20 weeks, all plans",
     "Of the plans first made final in the month, those sent by the last lawful day. Exceptions are counted as late.",
     kDone, kFinal, every, in_time, kPublished},
    {"plans-20-weeks-without-exceptions", "Final plans within 20 weeks, without exceptions",
     "The same, leaving out late plans for which an exception was recorded that regulation 10(4) admits.",
     kDone, kFinal, not_excused, in_time, kPublished},
    {"no-plan-16-weeks", "Decisions to make no plan, within 16 weeks",
     "Of the decisions after an assessment to make no plan that were notified in the month, those notified by the last "
     "lawful day. Exceptions are counted as late.",
     kDone, kNoPlan, every, in_time, kOurs},
    {"advice-6-weeks", "Advice within 6 weeks, all advisers",
     "Of the advice for assessments that came in the month, that which came by the last lawful day. Exceptions are "
     "counted as late.",
     kDone, kAdvice, every, in_time, kOurs},
    {"advice-education", "Advice within 6 weeks: schools and colleges",
     "The same, for advice asked of a school, a college or another setting.",
     kDone, kAdvice, asked_of<"education">, in_time, kOurs},
    {"advice-health", "Advice within 6 weeks: health", "The same, for advice asked of health bodies.",
     kDone, kAdvice, asked_of<"health">, in_time, kOurs},
    {"advice-psychology", "Advice within 6 weeks: educational psychology",
     "The same, for advice asked of an educational psychologist.",
     kDone, kAdvice, asked_of<"psychology">, in_time, kOurs},
    {"advice-social-care", "Advice within 6 weeks: social care", "The same, for advice asked of social care.",
     kDone, kAdvice, asked_of<"social-care">, in_time, kOurs},
    {"advice-others", "Advice within 6 weeks: everybody else", "The same, for advice asked of anybody else.",
     kDone, kAdvice, asked_of_another, in_time, kOurs},
    {"reviews-held", "Reviews due: meeting held in time",
     "Of the reviews whose last lawful day is in the month, those whose meeting was held by that day.",
     kDue, kReviews, still_arose, meeting_in_time, kOurs},
    {"reviews-completed", "Reviews due: decided in time",
     "Of the reviews whose last lawful day is in the month, those that were decided by that day, the meeting and the "
     "notice both done.",
     kDue, kReviews, still_arose, in_time, kPublished},
    {"review-decisions-4-weeks", "Decisions after a review, within 4 weeks",
     "Of the decisions after a review meeting that were notified in the month, those notified by the last lawful day.",
     kDone, kReviewDecided, every, in_time, kOurs},
    {"amended-plans-12-weeks", "Amended final plans, within 12 weeks of the review meeting",
     "Of the plans amended after a review and sent in the month, those sent by the last lawful day.",
     kDone, kAmended, every, in_time, kOurs},
    {"phase-transfers", "Phase transfers by their date",
     "Of the changes of phase whose last lawful day is in the month, those for which the amended plan was sent by that "
     "day: mid-February, or the end of March for a move to a place after 16.",
     kDue, kPhases, still_arose, in_time, kPublished},
    {"whereabouts-confirmed", "Where each child is, confirmed within a term",
     "Of everyone known at the end of the month (assessed, with a plan, awaiting a placement, out of school or moved "
     "away), those whose whereabouts were confirmed in the last 4 months by somebody other than the provider.",
     kEnd, {}, is_known, surely_confirmed, kOurs},
    {"placement-as-in-plan", "Placement in the record as the plan names it",
     "Of the plans that name a setting at the end of the month, those whose child is recorded at that setting.",
     kEnd, {}, names_setting, is_where_named, kOurs},
    {"views-since-review", "Views of child and parents no older than the last review",
     "Of the plans that have been reviewed, at the end of the month, those with views of the child and of the parents, "
     "each given on the day of the last review meeting or after it.",
     kEnd, {}, was_reviewed, views_are_new, kOurs},
    {"plans-good", "Plans graded good or better",
     "Of the plans that stand at the end of the month and were graded, those whose newest grade is good or outstanding.",
     kEnd, {}, is_graded, is_good, kOurs},
    {"appeals-mediated-first", "Appeals received: mediation was tried first",
     "Of the appeals received in the month, those before which a mediation was held.",
     kIs, kAppealReceived, every, mediated_first, kOurs},
    {"appeals-decision-stood", "Appeals ended: the decision stood",
     "Of the appeals that ended in the month by an order or otherwise, those that were dismissed, struck out or "
     "withdrawn.",
     kIs, kAppealEnded, ended_now, decision_stood, kOurs},
    {"orders-in-time", "Orders of the Tribunal carried out in time",
     "Of the steps that the Tribunal ordered and that were taken in the month, those taken by the last lawful day.",
     kDone, kOrders, every, in_time, kOurs},
    {"mediations-30-days", "Mediation held in time",
     "Of the mediations held in the month, those held by the last lawful day.",
     kDone, kMediations, every, in_time, kOurs},
    {"mediations-agreed", "Mediations that ended in agreement",
     "Of the mediations held in the month, those in which agreement was reached by its end.",
     kIs, kMediationHeld, every, agreed_in_month, kOurs},
};
// clang-format on

}  // namespace

std::span<const Measure> all_measures() { return kMeasures; }

const Measure* measure_named(std::string_view id) {
    const auto* found = std::ranges::find(kMeasures, id, &Measure::id);
    return found == std::end(kMeasures) ? nullptr : found;
}

std::string_view in_words(Source source) {
    return source == Source::Published
               ? "after the published national statistics of EHC plans; not yet verified against their methodology"
               : "ours; no national figure is known to be counted in the same way";
}

std::string_view in_words(Counted counted) {
    switch (counted) {
        case Counted::WhenDone:
            return "a duty, in the month in which it was done";
        case Counted::WhenDue:
            return "a duty, in the month of its last lawful day";
        case Counted::WhenItIs:
            return "an event, in the month in which it happened";
        case Counted::AtMonthEnd:
            return "a child, as the record stands at the end of the month";
    }
    return {};
}

Date end_of(std::chrono::year_month month) { return Date(std::chrono::sys_days(month / std::chrono::last)); }

std::chrono::year_month month_of(Date day) { return day.ymd().year() / day.ymd().month(); }

std::optional<Date> day_of(const Measure& measure, const Matter& matter) {
    switch (measure.counted) {
        case Counted::WhenDone:
            return matter.duty->met_by == nullptr ? std::nullopt : std::optional(matter.duty->met_by->on);
        case Counted::WhenDue:
            return matter.duty->due;
        case Counted::WhenItIs:
            return matter.event->on;
        case Counted::AtMonthEnd:
            return matter.month_end;
    }
    return std::nullopt;
}

}  // namespace ehcflow::workflow
