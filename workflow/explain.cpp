#include "workflow/explain.h"

#include <string_view>

#include "workflow/phase.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

// "20 Feb 2026", where a date alone is "Fri 20 Feb 2026".
struct WithoutWeekday {
    Date date;
};

void add(std::string& out, std::string_view text) { out += text; }
void add(std::string& out, Date date) { append_short(out, date); }
void add(std::string& out, WithoutWeekday day) { append_day_month_year(out, day.date); }
void add(std::string& out, Period period) { out += in_words(period); }

template <class... Parts>
void say(std::string& out, const Parts&... parts) {
    (add(out, parts), ...);
}

void say_counting(std::string& out, const Rule& rule, Date from, Date legal) {
    const WithoutWeekday start{from};
    const Period length = rule.period;
    switch (rule.count) {
        case Count::Within:
        case Count::Contact:
            return say(out, start, " is not counted; ", length, " later is ", legal, ".");
        case Count::Beginning:
            return say(out, start, " is day 1; ", length, " beginning with it end on ", legal, ".");
        case Count::Window:
            return say(out, start, " is day 1; at least ", length, " beginning with it run through ", legal, ".");
        case Count::Ahead:
            return say(out, length, " before ", start, " is ", legal, ".");
        case Count::Appeal:
            return say(out, start,
                       " is not counted; the time to appeal, with what the Tribunal's rules and a certificate add to "
                       "it, runs through ",
                       legal, ".");
        case Count::Tribunal:
            return say(out, start, " is not counted; ", length,
                       " later, without August and 25 December to 1 January, is ", legal, ".");
        case Count::MoveDay:
            return say(out, "Known on ", start, ": the day of the move if that was ", length,
                       " before it, else the last of as many beginning with that day: ", legal, ".");
        case Count::AfterTransfer:
            return say(out, "The later of 12 months beginning with the last review (or the making of the plan) and ",
                       length, " beginning with the transfer: ", legal, ".");
        case Count::Fixed:
            return say(out, "The last day before the one that the phase of education sets is ", legal, ".");
        case Count::Undated:
            break;
    }
}

// How the safe day follows from the legal one: "one day earlier, rolled back to a working day: Fri 20 Feb 2026."
std::string_view how_safe_follows(const Rule& rule, Date legal, Date safe) {
    switch (rule.count) {
        case Count::Within:
        case Count::Ahead:
            if (rule.safe_from == SafeFrom::AutumnByMarch && legal - safe > days(1))
                return "before that, and for a move in September before 31 March, rolled back to a working day";
            if (rule.safe_from == SafeFrom::BeginningToo) return "read as beginning with that day";
            if (rule.period.unit == Unit::WorkingDays) return "one working day earlier";
            return safe == legal - days(1) ? "one day earlier" : "one day earlier, rolled back to a working day";
        case Count::Beginning:
        case Count::AfterTransfer:
        case Count::Fixed:
            return safe == legal ? "the same day" : "rolled back to a working day";
        case Count::Window:
        case Count::Contact:
            return "held open to the next working day";
        case Count::Tribunal:
            return "one such working day earlier";
        case Count::Appeal:
            return "tell the family the last working day before";
        case Count::MoveDay:
            return "the same day";
        case Count::Undated:
            break;
    }
    return {};
}

void say_counted_from(std::string& out, const Duty& duty) {
    if (!duty.counted_from) return;
    const WithoutWeekday day{*duty.counted_from};
    switch (duty.rule->counts_from) {
        case CountsFrom::Service:
            return say(out, "Served on ", day, ". ");
        case CountsFrom::Meeting:
        case CountsFrom::MeetingItself:
            return say(out, "The review meeting was on ", day, ". ");
        case CountsFrom::Field:
            if (duty.rule->day == "made_on") return say(out, "The plan was made on ", day, ". ");
            if (duty.rule->day == "received_on") return say(out, "Received on ", day, ". ");
            return;
        case CountsFrom::On:
            return;
    }
}

void say_back_plan(std::string& out, const BackPlan& plan) {
    say(out, " For that, hold the review meeting by ", plan.meeting_by, " and send the amendment notice by ",
        plan.notice_by, "; send the final plan by ", plan.final_by, ".");
}

}  // namespace

void append_working(std::string& out, const Duty& duty, const Calendar& calendar) {
    const Rule& rule = *duty.rule;
    if (!duty.due)
        return say(out, rule.count == Count::Undated ? "The law sets no number of days."
                                                     : "The day that it is counted to is not known yet.");
    if (duty.agreed)
        return say(out, "By the day that was agreed or directed. Safe: rolled back to a working day: ", *duty.safe,
                   ".");
    Date legal = *duty.due;
    say_counted_from(out, duty);
    say_counting(out, rule, duty.counted_from.value_or(duty.trigger->on), legal);
    say(out, " Safe: ");
    if (duty.safe_counted_from) {
        legal = last_day(rule.count, rule.period, *duty.safe_counted_from, calendar);
        const bool meeting = rule.safe_from == SafeFrom::LastMeeting;
        say(out, meeting ? "counted from the meeting, " : "counted as if by second-class post, served ",
            WithoutWeekday{*duty.safe_counted_from}, ", to ", legal, "; ");
    }
    say(out, how_safe_follows(rule, legal, *duty.safe), ": ", *duty.safe, ".");
    if (rule.starts == Starts::WithPhase) say_back_plan(out, back_plan(*duty.due, calendar));
}

std::string working(const Duty& duty, const Calendar& calendar) {
    std::string text;
    append_working(text, duty, calendar);
    return text;
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
