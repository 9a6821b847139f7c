// How a timeline becomes duties: one walk over the events. At each event the duties that are running are first met,
// voided or cut by it, and then those that it triggers begin. What a duty's days are is counted when it begins; what
// has become of it is said at the end, when today is known to matter.
#include "workflow/due.h"

#include <algorithm>
#include <tuple>

#include "workflow/appealable.h"
#include "workflow/exception.h"
#include "workflow/family_windows.h"
#include "workflow/phase.h"

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

// Health is a partner unless the request says otherwise; anybody else is one only where it says so (CFA 2014 s.31(1)).
bool is_partner(const Event& request) {
    const std::string_view body = request.word("body");
    return body.empty() ? request.word("from") == "health" : body == "partner";
}

// Whether the appeal is about this decision; one that gives no ground may be about any.
bool appeals_against(const Event& appeal, const Event& notice) {
    const std::string_view ground = appeal.word("ground");
    return ground.empty() || std::any_of(kAppealable.begin(), kAppealable.end(), [&](const AppealableNotice& row) {
               return row.ground == ground && row.notice.fits(notice);
           });
}

// A field's text, whatever its type; nothing where the event does not have it.
std::optional<std::string_view> text_of(const Event& event, std::string_view field) {
    if (const auto* text = event.find<std::string>(field)) return *text;
    if (const auto* setting = event.find<Setting>(field)) return setting->name;
    const std::string_view word = event.word(field);
    return word.empty() ? std::nullopt : std::optional(word);
}

// An event that names an adviser or a setting settles the duty of that one alone; one that names none, all of them.
bool same_key(const Duty& duty, const Event& event) {
    if (duty.rule->key.empty()) return true;
    const auto given = text_of(event, duty.rule->key);
    return !given || given == text_of(*duty.trigger, duty.rule->key);
}

bool is_window(const Rule& rule) { return rule.who == Party::Family; }

class Walk {
public:
    Walk(const Calendar& calendar, std::optional<Date> born, Date today, const RuleBook& book)
        : calendar_(calendar), born_(born), today_(today), book_(book) {}

    std::optional<Refusal> step(const Event& event) {
        auto next = advance(state_, event);
        if (!next) return std::move(next).error();
        settle(event);
        if (event.kind == Kind::ReviewMeetingHeld) {
            last_meeting_ = event.on;
            if (first_meeting_ == nullptr) first_meeting_ = &event;
        }
        if (event.kind == Kind::MediationRequested) health_alone_ = event.word("health") == "only";
        if (event.kind == Kind::ExceptionRecorded) exceptions_.push_back(&event);
        if (event.kind == Kind::AdviceRequested && event.word("from") == "education")
            school_asked_.push_back(event.date("sent_on").value_or(event.on));
        for (const Rule* rule : book_.rules)
            if (any_fits(rule->triggers, event) && begins(*rule, event, *next)) begin(*rule, event);
        if (event.kind == Kind::ReviewArranged || event.kind == Kind::ReviewInvited) arranged_ = true;
        if (event.kind == Kind::ReviewDecided) {
            arranged_ = false;
            first_meeting_ = nullptr;
        }
        follow_placement(event, *next);
        state_ = *next;
        return std::nullopt;
    }

