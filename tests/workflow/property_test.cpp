// What holds of every count and of every case, over cases made at random: days, periods, events that follow one
// another. A failure is shrunk to a small one and shown with the seed that finds it again. RapidCheck is used in this
// file alone of the room.
#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <set>
#include <tuple>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "tests/workflow/every_event.h"
#include "workflow/due.h"
#include "workflow/family_windows.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

const Calendar& calendar() { return interchange::built_in_calendar(); }

// --- counting
// ---------------------------------------------------------------------------------------------------------

// Within the years whose holidays are known, with room for the longest period on either side.
Date some_day() { return Date(2016, 1, 1) + days(*rc::gen::inRange(0, 12 * 365)); }

Period some_period() {
    constexpr std::array kLongest = {60, 20, 24, 70};  // of days, weeks, months, working days
    const auto unit = *rc::gen::element(Unit::Days, Unit::Weeks, Unit::Months, Unit::WorkingDays);
    return {*rc::gen::inRange(1, kLongest[static_cast<std::size_t>(unit)] + 1), unit};
}

RC_GTEST_PROP(Counting, SafeIsAWorkingDayNotAfterTheLastLawfulOne, ()) {
    const auto count = *rc::gen::element(Count::Within, Count::Beginning, Count::Ahead);
    const Period period = some_period();
    const Date legal = last_day(count, period, some_day(), calendar());
    const Date safe = safe_day(count, period, legal, calendar());
    RC_ASSERT(safe <= legal);
    RC_ASSERT(calendar().is_working_day(safe));
    RC_ASSERT(calendar().working_days_between(safe, legal) <= 1);  // and gives away no more than a day's work
}

RC_GTEST_PROP(Counting, ALaterDayNeverEndsEarlier, ()) {
    const auto count = *rc::gen::element(Count::Within, Count::Beginning, Count::Ahead, Count::Window, Count::Tribunal);
    Period period = some_period();
    if (count == Count::Tribunal) period.unit = Unit::WorkingDays;
    const Date day = some_day();
    const Date later = day + days(*rc::gen::inRange(0, 40));
    RC_ASSERT(last_day(count, period, day, calendar()) <= last_day(count, period, later, calendar()));
}

RC_GTEST_PROP(Counting, TheFirstDayMakesADaysDifference, ()) {
    const Period period = some_period();
    const Date day = some_day();
    const Date within = last_day(Count::Within, period, day, calendar());
    const Date beginning = last_day(Count::Beginning, period, day, calendar());
    RC_ASSERT(beginning <= within);
    if (period.unit == Unit::WorkingDays) {
        RC_ASSERT(calendar().working_days_between(beginning, within) == (calendar().is_working_day(day) ? 1 : 0));
    } else {
        const bool clamped = period.unit == Unit::Months && within.day() != day.day();
        RC_ASSERT(within - beginning == days(clamped ? 0 : 1));
    }
}

RC_GTEST_PROP(Counting, AMonthEndsOnItsCorrespondingDayOrItsLast, ()) {
    const Date day = some_day();
    const int n = *rc::gen::inRange(-30, 31);
    const Date end = add_months(day, n);
    RC_ASSERT(12 * end.year() + static_cast<int>(end.month()) == 12 * day.year() + static_cast<int>(day.month()) + n);
    RC_ASSERT(end.day() == day.day() || (end.day() < day.day() && (end + days(1)).day() == 1));
}

RC_GTEST_PROP(Counting, AWindowIsHeldOpenPastItsLastDay, ()) {
    const Period period{*rc::gen::inRange(1, 40), Unit::Days};
    const Date served = some_day();
    const Date last = last_day(Count::Window, period, served, calendar());
    const Date open_to = safe_day(Count::Window, period, last, calendar());
    RC_ASSERT(last - served + days(1) == days(period.length));
    RC_ASSERT(open_to > last);
    RC_ASSERT(calendar().is_working_day(open_to));
}

RC_GTEST_PROP(Counting, WorkingDaysThereAndBack, ()) {
    const Date day = some_day();
    const int n = *rc::gen::inRange(1, 80);
    const Date there = calendar().add_working_days(day, n);
    RC_ASSERT(calendar().working_days_between(day, there) == n);
    RC_ASSERT(calendar().add_working_days(there, -n) == calendar().roll_back(day));
    RC_ASSERT(add_tribunal_days(day, n, calendar()) >= there);
}

