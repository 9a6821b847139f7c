// A child as the measures look at it: the timeline, the duties that follow from it, and what else the record holds that
// is measured; and how a child stood at the end of a day. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "workflow/due.h"

namespace ehcflow::workflow {

enum class Whose : std::uint8_t { Child, Parents };
struct Views {
    Date on;
    Whose whose = Whose::Child;
};

enum class Grade : std::uint8_t { Inadequate, RequiresImprovement, Good, Outstanding };
std::string_view name_of(Grade grade);  // "requires-improvement"
std::optional<Grade> grade_named(std::string_view name);
struct Graded {
    Date on;
    Grade grade = Grade::Inadequate;
};

// The timeline and the answer are owned elsewhere and outlive it.
struct Child {
    const Timeline* timeline = nullptr;
    const Answer* answer = nullptr;
    std::vector<Date> recorded_on{};  // by the events' positions; empty where it is not known when they were recorded
    std::vector<Views> views{};
    std::vector<Graded> grades{};
};

// How a child stood at the end of a day: what had happened by then and was not said to be otherwise since.
struct Standing {
    Date on;
    CaseState state;
    const Setting* placed = nullptr;      // where the record has the child
    std::optional<Date> placement_ended;  // and none began since
    const Placement* named = nullptr;     // by the plan in force
    std::optional<Date> confirmed;        // where the child is, by anybody
    std::optional<Date> confirmed_apart;  // by somebody other than the provider
    std::optional<Date> moved_away;       // the plan went to another authority
    std::optional<Date> last_review;      // meeting held
    bool has_plan() const { return plan_stands(state); }
    bool is_assessed() const;  // an assessment is asked for or under way
};

// One for each of the days, which are in order.
std::vector<Standing> standings(const Timeline& timeline, std::span<const Date> days, const Calendar& calendar);

// The bands of the figures; 19 to 25 stand apart, as the law ends compulsory participation before them.
struct AgeBand {
    int from, to;  // whole years
    std::string_view name;
};
inline constexpr std::array<AgeBand, 5> kAgeBands = {
    {{0, 4, "0 to 4"}, {5, 10, "5 to 10"}, {11, 15, "11 to 15"}, {16, 18, "16 to 18"}, {19, 25, "19 to 25"}}};
int age_on(Date born, Date day);
// The band of an age; the last one also for older people, the first for whom no birthday is known.
std::size_t age_band(std::optional<Date> born, Date day);

}  // namespace ehcflow::workflow
