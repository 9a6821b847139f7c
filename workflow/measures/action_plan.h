// The area's plan of action after an inspection: a Written Statement of Action, or a priority action plan, whichever
// name it goes by. What it promised, by when, through whom, and how it will be told whether it helped. Values; pure.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "workflow/measures/rating.h"

namespace ehcflow::workflow {

struct Body {
    std::string id, name, role;
    std::vector<Date> meetings;  // in order
};

inline constexpr std::array<int, 5> kMilestoneMonths = {3, 6, 9, 12, 18};  // after the plan began
struct Milestone {
    int month = 3;  // one of kMilestoneMonths
    std::string what;
    std::optional<Date> met_on;
};

struct Evidence {
    Date on;
    std::string what;
};

struct Action {
    std::string id, what, lead, body;  // the body's id
    Date start, due;
    std::vector<Milestone> milestones;
    std::vector<Evidence> evidence;
    std::optional<Date> done_on;
};

struct Point {
    std::chrono::year_month month;
    std::size_t per_cent = 0;
};
struct Impact {
    std::string measure;  // one of all_measures()
    Point baseline;
    Point target;
    std::vector<Point> trajectory;  // in order, between the two
};

struct Weakness {
    std::string id, title, found;  // found: by the inspectors, in the area's own words
    std::vector<std::string> outcomes;
    std::vector<Action> actions;
    std::vector<Impact> impacts;
    std::string families_say;  // may be empty
};

struct ActionPlan {
    std::string name, area;
    Date began;
    std::vector<Body> bodies;
    std::vector<Weakness> weaknesses;
    const Body* body(std::string_view id) const;
};

// What the measure should have reached by a month: the last point of the trajectory that has come, the baseline before
// the first.
std::size_t expected(const Impact& impact, std::chrono::year_month month);

// Of a measure, by its trajectory: green at what was promised for the month, blue at the target itself for three
// months; never green on a missing or a stale figure (rating.h).
Rating rate(const Impact& impact, std::span<const MonthFigure> figures, std::chrono::year_month month);

//   blue   done, with evidence
//   green  not due yet, and every milestone that has come is met
//   amber  a milestone that has come is not met; or done, without evidence
//   red    due and not done
// By what was known on the day: what was met or done later is not met yet.
Rating rate(const Action& action, Date began, Date day);
Date milestone_day(Date began, int month);

// Of a weakness: the worst of its measures, and amber at best where an action is red. Red where it has no measure.
Rating rate(const Weakness& weakness, std::span<const Rating> impacts, Date began, Date day);

}  // namespace ehcflow::workflow
