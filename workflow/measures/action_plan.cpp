#include "workflow/measures/action_plan.h"

#include <algorithm>

#include "workflow/counting.h"

namespace ehcflow::workflow {

const Body* ActionPlan::body(std::string_view id) const {
    const auto found = std::ranges::find(bodies, id, &Body::id);
    return found == bodies.end() ? nullptr : &*found;
}

std::size_t expected(const Impact& impact, std::chrono::year_month month) {
    if (month >= impact.target.month) return impact.target.per_cent;
    std::size_t promised = impact.baseline.per_cent;
    for (const Point& point : impact.trajectory)
        if (point.month <= month) promised = point.per_cent;
    return promised;
}

Rating rate(const Impact& impact, std::span<const MonthFigure> figures, std::chrono::year_month month) {
    const Rating rating = rate(figures, month, expected(impact, month));
    if (rating != Rating::Blue) return rating;
    return rate(figures, month, impact.target.per_cent) == Rating::Blue ? Rating::Blue : Rating::Green;
}

Date milestone_day(Date began, int month) { return add_months(began, month); }

Rating rate(const Action& action, Date began, Date day) {
    const auto by_then = [&](std::optional<Date> when) { return when && *when <= day; };
    if (by_then(action.done_on)) {
        const bool shown = std::ranges::any_of(action.evidence, [&](const Evidence& one) { return one.on <= day; });
        return shown ? Rating::Blue : Rating::Amber;
    }
    if (action.due < day) return Rating::Red;
    const bool missed = std::ranges::any_of(action.milestones, [&](const Milestone& milestone) {
        return milestone_day(began, milestone.month) <= day && !by_then(milestone.met_on);
    });
    return missed ? Rating::Amber : Rating::Green;
}

Rating rate(const Weakness& weakness, std::span<const Rating> impacts, Date began, Date day) {
    if (impacts.empty()) return Rating::Red;
    const Rating worst = *std::ranges::min_element(impacts);
    const bool overdue = std::ranges::any_of(
        weakness.actions, [&](const Action& action) { return rate(action, began, day) == Rating::Red; });
    return overdue ? std::min(worst, Rating::Amber) : worst;
}

}  // namespace ehcflow::workflow
