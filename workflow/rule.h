// A rule: one time limit or duty of the law, as a row that reads like a form.
//
// Nothing else in the program knows a statutory number. The rows stand in rules/, one file for each part of the law;
// docs/rules.md is generated from them. Pure; constant.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "workflow/counting.h"
#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

enum class Party : std::uint8_t { Authority, Family, Adviser, Setting, Board, MediationAdviser };

// When a starting event begins the duty.
enum class Starts : std::uint8_t {
    NewAssessment,  // the event brings the assessment to "received": a second request before a decision starts no new
                    // clock
    NewPlan,  // the event brings the plan to "maintained" from nothing: an amended plan does not restart the review
              // clock
    UnlessRunning,    // unless the same duty is already running
    NewMatter,        // unless it is already running about the newest decision
    FirstMeeting,     // the first meeting of the review at hand, or a further one once this was done
    WhilePlanStands,  // at each of its events, while the plan stands
    PlanStands,       // the plan still stands after the event, and the duty is not already running
    Always,           // at each of its events
    Arranged,         // a review meeting is arranged; an invitation arranges it where nothing did before
    Reassessed,       // the event ends a re-assessment
    Partner,          // the adviser is a body of CFA 2014 s.31
    OtherAdviser,     // the adviser is not
    HealthAlone,      // the mediation that was asked for is about health care alone
    BoardAlone,       // the council was not a party to the agreement
    ToPost16,         // the move is to a post-16 institution
    WithPhase,        // found from the child's age and setting, not begun by an event (workflow/phase.h)
    Inspection,       // the area's, not a child's: begun by an inspection report (workflow/inspection.h)
};

// Grounds on which a recorded exception may excuse lateness. A rule lists those that its provision lists, and no
// others.
enum class Ground : std::uint8_t {
    ClosedSchool = 1,
    ClosedEarlyYears = 2,
    Personal = 4,
    Absent = 8,          // 4 weeks or more
    ShortlyAbsent = 16,  // 2 weeks or more
    MissedAppointment = 32,
    Incompatible = 64,
};
using Grounds = std::uint8_t;
inline constexpr Grounds kNoGrounds = 0;
inline constexpr Grounds kStandardGrounds = 1 | 2 | 4 | 8;    // (a) to (d) of regs 5(4), 10(4), 13(3) and 27(3)
inline constexpr Grounds kAdviceGrounds = 4 | 8 | 32 | 64;    // reg 8(2); CFA 2014 s.31(2)
inline constexpr Grounds kOrderGrounds = 1 | 2 | 4 | 8 | 16;  // regs 44(3), 45(7)

// The day from which an authority's safe date counts.
enum class SafeFrom : std::uint8_t {
    Trigger,
    LastMeeting,
    AutumnByMarch,  // a move in September is also read as one of those that the end of March is set for
    BeginningToo,   // also read as "beginning with", which is a day earlier
};
enum class CountsFrom : std::uint8_t {
    On,
    Service,
    Field,    // the day in the rule's `day` field; where the event has none, `on`, or for a day ahead no day at all
    Meeting,  // the review meeting that was decided on
    MeetingItself,  // the same, and that meeting is what begins the duty
};

// A day that the parties agreed or the Tribunal directed: "comply_by".
enum class Agreed : std::uint8_t {
    No,
    Prevails,  // whatever the period
    Caps,      // where it is earlier: the day is that of a later step
};

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
    Date in_force_to = kLastDate;
    CountsFrom counts_from = CountsFrom::On;
    std::string_view day{};    // the field that CountsFrom::Field reads
    std::string_view key{};    // a field by which an event settles only the duty of its own: "ref"
    bool met_at_once = false;  // the event that begins it may itself meet it: telling somebody of a meeting
    bool conceded_without_grounds = false;  // reg 45(7) admits no exception where reg 44(3) does
    Agreed agreed = Agreed::No;
    bool met_before = false;    // what met it since the review meeting counts, though it came before the trigger
    bool breach_stays = false;  // what ends it after its last day leaves the breach
    bool newest_alone = false;  // what meets it is about the newest such duty, not about one left undone before
    SafeFrom safe_from = SafeFrom::Trigger;
    Period conceded_with_provision{};  // in its place where the provision was conceded too
    // The relaxation of 1 May to 25 September 2020 (SI 2020/471) reached the limits of SI 2014/1530, not those of the
    // Act or of other instruments.
    bool relaxed_2020 = true;
};

// A time that the family may use or not, and that the council may not cut short.
inline bool is_window(const Rule& rule) { return rule.who == Party::Family; }

std::span<const Rule> assessment_rules();
std::span<const Rule> advice_rules();
std::span<const Rule> review_rules();
std::span<const Rule> phase_rules();
std::span<const Rule> amendment_rules();
std::span<const Rule> reassessment_rules();
std::span<const Rule> mediation_rules();
std::span<const Rule> appeal_rules();
std::span<const Rule> order_rules();
std::span<const Rule> transfer_rules();
std::span<const Rule> support_rules();
std::span<const Rule> inspection_rules();

const Rule* rule_named(std::string_view id);
// Calls for each row of every part, in the order in which the law has them.
std::span<const Rule* const> all_rules();

// Which rows apply to what happened on a day. A case is computed under the law of the day of each event; a book frozen
// at a day holds everything to the law of that one, so that two books can be asked about the same case side by side.
struct RuleBook {
    std::span<const Rule* const> rules = all_rules();
    std::optional<Date> frozen_at{};

    bool applies(const Rule& rule, Date on) const {
        const Date law_of = frozen_at.value_or(on);
        // Part 3 of the Act came into force on that day; what happened before is counted as if it had been.
        return (law_of >= rule.in_force_from || rule.in_force_from <= kPart3) && law_of <= rule.in_force_to;
    }
    static constexpr Date kPart3{2014, 9, 1};
};

// The edition of the rule book in force on a day, such as "england/2022-07-01": the last change of the law before it.
std::string_view rulebook_on(Date day);

}  // namespace ehcflow::workflow
