#include "workflow/exception.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

struct GroundRow {
    std::string_view word;
    Ground ground;
};
constexpr GroundRow kGrounds[] = {{"closed-school", Ground::ClosedSchool},
                                  {"closed-early-years", Ground::ClosedEarlyYears},
                                  {"personal", Ground::Personal},
                                  {"absent", Ground::Absent},
                                  {"missed-appointment", Ground::MissedAppointment},
                                  {"incompatible", Ground::Incompatible}};

// Regs 5(4), 10(4), 13(3) and 27(3): continuous closure, or absence from the area, of at least 4 weeks.
constexpr days kFourWeeks{28};
// Regs 44(3)(b), 45(7)(b): after an order 2 weeks' absence is enough.
constexpr days kTwoWeeks{14};

// SI 2020/471: the relaxation excused what fell due in these days, by the law that was in force in them.
constexpr Date kRelaxedFrom{2020, 5, 1};
constexpr Date kRelaxedTo{2020, 9, 25};

bool relaxed(const Rule& rule, Date due, const RuleBook& book) {
    const auto within = [](Date day) { return day >= kRelaxedFrom && day <= kRelaxedTo; };
    return rule.relaxed_2020 && within(due) && within(book.frozen_at.value_or(due));
}

// Advice asked for in the week before closing, or while closed up to a week before re-opening. Whether a boundary day
// is inside is unclear, so it is taken as outside.
bool asked_while_closed(Date closed, Date reopened, std::span<const Date> school_asked) {
    return std::any_of(school_asked.begin(), school_asked.end(),
                       [&](Date asked) { return asked > closed - days(7) && asked < reopened - days(7); });
}

// Whether the ground's own conditions hold for a duty that runs from `begun` to `due`.
bool conditions_hold(Ground ground, days absence, Date from, Date to, Date begun, Date due,
                     std::span<const Date> school_asked) {
    const Date first = std::max(from, begun);  // of the part that falls in the duty's period
    const Date last = std::min(to, due);
    switch (ground) {
        case Ground::Personal:
        case Ground::MissedAppointment:
        case Ground::Incompatible:
            return first <= last;
        case Ground::Absent:
        case Ground::ShortlyAbsent:
            return last - first + days(1) >= absence;
        case Ground::ClosedSchool:  // the provision ties a closure to the day of asking, not to the duty's period
        case Ground::ClosedEarlyYears:
            return to - from >= kFourWeeks && asked_while_closed(from, to, school_asked);
    }
    return false;
}

bool admits(const Rule& rule, const Event& trigger, Date due, const Event& exception,
            std::span<const Date> school_asked, const RuleBook& book) {
    const auto* named_rule = exception.find<std::string>("rule");
    if (named_rule != nullptr && *named_rule != rule.id) return false;
    const auto* named_event = exception.find<std::size_t>("event");
    if (named_event != nullptr && *named_event != trigger.position) return false;
    const auto* because = exception.find<std::string>("impractical_because");
    if (because == nullptr || because->empty()) return false;

    const std::string_view word = exception.word("ground");
    if (word == "coronavirus") return relaxed(rule, due, book);
    if (rule.conceded_without_grounds && trigger.kind == Kind::AppealUnopposed) return false;
    const auto row =
        std::find_if(std::begin(kGrounds), std::end(kGrounds), [&](const GroundRow& r) { return r.word == word; });
    if (row == std::end(kGrounds) || (rule.grounds & static_cast<Grounds>(row->ground)) == 0) return false;
    const Date from = exception.date("from").value_or(exception.on);
    const Date to = exception.date("to").value_or(kLastDate);
    const bool shortly = (rule.grounds & static_cast<Grounds>(Ground::ShortlyAbsent)) != 0;
    return conditions_hold(row->ground, shortly ? kTwoWeeks : kFourWeeks, from, to, trigger.on, due, school_asked);
}

}  // namespace

const Event* excuse_for(const Rule& rule, const Event& trigger, Date due, std::span<const Event* const> exceptions,
                        std::span<const Date> school_asked, const RuleBook& book) {
    const auto found = std::find_if(exceptions.begin(), exceptions.end(), [&](const Event* exception) {
        return admits(rule, trigger, due, *exception, school_asked, book);
    });
    return found == exceptions.end() ? nullptr : *found;
}

}  // namespace ehcflow::workflow
