#include "workflow/measures/child.h"

#include <algorithm>

#include "base/invariant.h"

namespace ehcflow::workflow {
namespace {

constexpr std::array<std::string_view, 4> kGrades = {"inadequate", "requires-improvement", "good", "outstanding"};
constexpr std::array<std::string_view, 7> kAssessed = {
    "received", "consulting", "considering", "assessing", "plan-drafting", "ordered-to-assess", "reconsidering"};

void follow_placement(Standing& now, const Event& event) {
    if (event.kind == Kind::PlacementStarted) {
        now.placed = event.find<Setting>("setting");
        now.placement_ended.reset();
    } else if (event.kind == Kind::PlacementEnded) {
        const Setting* ended = event.find<Setting>("setting");
        if (ended != nullptr && now.placed != nullptr && ended->name != now.placed->name) return;
        now.placed = nullptr;
        now.placement_ended = event.on;
    } else if (event.kind == Kind::WhereaboutsConfirmed) {
        now.confirmed = event.on;
        if (event.word("source") != "provider") now.confirmed_apart = event.on;
    }
}

void follow_plan(Standing& now, const Event& event) {
    const Kind kind = event.kind;
    if (kind == Kind::PlanFinalised || kind == Kind::PlanAmended)
        if (const auto* named = event.find<Placement>("placement")) now.named = named;
    if (kind == Kind::PlanTransferredOut) now.moved_away = event.on;
    if (kind == Kind::PlanTransferredOut || kind == Kind::PlanCeased || kind == Kind::CaseClosed) now.named = nullptr;
    if (kind == Kind::ReviewMeetingHeld) now.last_review = event.on;
}

}  // namespace

std::string_view name_of(Grade grade) { return kGrades[static_cast<std::size_t>(grade)]; }

std::optional<Grade> grade_named(std::string_view name) {
    const auto found = std::ranges::find(kGrades, name);
    if (found == kGrades.end()) return std::nullopt;
    return static_cast<Grade>(found - kGrades.begin());
}

bool Standing::is_assessed() const {
    return std::ranges::find(kAssessed, state.stage(Lifecycle::Assessment)) != kAssessed.end();
}

std::vector<Standing> standings(const Timeline& timeline, std::span<const Date> days, const Calendar& calendar) {
    std::vector<Standing> all;
    all.reserve(days.size());
    Standing now;
    auto next = timeline.events.begin();
    for (const Date day : days) {
        for (; next != timeline.events.end() && next->on <= day; ++next) {
            auto state = advance(now.state, *next, calendar);
            invariant(state.ok(), "standings: a timeline that was answered is followed again");
            now.state = *state;
            follow_placement(now, *next);
            follow_plan(now, *next);
        }
        now.on = day;
        all.push_back(now);
    }
    return all;
}

int age_on(Date born, Date day) {
    const bool before_birthday = day.month() < born.month() || (day.month() == born.month() && day.day() < born.day());
    return day.year() - born.year() - (before_birthday ? 1 : 0);
}

std::size_t age_band(std::optional<Date> born, Date day) {
    if (!born) return 0;
    const int age = age_on(*born, day);
    std::size_t band = 0;
    while (band + 1 < kAgeBands.size() && age > kAgeBands[band].to) ++band;
    return band;
}

}  // namespace ehcflow::workflow
