#include "interchange/action_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "interchange/snapshot.h"
#include "workflow/measures/measure.h"

namespace ehcflow::interchange {
namespace {

using nlohmann::json;
using namespace workflow;

constexpr std::size_t kLargestPlan = std::size_t{4} << 20U;  // bytes
constexpr std::size_t kMostPerCent = 100;

struct Wrong {
    std::string what;
};

// One object, and where it stands. Every member that is asked for is remembered, so that what is left over is named.
class Part {
public:
    Part(const json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object.is_object()) fail("must be an object");
    }

    [[noreturn]] void fail(const std::string& what) const { throw Wrong{place_ + " " + what}; }

    const json* find(const char* name) {
        asked_.insert(name);
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }
    const json& get(const char* name) {
        const json* value = find(name);
        if (value == nullptr) fail(std::string("needs \"") + name + "\"");
        return *value;
    }
    std::string text(const char* name) {
        const json& value = get(name);
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            fail(std::string("has \"") + name + "\", which must be text that is not empty");
        return value.get<std::string>();
    }
    std::string text_or_nothing(const char* name) { return find(name) == nullptr ? std::string() : text(name); }
    Date day(const char* name) {
        const auto day = Date::parse(text(name));
        if (!day) fail(std::string("has \"") + name + "\", which must be a day that exists, as YYYY-MM-DD");
        return *day;
    }
    std::optional<Date> day_or_nothing(const char* name) {
        return find(name) == nullptr ? std::nullopt : std::optional(day(name));
    }
    std::size_t whole(const char* name) {
        const json& value = get(name);
        if (!value.is_number_unsigned()) fail(std::string("has \"") + name + "\", which must be a whole number");
        return value.get<std::size_t>();
    }
    template <class Each>
    void list(const char* name, const Each& each) {
        const json& value = get(name);
        if (!value.is_array()) fail(std::string("has \"") + name + "\", which must be a list");
        std::size_t number = 0;
        for (const json& one : value) each(one, place_ + ", " + name + " " + std::to_string(++number));
    }
    // Every member was one that is known.
    void end() const {
        for (const auto& [name, value] : object_.items())
            if (!asked_.contains(name)) fail("has a member that is not known: \"" + name.substr(0, 40) + "\"");
    }

private:
    const json& object_;
    std::string place_;
    std::set<std::string, std::less<>> asked_;
};

Point point_of(const json& value, const std::string& place) {
    Part part(value, place);
    const auto month = parse_month(part.text("month"));
    if (!month) part.fail("has \"month\", which must be a month, as YYYY-MM");
    const Point point{*month, part.whole("per_cent")};
    if (point.per_cent > kMostPerCent) part.fail("has \"per_cent\" above 100");
    part.end();
    return point;
}

Impact impact_of(const json& value, const std::string& place) {
    Part part(value, place);
    Impact impact;
    impact.measure = part.text("measure");
    if (measure_named(impact.measure) == nullptr) part.fail("has \"measure\", which must be one of docs/measures.md");
    impact.baseline = point_of(part.get("baseline"), place + ", baseline");
    impact.target = point_of(part.get("target"), place + ", target");
    part.list("trajectory",
              [&](const json& one, const std::string& at) { impact.trajectory.push_back(point_of(one, at)); });
    part.end();
    std::vector<Point> all = {impact.baseline};
    all.insert(all.end(), impact.trajectory.begin(), impact.trajectory.end());
    all.push_back(impact.target);
    if (std::ranges::adjacent_find(all, std::ranges::greater_equal(), &Point::month) != all.end())
        part.fail("must go on in time: the baseline, the trajectory's points in order, the target");
    return impact;
}

Milestone milestone_of(const json& value, const std::string& place) {
    Part part(value, place);
    Milestone milestone{static_cast<int>(std::min<std::size_t>(part.whole("month"), 1000)), part.text("what"),
                        part.day_or_nothing("met_on")};
    if (std::ranges::find(kMilestoneMonths, milestone.month) == kMilestoneMonths.end())
        part.fail("has \"month\", which must be 3, 6, 9, 12 or 18");
    part.end();
    return milestone;
}

Action action_of(const json& value, const std::string& place, const ActionPlan& plan) {
    Part part(value, place);
    Action action;
    action.id = part.text("id");
    action.what = part.text("what");
    action.lead = part.text("lead");
    action.body = part.text("body");
    if (plan.body(action.body) == nullptr) part.fail("has \"body\", which must be the \"id\" of one of the bodies");
    action.start = part.day("start");
    action.due = part.day("due");
    if (action.due < action.start) part.fail("is due before it starts");
    part.list("milestones",
              [&](const json& one, const std::string& at) { action.milestones.push_back(milestone_of(one, at)); });
    part.list("evidence", [&](const json& one, const std::string& at) {
        Part shown(one, at);
        action.evidence.push_back({shown.day("on"), shown.text("what")});
        shown.end();
    });
    action.done_on = part.day_or_nothing("done_on");
    part.end();
    return action;
}

Weakness weakness_of(const json& value, const std::string& place, const ActionPlan& plan) {
    Part part(value, place);
    Weakness weakness;
    weakness.id = part.text("id");
    weakness.title = part.text("title");
    weakness.found = part.text("found");
    part.list("outcomes", [&](const json& one, const std::string& at) {
        if (!one.is_string()) throw Wrong{at + " must be text"};
        weakness.outcomes.push_back(one.get<std::string>());
    });
    part.list("actions",
              [&](const json& one, const std::string& at) { weakness.actions.push_back(action_of(one, at, plan)); });
    part.list("measures",
              [&](const json& one, const std::string& at) { weakness.impacts.push_back(impact_of(one, at)); });
    weakness.families_say = part.text_or_nothing("families_say");
    part.end();
    return weakness;
}

Body body_of(const json& value, const std::string& place) {
    Part part(value, place);
    Body body{part.text("id"), part.text("name"), part.text("role"), {}};
    part.list("meetings", [&](const json& one, const std::string& at) {
        const auto day = one.is_string() ? Date::parse(one.get_ref<const std::string&>()) : std::nullopt;
        if (!day) throw Wrong{at + " must be a day that exists, as YYYY-MM-DD"};
        body.meetings.push_back(*day);
    });
    std::ranges::sort(body.meetings);
    part.end();
    return body;
}

ActionPlan plan_of(const json& value) {
    Part part(value, "the plan");
    ActionPlan plan;
    plan.name = part.text("name");
    plan.area = part.text("area");
    plan.began = part.day("began");
    part.list("bodies", [&](const json& one, const std::string& at) {
        plan.bodies.push_back(body_of(one, at));
        if (plan.body(plan.bodies.back().id) != &plan.bodies.back()) throw Wrong{at + " has an \"id\" that was taken"};
    });
    part.list("weaknesses",
              [&](const json& one, const std::string& at) { plan.weaknesses.push_back(weakness_of(one, at, plan)); });
    part.end();
    return plan;
}

}  // namespace

Result<ActionPlan, std::string> read_action_plan(std::string_view text) {
    if (text.size() > kLargestPlan) return Failure{std::string("a plan is at most 4 MiB")};
    const json value = json::parse(text, nullptr, false);
    if (value.is_discarded()) return Failure{std::string("it is not JSON")};
    try {
        return plan_of(value);
    } catch (const Wrong& wrong) {
        return Failure{wrong.what};
    }
}

}  // namespace ehcflow::interchange