RC_GTEST_PROP(Counting, TheTimeToAppealFavoursTheFamily, ()) {
    const Date notice = some_day();
    const Date certificate = notice + days(*rc::gen::inRange(0, 150));
    const FamilyWindow bare = appeal_window(notice, std::nullopt, calendar());
    const FamilyWindow with_certificate = appeal_window(notice, certificate, calendar());
    RC_ASSERT(bare.last_day >= add_months(notice, 2));
    RC_ASSERT(with_certificate.last_day >= bare.last_day);
    RC_ASSERT(with_certificate.last_day >= add_months(certificate, 1));
    for (const FamilyWindow& window : {bare, with_certificate}) {
        RC_ASSERT(window.tell_family <= window.last_day);
        RC_ASSERT(calendar().is_working_day(window.tell_family));
        RC_ASSERT(calendar().is_working_day(window.last_day));
    }
    // A time that itself ends in August ends in September; one that a weekend moves into August stays there.
    if (add_months(notice, 2).month() == 8) RC_ASSERT(bare.last_day.month() == 9);
}

// --- cases
// ------------------------------------------------------------------------------------------------------------

using Choices =
    std::vector<std::pair<unsigned, int>>;  // which of the events that could happen, days after the last one

Choices some_choices() {
    return *rc::gen::container<Choices>(rc::gen::pair(rc::gen::inRange(0U, 1000U), rc::gen::inRange(0, 60)));
}

Event moved_to(Event event, Date on) {
    for (Field& field : event.fields)
        if (auto* day = std::get_if<Date>(&field.value)) *day += on - event.on;
    event.on = on;
    return event;
}

constexpr Date kBegins{2024, 9, 2};

// The form that the choice falls on, or the next one that the case can take: so every choice makes a case.
std::pair<const Event*, CaseState> taken(const CaseState& state, unsigned choice) {
    static const std::vector<Event> kForms = every_form(kBegins);
    for (;; ++choice) {
        const Event& form = kForms[choice % kForms.size()];
        if (form.kind == Kind::Correction) continue;  // those are applied when a record is read
        if (const auto next = advance(state, form, calendar())) return {&form, *next};
    }
}

Timeline case_of(const Choices& choices) {
    Timeline timeline{Date(2014, 5, 3), {}};
    CaseState state;
    Date on = kBegins;
    for (const auto& [choice, gap] : choices) {
        const auto [form, next] = taken(state, choice);
        on += days(gap);
        timeline.events.push_back(moved_to(*form, on));
        timeline.events.back().position = timeline.events.size() - 1;
        state = next;
    }
    return timeline;
}

Date today_for(const Timeline& timeline) {
    const Date last = timeline.events.empty() ? kBegins : timeline.events.back().on;
    return last + days(*rc::gen::inRange(-200, 400));
}

// A duty without the positions of events, so that cases whose events stand elsewhere can be compared.
using Said = std::tuple<std::string_view, std::string_view, Date, std::optional<Date>, std::optional<Date>, Status,
                        std::optional<Date>, std::string_view>;

std::multiset<Said> said(const Answer& answer) {
    const auto kind = [](const Event* event) { return event == nullptr ? std::string_view() : name_of(event->kind); };
    std::multiset<Said> all;
    for (const Duty& duty : answer.duties)
        all.emplace(duty.rule->id, kind(duty.trigger), duty.trigger->on, duty.due, duty.safe, duty.status, duty.met_on,
                    kind(duty.void_by));
    return all;
}

RC_GTEST_PROP(Due, SafeDaysAreSafe, ()) {
    const Timeline timeline = case_of(some_choices());
    const auto answer = due(timeline, calendar(), today_for(timeline));
    RC_ASSERT(answer.ok());
    for (const Duty& duty : answer->duties) {
        const Count count = duty.rule->count;
        RC_ASSERT(duty.due.has_value() == duty.safe.has_value());
        if (!duty.due) continue;
        // What the family has days for is held open past their end; everything else is told or done by then. A plan is
        // transferred on the day of the move, whatever day that is.
        const bool held_open = count == Count::Window || count == Count::Contact;
        RC_ASSERT((held_open ? duty.safe > duty.due : duty.safe <= duty.due));
        if (count != Count::MoveDay) RC_ASSERT(calendar().is_working_day(*duty.safe));
    }
}

