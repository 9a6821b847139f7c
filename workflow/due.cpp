// How a timeline becomes duties: one walk over the events. At each event the duties that are running are first met,
// voided or cut by it, and then those that it triggers begin. What a duty's days are is counted when it begins; what
// has become of it is said at the end, when today is known to matter.
#include "workflow/due.h"

#include <algorithm>
#include <tuple>

#include "workflow/exception.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

// "due" rather than "open" from this many working days before the last lawful day.
constexpr int kSoon = 10;

bool any_fits(std::span<const Happening> happenings, const Event& event) {
    return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) { return h.fits(event); });
}

struct ByPost {
    std::string_view route;
    int working_days;
};
// Interpretation Act 1978 s.7 with the Practice Direction of 8 March 1985. By hand and by e-mail: the same day.
constexpr ByPost kDeemed[] = {{"first-class", 2}, {"second-class", 4}};

std::optional<Date> deemed_service(const Event& event, std::string_view route, const Calendar& calendar) {
    for (const ByPost& post : kDeemed)
        if (post.route == route) return calendar.add_working_days(event.on, post.working_days);
    return event.on;
}

// When the family had it. Where nothing is known, `otherwise` names the route that is assumed ("": the day it was
// sent).
Date served_on(const Event& event, std::string_view otherwise, const Calendar& calendar) {
    if (const auto known = event.date("served_on")) return *known;
    const std::string_view route = event.word("route");
    return *deemed_service(event, route.empty() ? otherwise : route, calendar);
}

class Walk {
public:
    Walk(const Calendar& calendar, Date today) : calendar_(calendar), today_(today) {}

    std::optional<Refusal> step(const Event& event) {
        auto next = advance(state_, event);
        if (!next) return std::move(next).error();
        settle(event);
        if (event.kind == Kind::ReviewMeetingHeld) last_meeting_ = event.on;
        if (event.kind == Kind::ExceptionRecorded) exceptions_.push_back(&event);
        if (event.kind == Kind::AdviceRequested && event.word("from") == "education")
            school_asked_.push_back(event.date("sent_on").value_or(event.on));
        for (const Rule* rule : all_rules())
            if (any_fits(rule->triggers, event) && begins(*rule, event, *next)) begin(*rule, event);
        state_ = *next;
        return std::nullopt;
    }

    Answer finish() && {
        Answer answer{today_, rulebook_on(today_), calendar_.edition(), {}, state_, std::move(duties_)};
        for (Duty& duty : answer.duties) duty.status = status_of(duty);
        std::sort(answer.duties.begin(), answer.duties.end(), [](const Duty& a, const Duty& b) {
            return std::tuple(!a.due.has_value(), a.due, a.rule->id, a.trigger->position) <
                   std::tuple(!b.due.has_value(), b.due, b.rule->id, b.trigger->position);
        });
        warn_of_calendar(answer);
        return answer;
    }

private:
    static bool running(const Duty& duty) {
        return duty.met_by == nullptr && duty.void_by == nullptr && duty.cut_by == nullptr;
    }

    void settle(const Event& event) {
        // A request that has led to a plan leaves nothing to withdraw.
        if (event.kind == Kind::RequestWithdrawn && plan_stands(state_)) return;
        for (Duty& duty : duties_) {
            if (!running(duty)) continue;
            const Rule& rule = *duty.rule;
            if (any_fits(rule.met_by, event))
                duty.met_by = &event;
            else if (rule.who == Party::Family && duty.due && event.on > *duty.due)
                continue;  // a window that has run its course is closed, whatever comes after
            else if (any_fits(rule.cut_by, event))
                duty.cut_by = &event;
            else if (any_fits(rule.voided_by, event))
                duty.void_by = &event;
        }
    }

    bool begins(const Rule& rule, const Event& event, const CaseState& next) const {
        const auto entered = [&](Lifecycle lifecycle, std::string_view stage) {
            return next.stage(lifecycle) == stage && state_.stage(lifecycle) != stage;
        };
        switch (rule.starts) {
            case Starts::NewAssessment:
                return entered(Lifecycle::Assessment, "received");
            case Starts::NewPlan:
                return !plan_stands(state_) && plan_stands(next);
            case Starts::PlanStands:
                return plan_stands(next) && !is_running(rule, event.on);
            case Starts::UnlessRunning:
                return !is_running(rule, event.on);
        }
        return false;
    }

    bool is_running(const Rule& rule, Date on) const {
        return std::any_of(duties_.begin(), duties_.end(), [&](const Duty& duty) {
            const bool over = duty.rule->who == Party::Family && duty.due && *duty.due < on;
            return duty.rule == &rule && running(duty) && !over;
        });
    }

