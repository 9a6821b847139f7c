#include "workflow/explain.h"

#include <string_view>

#include "workflow/phase.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

std::string day_and_month(Date date) { return to_short(date).substr(4); }

std::string counting_words(const Rule& rule, Date from, Date legal) {
    const std::string start = day_and_month(from);
    const std::string length = in_words(rule.period);
    switch (rule.count) {
        case Count::Within:
            return start + " is not counted; " + length + " later is " + to_short(legal) + ".";
        case Count::Beginning:
            return start + " is day 1; " + length + " beginning with it end on " + to_short(legal) + ".";
        case Count::Window:
            return start + " is day 1; at least " + length + " beginning with it run through " + to_short(legal) + ".";
        case Count::Ahead:
            return length + " before " + start + " is " + to_short(legal) + ".";
        case Count::Appeal:
            return start +
                   " is not counted; the time to appeal, with what the Tribunal's rules and a certificate add to it, "
                   "runs through " +
                   to_short(legal) + ".";
        case Count::Contact:
            return start + " is not counted; " + length + " later is " + to_short(legal) + ".";
        case Count::Tribunal:
            return start + " is not counted; " + length + " later, without August and 25 December to 1 January, is " +
                   to_short(legal) + ".";
        case Count::MoveDay:
            return "Known on " + start + ": the day of the move if that was " + length +
                   " before it, else the last of as many beginning with that day: " + to_short(legal) + ".";
        case Count::AfterTransfer:
            return "The later of 12 months beginning with the last review (or the making of the plan) and " + length +
                   " beginning with the transfer: " + to_short(legal) + ".";
        case Count::Fixed:
            return "The last day before the one that the phase of education sets is " + to_short(legal) + ".";
        case Count::Undated:
            break;
    }
    return {};
}

// How the safe day follows from the legal one: "one day earlier, rolled back to a working day: Fri 20 Feb 2026."
std::string safe_words(const Rule& rule, Date legal, Date safe) {
    const auto to = ": " + to_short(safe) + ".";
    switch (rule.count) {
        case Count::Within:
        case Count::Ahead:
            if (rule.safe_from == SafeFrom::AutumnByMarch && legal - safe > days(1))
                return "before that, and for a move in September before 31 March, rolled back to a working day" + to;
            if (rule.safe_from == SafeFrom::BeginningToo) return "read as beginning with that day" + to;
            if (rule.period.unit == Unit::WorkingDays) return "one working day earlier" + to;
            return (safe == legal - days(1) ? "one day earlier" : "one day earlier, rolled back to a working day") + to;
        case Count::Beginning:
            return (safe == legal ? "the same day" : "rolled back to a working day") + to;
        case Count::Window:
            return "held open to the next working day" + to;
        case Count::Tribunal:
            return "one such working day earlier" + to;
        case Count::Contact:
            return "held open to the next working day" + to;
        case Count::Appeal:
            return "tell the family the last working day before" + to;
        case Count::MoveDay:
            return "the same day" + to;
        case Count::AfterTransfer:
        case Count::Fixed:
            return (safe == legal ? "the same day" : "rolled back to a working day") + to;
        case Count::Undated:
            break;
    }
    return {};
}

std::string counted_from_words(const Duty& duty) {
    if (!duty.counted_from) return {};
    const std::string day = day_and_month(*duty.counted_from) + ". ";
    switch (duty.rule->counts_from) {
        case CountsFrom::Service:
            return "Served on " + day;
        case CountsFrom::Meeting:
        case CountsFrom::MeetingItself:
            return "The review meeting was on " + day;
        case CountsFrom::Field:
            if (duty.rule->day == "made_on") return "The plan was made on " + day;
            if (duty.rule->day == "received_on") return "Received on " + day;
            return {};
        case CountsFrom::On:
            break;
    }
    return {};
}

std::string back_plan_words(const Duty& duty, const Calendar& calendar) {
    const BackPlan plan = back_plan(*duty.due, calendar);
    return " For that, hold the review meeting by " + to_short(plan.meeting_by) + " and send the amendment notice by " +
           to_short(plan.notice_by) + "; send the final plan by " + to_short(plan.final_by) + ".";
}

}  // namespace

std::string working(const Duty& duty, const Calendar& calendar) {
    const Rule& rule = *duty.rule;
    if (!duty.due)
        return rule.count == Count::Undated ? "The law sets no number of days."
                                            : "The day that it is counted to is not known yet.";
    if (duty.agreed)
        return "By the day that was agreed or directed. Safe: rolled back to a working day: " + to_short(*duty.safe) +
               ".";
    const Date from = duty.counted_from.value_or(duty.trigger->on);
    std::string text = counted_from_words(duty) + counting_words(rule, from, *duty.due) + " Safe: ";
    if (duty.safe_counted_from) {
        const Date legal = last_day(rule.count, rule.period, *duty.safe_counted_from, calendar);
        const std::string_view what = rule.safe_from == SafeFrom::LastMeeting
                                          ? "counted from the meeting, "
                                          : "counted as if by second-class post, served ";
        return text.append(what)
                   .append(day_and_month(*duty.safe_counted_from))
                   .append(", to ")
                   .append(to_short(legal))
                   .append("; ") +
               safe_words(rule, legal, *duty.safe);
    }
    text += safe_words(rule, *duty.due, *duty.safe);
    return rule.starts == Starts::WithPhase ? text + back_plan_words(duty, calendar) : text;
}

std::string outcome_in_words(const Duty& duty, Date today) {
    const std::string due = duty.due ? to_long(*duty.due) : std::string();
    switch (duty.status) {
        case Status::Open:
        case Status::Due:
            return duty.due ? "It must be done by " + due + "." : "It has no day of its own, and is still to be done.";
        case Status::Met:
            return "It was done on " + to_long(*duty.met_on) + ", in time.";
        case Status::Late:
            return "It was done on " + to_long(*duty.met_on) + ", after the last lawful day, " + due + ".";
        case Status::Overdue:
            return "It should have been done by " + due + " and is " + std::to_string((today - *duty.due).count()) +
                   " days late.";
        case Status::Excused:
            return "The last lawful day was " + due + "; an exception that the provision admits was recorded.";
        case Status::Omitted:
            return "It was not done before " + to_long(duty.cut_by->on) + ", when the step that needed it was taken.";
        case Status::Closed:
            return "The time for it ran out on " + due + ".";
        case Status::Breached:
            return "The council did not wait: it acted on " + to_long(duty.cut_by->on) + ", before the last day, " +
                   due + ".";
        case Status::Void:
            return "It no longer arises since " + to_long(duty.void_by->on) + ".";
    }
    return {};
}

std::string explain(const Duty& duty, const Answer& answer, const Calendar& calendar) {
    std::string text(duty.rule->sense);
    text.append(" (").append(duty.rule->cite).append(".) ").append(working(duty, calendar)).append(" ");
    return text + outcome_in_words(duty, answer.today);
}

}  // namespace ehcflow::workflow
