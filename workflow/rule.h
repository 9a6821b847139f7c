// A rule: one time limit or duty of the law, as a row that reads like a form.
//
// Nothing else in the program knows a statutory number. The rows stand in rules/, one file for each part of the law;
// docs/rules.md is generated from them. Pure; constant.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/date.h"
#include "workflow/counting.h"
#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

enum class Party : std::uint8_t { Authority, Family };

// When a starting event begins the duty.
enum class Starts : std::uint8_t {
    NewAssessment,  // the event brings the assessment to "received": a second request before a decision starts no new
                    // clock
    NewPlan,  // the event brings the plan to "maintained" from nothing: an amended plan does not restart the review
              // clock
    UnlessRunning,  // unless the same duty is already running
    PlanStands,     // the plan still stands after the event, and the duty is not already running
};

// Grounds on which a recorded exception may excuse lateness. A rule lists those that its provision lists, and no
// others.
enum class Ground : std::uint8_t { ClosedSchool = 1, ClosedEarlyYears = 2, Personal = 4, Absent = 8 };
using Grounds = std::uint8_t;
inline constexpr Grounds kNoGrounds = 0;
inline constexpr Grounds kStandardGrounds = 1 | 2 | 4 | 8;  // (a) to (d) of regs 5(4), 10(4), 13(3) and 27(3)

// The day from which an authority's safe date counts.
enum class SafeFrom : std::uint8_t { Trigger, LastMeeting };
enum class CountsFrom : std::uint8_t { On, Service, Made };

struct Rule {
    std::string_view id;
    Party who;
    std::string_view sense;  // the provision in a line, as a parent could follow it
    Starts starts;
    std::span<const Happening> triggers;
    Count count;
    Period period;
    std::span<const Happening> met_by;
    std::span<const Happening> voided_by;
    // Undated: the steps that needed it, taken without it. A family's window: the step that cut it short.
    std::span<const Happening> cut_by;
    Grounds grounds = kNoGrounds;
    std::string_view cite;
    Date in_force_from = Date(2014, 9, 1);
    CountsFrom counts_from = CountsFrom::On;
    SafeFrom safe_from = SafeFrom::Trigger;
    // The relaxation of 1 May to 25 September 2020 (SI 2020/471) reached this provision.
    bool relaxed_2020 = false;
};

std::span<const Rule> assessment_rules();
std::span<const Rule> review_rules();

const Rule* rule_named(std::string_view id);
// Calls for each row of every part, in the order in which the law has them.
std::span<const Rule* const> all_rules();

// The edition of the rule book in force on a day, such as "england/2022-07-01": the last change of the law before it.
std::string_view rulebook_on(Date day);

}  // namespace ehcflow::workflow