// How far a duty has come of itself; one that an event has ended stays as it is.
std::optional<int> waiting(Status status) {
    switch (status) {
        case Status::Open:
            return 0;
        case Status::Due:
            return 1;
        case Status::Overdue:
        case Status::Excused:
        case Status::Closed:
            return 2;
        case Status::Met:
        case Status::Late:
        case Status::Omitted:
        case Status::Breached:
        case Status::Void:
            return std::nullopt;
    }
    return std::nullopt;
}

RC_GTEST_PROP(Due, TimeAloneMakesDutiesDueAndOverdueAndNothingElse, ()) {
    const Timeline timeline = case_of(some_choices());
    const Date today = today_for(timeline);
    const auto now = due(timeline, calendar(), today);
    const auto later = due(timeline, calendar(), today + days(*rc::gen::inRange(0, 120)));
    RC_ASSERT(now.ok() && later.ok());
    RC_ASSERT(now->state == later->state);
    for (const Duty& duty : now->duties) {
        const auto still = std::find_if(later->duties.begin(), later->duties.end(), [&](const Duty& other) {
            return other.rule == duty.rule && other.trigger == duty.trigger;
        });
        RC_ASSERT(still != later->duties.end());
        RC_ASSERT(still->due == duty.due && still->safe == duty.safe);
        RC_ASSERT(still->met_by == duty.met_by && still->void_by == duty.void_by && still->cut_by == duty.cut_by);
        if (const auto before = waiting(duty.status))
            RC_ASSERT(waiting(still->status) && *waiting(still->status) >= *before);
        else
            RC_ASSERT(still->status == duty.status);
    }
}

RC_GTEST_PROP(Due, AStatusSaysWhatItMeans, ()) {
    const Timeline timeline = case_of(some_choices());
    const Date today = today_for(timeline);
    const auto answer = due(timeline, calendar(), today);
    RC_ASSERT(answer.ok());
    for (const Duty& duty : answer->duties) {
        const bool past = duty.due && today > *duty.due;
        switch (duty.status) {
            case Status::Open:
            case Status::Due:
                RC_ASSERT(duty.met_by == nullptr && duty.void_by == nullptr && !past);
                RC_ASSERT(!duty.due ||
                          (duty.status == Status::Due) == (calendar().working_days_between(today, *duty.due) <= 10));
                break;
            case Status::Met:
                RC_ASSERT(duty.met_by != nullptr && (!duty.due || *duty.met_on <= *duty.due));
                break;
            case Status::Late:
                RC_ASSERT(duty.met_by != nullptr && *duty.met_on > *duty.due);
                break;
            case Status::Overdue:
                RC_ASSERT(duty.met_by == nullptr && past && duty.rule->who != Party::Family);
                break;
            case Status::Excused:
                RC_ASSERT(duty.excused_by != nullptr && duty.rule->who != Party::Family);
                RC_ASSERT(duty.rule->grounds != kNoGrounds || duty.rule->relaxed_2020);
                break;
            case Status::Omitted:
                RC_ASSERT(!duty.due && duty.cut_by != nullptr);
                break;
            case Status::Closed:
            case Status::Breached:
                RC_ASSERT(duty.rule->who == Party::Family && duty.due.has_value());
                break;
            case Status::Void:
                RC_ASSERT(duty.void_by != nullptr);
                break;
        }
    }
}

RC_GTEST_PROP(Due, AnExceptionMovesNoDateAndExcusesOnlyLateness, ()) {
    Timeline timeline = case_of(some_choices());
    const Date today = today_for(timeline);
    const auto before = due(timeline, calendar(), today);
    Timeline excused = timeline;
    Event exception = plain_event(Kind::ExceptionRecorded, excused.events.empty() ? kBegins : excused.events.back().on);
    const FieldRow& ground = field_row(kind_row(Kind::ExceptionRecorded), "ground");
    exception = with(std::move(exception), "ground",
                     *rc::gen::elementOf(std::vector(ground.words.begin(), ground.words.end())));
    exception = with(std::move(exception), "from", kBegins);
    exception = with(std::move(exception), "impractical_because", std::string("away"));
    exception.position = excused.events.size();
    excused.events.push_back(exception);
    const auto after = due(excused, calendar(), today);
    RC_ASSERT(before.ok() && after.ok());
    RC_ASSERT(before->duties.size() == after->duties.size());
    for (std::size_t i = 0; i < before->duties.size(); ++i) {
        const Duty &was = before->duties[i], &is = after->duties[i];
        RC_ASSERT(was.rule == is.rule && was.due == is.due && was.safe == is.safe);
        const bool lateness = was.status == Status::Overdue || was.status == Status::Late;
        RC_ASSERT(was.status == is.status || (lateness && is.status == Status::Excused));
    }
}