    void begin(const Rule& rule, const Event& event) {
        Duty duty;
        duty.rule = &rule;
        duty.trigger = &event;
        if (rule.count != Count::Undated) {
            const Date from = counts_from(rule, event);
            if (from != event.on) duty.counted_from = from;
            duty.due = last_day(rule.count, rule.period, from, calendar_);
            duty.safe = safe_for(duty, rule, event);
        }
        duties_.push_back(duty);
    }

    Date counts_from(const Rule& rule, const Event& event) const {
        switch (rule.counts_from) {
            case CountsFrom::On:
                return event.on;
            case CountsFrom::Service:
                return served_on(event, "", calendar_);
            case CountsFrom::Made:
                return event.date("made_on").value_or(event.on);
        }
        return event.on;
    }

    Date safe_for(Duty& duty, const Rule& rule, const Event& event) const {
        Date legal = *duty.due;
        if (rule.safe_from == SafeFrom::LastMeeting && last_meeting_) duty.safe_counted_from = *last_meeting_;
        if (rule.who == Party::Family && rule.counts_from == CountsFrom::Service) {
            const Date late_service = served_on(event, "second-class", calendar_);
            if (late_service != served_on(event, "", calendar_)) duty.safe_counted_from = late_service;
        }
        if (duty.safe_counted_from) legal = last_day(rule.count, rule.period, *duty.safe_counted_from, calendar_);
        return safe_day(rule.count, rule.period, legal, calendar_);
    }

    Status status_of(Duty& duty) const {
        if (duty.void_by != nullptr) return Status::Void;
        if (!duty.due) return duty.met_by ? Status::Met : duty.cut_by ? Status::Omitted : Status::Open;
        if (duty.rule->who == Party::Family && duty.cut_by != nullptr) return Status::Breached;
        if (duty.met_by != nullptr && duty.met_by->on <= *duty.due) return Status::Met;
        if (duty.met_by == nullptr && today_ <= *duty.due)
            return calendar_.working_days_between(today_, *duty.due) <= kSoon ? Status::Due : Status::Open;
        if (duty.rule->who == Party::Family) return Status::Closed;
        duty.excused_by = excuse_for(*duty.rule, *duty.trigger, *duty.due, exceptions_, school_asked_);
        if (duty.excused_by != nullptr) return Status::Excused;
        return duty.met_by != nullptr ? Status::Late : Status::Overdue;
    }

    void warn_of_calendar(Answer& answer) const {
        Date last = today_;
        for (const Duty& duty : answer.duties)
            if (duty.due) last = std::max(last, *duty.due);
        if (last > calendar_.known_to())
            answer.warnings.push_back("The calendar of bank holidays ends on " + to_iso(calendar_.known_to()) +
                                      "; a date after it may be wrong. Merge in a newer bank-holidays.json.");
    }

    const Calendar& calendar_;
    Date today_;
    CaseState state_;
    std::vector<Duty> duties_;
    std::vector<const Event*> exceptions_;
    std::vector<Date> school_asked_;
    std::optional<Date> last_meeting_;
};

}  // namespace

std::string_view name_of(Status status) {
    constexpr std::string_view kNames[] = {"open",    "due",     "met",    "late",     "overdue",
                                           "excused", "omitted", "closed", "breached", "void"};
    return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(Party party) { return party == Party::Authority ? "authority" : "family"; }

Result<Answer, Refusal> due(const Timeline& timeline, const Calendar& calendar, Date today) {
    Walk walk(calendar, today);
    for (const Event& event : timeline.events)
        if (auto refusal = walk.step(event)) return Failure{std::move(*refusal)};
    return std::move(walk).finish();
}

const Duty* next_duty(const Answer& answer) {
    // The duties are sorted by date, so the first that is owed is the most urgent.
    const Duty* undated = nullptr;
    for (const Duty& duty : answer.duties) {
        const bool owed = duty.status == Status::Overdue || duty.status == Status::Due || duty.status == Status::Open;
        if (!owed || duty.rule->who != Party::Authority) continue;
        if (duty.due) return &duty;
        if (undated == nullptr) undated = &duty;
    }
    return undated;
}

std::string stage_in_words(const CaseState& state) {
    const auto plan = state.stage(Lifecycle::Plan);
    const auto review = state.stage(Lifecycle::Review);
    const auto assessment = state.stage(Lifecycle::Assessment);
    if (plan == "maintained" && review != "scheduled" && review != "none") return "review: " + std::string(review);
    if (plan != "none") return "plan: " + std::string(plan);
    return "assessment: " + std::string(assessment);
}

}  // namespace ehcflow::workflow