    Answer finish() && {
        add_phase_transfer();
        Answer answer{
            today_, rulebook_on(book_.frozen_at.value_or(today_)), calendar_.edition(), {}, state_, std::move(duties_)};
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
            if (meets(duty, event))
                meet(duty, event, event.on);
            else if (is_window(rule) && duty.due && event.on > *duty.due)
                continue;  // a window that has run its course is closed, whatever comes after
            else if (any_fits(rule.cut_by, event))
                duty.cut_by = &event;
            else if (any_fits(rule.voided_by, event) && same_key(duty, event))
                duty.void_by = &event;
        }
        if (event.kind == Kind::MediationCertificateIssued) extend_appeal(event);
    }

    static void meet(Duty& duty, const Event& event, Date on) {
        duty.met_by = &event;
        duty.met_on = on;
    }

    static bool meets(const Duty& duty, const Event& event) {
        if (duty.rule->starts == Starts::ToPost16) {
            const auto* going_to = duty.trigger->find<Setting>("setting");
            const auto* placement = event.find<Placement>("placement");
            const bool names = event.kind == Kind::PlanFinalised || event.kind == Kind::PlanAmended;
            return names && placement != nullptr &&
                   (!placement->setting || going_to == nullptr || placement->setting->name == going_to->name);
        }
        if (!any_fits(duty.rule->met_by, event) || !same_key(duty, event)) return false;
        return event.kind != Kind::AppealReceived || appeals_against(event, *duty.trigger);
    }

    // Rule 20(1)(c): the certificate gives a month more for the notice that it is about, which is the newest.
    void extend_appeal(const Event& certificate) {
        const auto newest = std::find_if(duties_.rbegin(), duties_.rend(), [](const Duty& duty) {
            return duty.rule->count == Count::Appeal && running(duty);
        });
        if (newest == duties_.rend()) return;
        const FamilyWindow window = appeal_window(newest->trigger->on, certificate.on, calendar_);
        newest->due = window.last_day;
        newest->safe = window.tell_family;
    }

    // Where the child is: what last placed them, until they leave.
    void follow_placement(const Event& event, const CaseState& next) {
        if (event.kind == Kind::PlacementEnded) placed_by_ = nullptr;
        if (event.kind == Kind::PlacementStarted) was_placed_ = true;
        const bool places = event.kind == Kind::PlacementStarted || !was_placed_;
        if (places && setting_of(event) != nullptr) placed_by_ = &event;
        if (event.kind == Kind::PlanFinalised || event.kind == Kind::PlanAmended) plans_.push_back(&event);
        if (!plan_stands(state_) && plan_stands(next)) plan_ended_by_ = nullptr;
        if (plan_stands(state_) && !plan_stands(next)) plan_ended_by_ = &event;
    }

    void add_phase_transfer() {
        if (placed_by_ == nullptr || !born_) return;
        const Setting& setting = *setting_of(*placed_by_);
        const auto transfer = transfer_from(setting, *born_);
        if (!transfer || today_ < transfer->arises || placed_by_->on >= transfer->moves_on) return;
        const bool stands = plan_stands(state_);
        if (!stands && (plan_ended_by_ == nullptr || plan_ended_by_->on < transfer->arises)) return;
        Duty duty;
        duty.rule = rule_named(transfer->rule);
        duty.trigger = placed_by_;
        duty.due = transfer->due;
        duty.safe = safe_day(Count::Fixed, {}, transfer->due, calendar_);
        const auto named = std::find_if(plans_.begin(), plans_.end(), [&](const Event* plan) {
            return plan->on >= transfer->arises && plan->on >= placed_by_->on && names_another(*plan, setting);
        });
        if (named != plans_.end())
            meet(duty, **named, (*named)->on);
        else if (!stands)
            duty.void_by = plan_ended_by_;
        duties_.push_back(duty);
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
            case Starts::Always:
                return true;
            case Starts::Arranged:
                return event.kind == Kind::ReviewArranged || !arranged_;
            case Starts::Reassessed:
                return entered(Lifecycle::Reassessment, "finalised");
            case Starts::Partner:
                return is_partner(event);
            case Starts::OtherAdviser:
                return !is_partner(event);
            case Starts::HealthAlone:
                return health_alone_;
            case Starts::BoardAlone: {
                const bool* party = event.find<bool>("authority_party");
                return party != nullptr && !*party;
            }
            case Starts::ToPost16: {
                const auto* setting = event.find<Setting>("setting");
                return setting != nullptr && setting->phase == "post-16";
            }
            case Starts::WithPhase:
            case Starts::Inspection:
                return false;
        }
        return false;
    }

    bool is_running(const Rule& rule, Date on) const {
        return std::any_of(duties_.begin(), duties_.end(), [&](const Duty& duty) {
            const bool over = is_window(*duty.rule) && duty.due && *duty.due < on;
            return duty.rule == &rule && running(duty) && !over;
        });
    }

    void begin(const Rule& rule, const Event& event) {
        if (!book_.applies(rule, event.on)) return;
        Duty duty;
        duty.rule = &rule;
        duty.trigger = &event;
        if (rule.counts_from == CountsFrom::MeetingItself && first_meeting_ != nullptr) duty.trigger = first_meeting_;
        const auto agreed = rule.agreed_day ? event.date("comply_by") : std::nullopt;
        if (agreed) {
            duty.due = agreed;
            duty.safe = calendar_.roll_back(*agreed);
            duty.agreed = true;
        } else if (rule.count != Count::Undated) {
            count(duty, rule, event);
        }
        if (rule.met_at_once && any_fits(rule.met_by, event)) meet(duty, event, event.on);
        if (rule.starts == Starts::BoardAlone)
            if (const auto told = event.date("told_on")) meet(duty, event, *told);
        duties_.push_back(duty);
    }

    void count(Duty& duty, const Rule& rule, const Event& event) {
        const auto from = counts_from(rule, event);
        if (!from) return;  // the day ahead is not known yet
        if (*from != duty.trigger->on) duty.counted_from = *from;
        if (rule.count == Count::Appeal || rule.count == Count::Contact) return count_family_time(duty, *from);
        if (rule.count == Count::MoveDay) return count_move(duty, event);
        if (rule.count == Count::AfterTransfer) return count_after_transfer(duty, event);
        const bool merged = rule.conceded_with_provision.length > 0 && event.kind == Kind::AppealUnopposed &&
                            event.lists("concedes", "amend-provision");
        const Period period = merged ? rule.conceded_with_provision : rule.period;
        duty.due = last_day(rule.count, period, *from, calendar_);
        duty.safe = safe_for(duty, rule, event, *from);
    }

    void count_family_time(Duty& duty, Date from) const {
        const FamilyWindow window = duty.rule->count == Count::Appeal ? appeal_window(from, std::nullopt, calendar_)
                                                                      : mediation_contact_window(from, calendar_);
        duty.due = window.last_day;
        duty.safe = window.tell_family;
    }

    void count_move(Duty& duty, const Event& event) const {
        const Period period = duty.rule->period;
        const auto moves = event.date("moves_on");
        const bool known_before = moves && event.on <= calendar_.add_working_days(*moves, -period.length);
        duty.due = known_before ? *moves : last_day(Count::MoveDay, period, event.on, calendar_);
        duty.safe = duty.due;
    }

    void count_after_transfer(Duty& duty, const Event& event) const {
        duty.due = last_day(Count::AfterTransfer, duty.rule->period, event.on, calendar_);
        duty.safe = calendar_.roll_back(*duty.due);
        auto last_looked_at = event.date("last_review_on");
        if (!last_looked_at) last_looked_at = event.date("made_on");
        if (!last_looked_at) return;
        const Date yearly = last_day(Count::Beginning, {12, Unit::Months}, *last_looked_at, calendar_);
        duty.due = std::max(*duty.due, yearly);
        const Date rolled = calendar_.roll_back(yearly);
        duty.safe = rolled >= event.on ? rolled : calendar_.roll_back(*duty.due);
    }

    std::optional<Date> counts_from(const Rule& rule, const Event& event) const {
        switch (rule.counts_from) {
            case CountsFrom::On:
                return event.on;
            case CountsFrom::Service:
                return served_on(event, "", calendar_);
            case CountsFrom::Field: {
                const auto day = event.date(rule.day);
                return day || rule.count == Count::Ahead ? day : event.on;
            }
            case CountsFrom::Meeting:
            case CountsFrom::MeetingItself:
                return first_meeting_ != nullptr ? first_meeting_->on : event.on;
        }
        return event.on;
    }

    Date safe_for(Duty& duty, const Rule& rule, const Event& event, Date from) const {
        Date legal = *duty.due;
        if (rule.safe_from == SafeFrom::BeginningToo)
            return calendar_.roll_back(last_day(Count::Beginning, rule.period, from, calendar_));
        if (rule.safe_from == SafeFrom::LastMeeting && last_meeting_) duty.safe_counted_from = *last_meeting_;
        if (is_window(rule) && rule.counts_from == CountsFrom::Service) {
            const Date late_service = served_on(event, "second-class", calendar_);
            if (late_service != served_on(event, "", calendar_)) duty.safe_counted_from = late_service;
        }
        if (duty.safe_counted_from) legal = last_day(rule.count, rule.period, *duty.safe_counted_from, calendar_);
        return safe_day(rule.count, rule.period, legal, calendar_);
    }

    Status status_of(Duty& duty) const {
        if (duty.void_by != nullptr) return Status::Void;
        if (!duty.due) return duty.met_by ? Status::Met : duty.cut_by ? Status::Omitted : Status::Open;
        if (is_window(*duty.rule) && duty.cut_by != nullptr) return Status::Breached;
        if (duty.met_by != nullptr && *duty.met_on <= *duty.due) return Status::Met;
        if (duty.met_by == nullptr && today_ <= *duty.due)
            return calendar_.working_days_between(today_, *duty.due) <= kSoon ? Status::Due : Status::Open;
        if (is_window(*duty.rule)) return Status::Closed;
        duty.excused_by = excuse_for(*duty.rule, *duty.trigger, *duty.due, exceptions_, school_asked_, book_);
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
    std::optional<Date> born_;
    Date today_;
    RuleBook book_;
    CaseState state_;
    std::vector<Duty> duties_;
    std::vector<const Event*> exceptions_;
    std::vector<Date> school_asked_;
    std::optional<Date> last_meeting_;
    const Event* first_meeting_ = nullptr;  // of the review that waits for its decision
    bool arranged_ = false;                 // a meeting of the review at hand
    bool health_alone_ = false;             // the mediation last asked for
    const Event* placed_by_ = nullptr;      // what placed the child where they are
    bool was_placed_ = false;               // the record says where the child is, beside what the plan names
    std::vector<const Event*> plans_;
    const Event* plan_ended_by_ = nullptr;
};

}  // namespace

std::string_view name_of(Status status) {
    constexpr std::string_view kNames[] = {"open",    "due",     "met",    "late",     "overdue",
                                           "excused", "omitted", "closed", "breached", "void"};
    return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(Party party) {
    constexpr std::string_view kNames[] = {"authority", "family", "adviser", "setting", "board", "mediation-adviser"};
    return kNames[static_cast<std::size_t>(party)];
}

Result<Answer, Refusal> due(const Timeline& timeline, const Calendar& calendar, Date today, const RuleBook& book) {
    Walk walk(calendar, timeline.born, today, book);
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