// --- order
// ------------------------------------------------------------------------------------------------------------

// What an event of a kind can touch: lifecycles, and rules by any of their columns.
std::set<std::string_view> touches(Kind kind) {
    std::set<std::string_view> all;
    for (const Transition& row : transitions())
        if (row.event.kind == kind) all.insert(name_of(row.lifecycle));
    for (const Rule* rule : all_rules())
        for (const auto& happenings : {rule->triggers, rule->met_by, rule->voided_by, rule->cut_by})
            if (std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) { return h.kind == kind; }))
                all.insert(rule->id);
    // A rule that asks whether the plan stands is touched by all that makes it stand or end.
    const auto asks_of_plan = [](const Rule* rule) {
        return rule->starts == Starts::PlanStands || rule->starts == Starts::WhilePlanStands ||
               rule->starts == Starts::ToPost16;
    };
    if (all.contains(name_of(Lifecycle::Plan)))
        for (const Rule* rule : all_rules())
            if (asks_of_plan(rule)) all.insert(rule->id);
    // Where the child is says whether a move is between post-16 institutions; the day of a move, when a board must
    // speak.
    if (kind == Kind::PlacementStarted || kind == Kind::PlacementEnded || kind == Kind::PlanFinalised)
        all.insert("phase-16-16");
    if (kind == Kind::MoveNotified) all.insert("xfer-icb-notify");
    return all;
}

bool independent(Kind first, Kind second) {
    const auto one = touches(first), two = touches(second);
    return std::none_of(one.begin(), one.end(), [&](std::string_view name) { return two.contains(name); });
}

std::optional<std::multiset<Said>> said_after(Timeline timeline, std::initializer_list<Event> events, Date today) {
    for (const Event& event : events) {
        timeline.events.push_back(event);
        timeline.events.back().position = timeline.events.size() - 1;
    }
    const auto answer = due(timeline, calendar(), today);
    return answer ? std::optional(said(*answer)) : std::nullopt;
}

RC_GTEST_PROP(Order, EventsOfOneDayThatTouchNothingInCommonMayBeSwapped, ()) {
    static const std::vector<Event> kForms = every_form(kBegins);
    const Timeline timeline = case_of(some_choices());
    const Date on = timeline.events.empty() ? kBegins : timeline.events.back().on;
    const Event first = moved_to(*rc::gen::elementOf(kForms), on), second = moved_to(*rc::gen::elementOf(kForms), on);
    RC_PRE(first.kind != Kind::Correction && second.kind != Kind::Correction && independent(first.kind, second.kind));
    const Date today = on + days(30);
    const auto one_way = said_after(timeline, {first, second}, today);
    const auto other_way = said_after(timeline, {second, first}, today);
    RC_PRE(one_way.has_value() && other_way.has_value());
    RC_ASSERT(*one_way == *other_way);
}

std::string json_of(const std::vector<Event>& events) {
    std::string json = R"({"child":{"born":"2014-05-03"},"events":[)";
    for (const Event& event : events)
        json.append(json.back() == '[' ? "" : ",").append(interchange::write_event(event));
    return json + "]}";
}

std::vector<std::size_t> some_order(std::size_t n) {
    const auto keys = *rc::gen::container<std::vector<unsigned>>(n, rc::gen::inRange(0U, 1000U));
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    return order;
}

RC_GTEST_PROP(Order, ARecordIsReadInTheOrderOfItsDays, ()) {
    Choices choices = some_choices();
    for (auto& [choice, gap] : choices) ++gap;  // no two on one day
    const Timeline timeline = case_of(choices);
    RC_PRE(!timeline.events.empty());
    std::vector<Event> shuffled;
    for (const std::size_t at : some_order(timeline.events.size())) shuffled.push_back(timeline.events[at]);
    const auto read = interchange::read_timeline(json_of(shuffled));
    RC_ASSERT(read.ok());
    const Date today = today_for(timeline);
    const auto direct = due(timeline, calendar(), today), again = due(*read, calendar(), today);
    RC_ASSERT(direct.ok() && again.ok());
    // What names an event by its position means another one once they are shuffled.
    const auto names_position = [](const Event& event) { return event.find<std::size_t>("event") != nullptr; };
    RC_PRE(std::none_of(timeline.events.begin(), timeline.events.end(), names_position));
    RC_ASSERT(said(*direct) == said(*again));
}

}  // namespace
}  // namespace ehcflow::workflow
