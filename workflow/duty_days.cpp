#include "workflow/duty_days.h"

#include <algorithm>

#include "workflow/family_windows.h"
#include "workflow/phase.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

struct ByPost {
    std::string_view route;
    int working_days;
};
// Interpretation Act 1978 s.7 with the Practice Direction of 8 March 1985. By hand and by e-mail: the same day.
constexpr ByPost kDeemed[] = {{"first-class", 2}, {"second-class", 4}};

// When the family had it. Where nothing is known, `otherwise` names the route that is assumed ("": the day it was
// sent).
Date served_on(const Event& event, std::string_view otherwise, const Calendar& calendar) {
    if (const auto known = event.date("served_on")) return *known;
    const std::string_view route = event.word("route");
    return deemed_arrival(event.on, route.empty() ? otherwise : route, calendar);
}

std::optional<Date> counts_from(const Rule& rule, const Event& event, const Moment& at) {
    switch (rule.counts_from) {
        case CountsFrom::On:
            return event.on;
        case CountsFrom::Service:
            return served_on(event, "", at.calendar);
        case CountsFrom::Field: {
            const auto day = event.date(rule.day);
            return day || rule.count == Count::Ahead ? day : event.on;
        }
        case CountsFrom::Meeting:
        case CountsFrom::MeetingItself:
            return at.first_meeting != nullptr ? at.first_meeting->on : event.on;
    }
    return event.on;
}

Date safe_for(Duty& duty, const Rule& rule, const Event& event, Date from, const Moment& at) {
    Date legal = *duty.due;
    if (rule.safe_from == SafeFrom::BeginningToo)
        return at.calendar.roll_back(last_day(Count::Beginning, rule.period, from, at.calendar));
    if (rule.safe_from == SafeFrom::AutumnByMarch && event.date(rule.day)->month() == 9)
        return safe_day(Count::Fixed, {}, std::min(legal - days(1), last_day_for_post16(legal.year())), at.calendar);
    if (rule.safe_from == SafeFrom::LastMeeting && at.last_meeting) duty.safe_counted_from = *at.last_meeting;
    if (is_window(rule) && rule.counts_from == CountsFrom::Service) {
        const Date late_service = served_on(event, "second-class", at.calendar);
        if (late_service != served_on(event, "", at.calendar)) duty.safe_counted_from = late_service;
    }
    if (duty.safe_counted_from) legal = last_day(rule.count, rule.period, *duty.safe_counted_from, at.calendar);
    return safe_day(rule.count, rule.period, legal, at.calendar);
}

void count_family_time(Duty& duty, Date from, const Moment& at) {
    const FamilyWindow window = duty.rule->count == Count::Appeal ? appeal_window(from, std::nullopt, at.calendar)
                                                                  : mediation_contact_window(from, at.calendar);
    duty.due = window.last_day;
    // A time limit of the family's own is held open to the next working day, as their other windows are; for the
    // appeal it is the day to tell them.
    duty.safe =
        duty.rule->count == Count::Appeal ? window.tell_family : at.calendar.add_working_days(window.last_day, 1);
}

void count_move(Duty& duty, const Event& event, const Moment& at) {
    const Period period = duty.rule->period;
    const auto moves = at.moves_on;
    const bool known_before = moves && event.on <= at.calendar.add_working_days(*moves, -period.length);
    duty.due = known_before ? *moves : last_day(Count::MoveDay, period, event.on, at.calendar);
    duty.safe = duty.due;
}

void count_after_transfer(Duty& duty, const Event& event, const Moment& at) {
    duty.due = last_day(Count::AfterTransfer, duty.rule->period, event.on, at.calendar);
    duty.safe = at.calendar.roll_back(*duty.due);
    auto last_looked_at = event.date("last_review_on");
    if (!last_looked_at) last_looked_at = event.date("made_on");
    if (!last_looked_at) return;
    const Date yearly = last_day(Count::Beginning, {12, Unit::Months}, *last_looked_at, at.calendar);
    duty.due = std::max(*duty.due, yearly);
    const Date rolled = at.calendar.roll_back(yearly);
    duty.safe = rolled >= event.on ? rolled : at.calendar.roll_back(*duty.due);
}

}  // namespace

void count_days(Duty& duty, const Event& event, const Moment& at) {
    const Rule& rule = *duty.rule;
    const auto from = counts_from(rule, event, at);
    if (!from) return;  // the day ahead is not known yet
    if (*from != duty.trigger->on) duty.counted_from = *from;
    if (rule.count == Count::Appeal || rule.count == Count::Contact) return count_family_time(duty, *from, at);
    if (rule.count == Count::MoveDay) return count_move(duty, event, at);
    if (rule.count == Count::AfterTransfer) return count_after_transfer(duty, event, at);
    const bool merged = rule.conceded_with_provision.length > 0 && event.kind == Kind::AppealUnopposed &&
                        event.lists("concedes", "amend-provision");
    const Period period = merged ? rule.conceded_with_provision : rule.period;
    duty.due = last_day(rule.count, period, *from, at.calendar);
    duty.safe = safe_for(duty, rule, event, *from, at);
}

Date deemed_arrival(Date sent_on, std::string_view route, const Calendar& calendar) {
    for (const ByPost& post : kDeemed)
        if (post.route == route) return calendar.add_working_days(sent_on, post.working_days);
    return sent_on;
}

}  // namespace ehcflow::workflow
