// How a timeline becomes duties: one walk over the events. At each event the duties that are running are first met,
// voided or cut by it, and then those that it triggers begin. What a duty's days are is counted when it begins; what
// has become of it is said at the end, when today is known to matter.
#include "workflow/due.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "workflow/appealable.h"
#include "workflow/duty_days.h"
#include "workflow/exception.h"
#include "workflow/family_windows.h"
#include "workflow/phase.h"

namespace ehcflow::workflow {
namespace {

// "due" rather than "open" from this many working days before the last lawful day.
constexpr int kSoon = 10;

bool any_fits(std::span<const Happening> happenings, const Event& event) {
    return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) { return h.fits(event); });
}

bool knows(std::span<const Happening> happenings, Kind kind) {
    return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) { return h.kind == kind; });
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

constexpr Happening kNamesPlacement[] = {{Kind::PlanFinalised}, {Kind::PlanAmended}};

std::span<const Happening> could_meet(const Rule& rule) {
    return rule.starts == Starts::ToPost16 ? std::span<const Happening>(kNamesPlacement) : rule.met_by;
}

// Rules that begin, or not, by what has become of their earlier duties.
constexpr Starts kAskOfEarlier[] = {Starts::UnlessRunning, Starts::PlanStands, Starts::NewMatter, Starts::FirstMeeting,
                                    Starts::HealthAlone};

bool asks_of_earlier(const Rule& rule) {
    return std::find(std::begin(kAskOfEarlier), std::end(kAskOfEarlier), rule.starts) != std::end(kAskOfEarlier);
}

bool is_appealable(const Event& event) {
    return std::any_of(kAppealableNotices.begin(), kAppealableNotices.end(),
                       [&](const Happening& notice) { return notice.fits(event); });
}

constexpr Happening kUsesOfWindows[] = {{Kind::AdviserContacted}, {Kind::MediationDeclined}, {Kind::AppealReceived}};

// The rows of a book by the kind of event that may begin them, each kind's in the order of the book.
using RulesByKind = std::array<std::vector<const Rule*>, kKindCount>;

RulesByKind by_kind(std::span<const Rule* const> rules) {
    RulesByKind begun_by;
    for (const Rule* rule : rules)
        for (const Happening& trigger : rule->triggers) {
            auto& begun = begun_by[static_cast<std::size_t>(trigger.kind)];
            if (begun.empty() || begun.back() != rule) begun.push_back(rule);
        }
    return begun_by;
}

// A family's window that has run its course.
bool closed_before(const Duty& duty, Date on) { return is_window(*duty.rule) && duty.due && *duty.due < on; }

class Walk {
public:
    Walk(const Calendar& calendar, std::optional<Date> born, Date today, const RuleBook& book,
         const RulesByKind& begun_by)
        : calendar_(calendar),
          born_(born),
          today_(today),
          no_longer_soon_(no_longer_soon(today, calendar)),
          book_(book),
          begun_by_(begun_by) {}

    std::optional<Refusal> step(const Event& event) {
        auto next = advance(state_, event, calendar_);
        if (!next) return std::move(next).error();
        settle(event);
        if (event.kind == Kind::ReviewMeetingHeld) {
            moment_.last_meeting = event.on;
            if (moment_.first_meeting == nullptr) moment_.first_meeting = &event;
        }
        if (moment_.first_meeting != nullptr) since_meeting_.push_back(&event);
        if (event.kind == Kind::MoveNotified) moment_.moves_on = event.date("moves_on");
        if (event.kind == Kind::MediationRequested) health_alone_ = event.word("health") == "only";
        if (event.kind == Kind::ExceptionRecorded) exceptions_.push_back(&event);
        if (event.kind == Kind::AdviceRequested && event.word("from") == "education")
            school_asked_.push_back(event.date("sent_on").value_or(event.on));
        for (const Rule* rule : begun_by_[static_cast<std::size_t>(event.kind)])
            if (any_fits(rule->triggers, event) && begins(*rule, event, *next)) begin(*rule, event);
        if (event.kind == Kind::ReviewArranged || event.kind == Kind::ReviewInvited) arranged_ = true;
        if (event.kind == Kind::ReviewDecided) forget_review();
        if (is_appealable(event)) last_notice_ = &event;
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
        auto& waiting = waiting_[static_cast<std::size_t>(event.kind)];
        std::erase_if(waiting, [&](std::size_t at) { return is_past_hearing(duties_[at], event); });
        use_windows(event);
        for (const std::size_t at : waiting) {
            Duty& duty = duties_[at];
            if (!running(duty)) continue;
            const Rule& rule = *duty.rule;
            if (!is_window(rule) && meets(duty, event) && !is_about_an_older(duty, event))
                meet(duty, event, event.on);
            else if (closed_before(duty, event.on))
                continue;  // whatever comes after
            else if (any_fits(rule.cut_by, event))
                duty.cut_by = &event;
            else if (any_fits(rule.voided_by, event) && same_key(duty, event))
                (breached_for_good(duty, event) ? duty.cut_by : duty.void_by) = &event;
        }
        if (event.kind == Kind::MediationCertificateIssued) extend_appeal(event);
    }

    // Whether events of this kind can no longer touch the duty. A closed window can still be met, though late, and one
    // for an appeal can be extended.
    static bool is_past_hearing(const Duty& duty, const Event& event) {
        if (!running(duty)) return true;
        const Rule& rule = *duty.rule;
        return closed_before(duty, event.on) && rule.count != Count::Appeal && !knows(could_meet(rule), event.kind);
    }

    // An appeal that ends after the last day leaves the breach, and nothing that comes later mends it.
    static bool breached_for_good(const Duty& duty, const Event& event) {
        return duty.rule->breach_stays && event.kind != Kind::CaseClosed && event.on > *duty.due;
    }

    // A rule by which each act is about the newest of its duties alone: an older one stays undone.
    bool is_about_an_older(const Duty& duty, const Event& event) const {
        const auto& waiting = waiting_[static_cast<std::size_t>(event.kind)];
        return duty.rule->newest_alone && std::any_of(waiting.begin(), waiting.end(), [&](std::size_t at) {
                   const Duty& other = duties_[at];
                   return other.rule == duty.rule && other.trigger > duty.trigger && running(other) &&
                          other.trigger != &event;
               });
    }

    // What a family does is about every decision whose time for it still runs; if none does, about the newest, too
    // late.
    void use_windows(const Event& event) {
        if (!any_fits(kUsesOfWindows, event)) return;
        const Date on = event.kind == Kind::AppealReceived ? event.date("lodged_on").value_or(event.on) : event.on;
        std::vector<Duty*> used;
        Duty* newest = nullptr;
        for (const std::size_t at : windows_) {
            Duty& duty = duties_[at];
            if (!meets(duty, event)) continue;
            newest = &duty;
            if (running(duty) && on <= *duty.due) used.push_back(&duty);
        }
        if (used.empty() && newest != nullptr && running(*newest)) used.push_back(newest);
        for (Duty* duty : used) meet(*duty, event, on);
        if (event.kind != Kind::AdviserContacted && event.kind != Kind::MediationDeclined) return;
        if (!used.empty()) spoken_about_.clear();
        for (const Duty* duty : used) spoken_about_.push_back(duty->trigger);
        spoken_since_certificate_ = !spoken_about_.empty();
    }

    static void meet(Duty& duty, const Event& event, Date on) {
        duty.met_by = &event;
        duty.met_on = on;
    }

    static bool meets(const Duty& duty, const Event& event) {
        if (duty.rule->starts == Starts::ToPost16) {
            const auto* going_to = duty.trigger->find<Setting>("setting");
            const auto* placement = event.find<Placement>("placement");
            return any_fits(kNamesPlacement, event) && placement != nullptr &&
                   (!placement->setting || going_to == nullptr || placement->setting->name == going_to->name);
        }
        if (!any_fits(duty.rule->met_by, event) || !same_key(duty, event)) return false;
        return event.kind != Kind::AppealReceived || appeals_against(event, *duty.trigger);
    }

    // Rule 20(1)(c): the certificate gives a month more for the decisions about which the family last spoke to the
    // adviser; where the record knows of no such contact since the last certificate, for the newest.
    void extend_appeal(const Event& certificate) {
        const auto is_about = [&](const Duty& duty) {
            return !spoken_since_certificate_
                       ? duty.trigger == last_notice_
                       : std::find(spoken_about_.begin(), spoken_about_.end(), duty.trigger) != spoken_about_.end();
        };
        for (const std::size_t at : windows_) {
            Duty& duty = duties_[at];
            if (duty.rule->count != Count::Appeal || !running(duty) || !is_about(duty)) continue;
            const FamilyWindow window = appeal_window(duty.trigger->on, certificate.on, calendar_);
            duty.due = window.last_day;
            duty.safe = window.tell_family;
        }
        spoken_since_certificate_ = false;
    }

    // Where the child is: what last placed them, until they leave.
    void follow_placement(const Event& event, const CaseState& next) {
        if (event.kind == Kind::PlacementEnded && placed_by_ != nullptr) {
            const auto* left = event.find<Setting>("setting");
            if (left == nullptr || left->name == setting_of(*placed_by_)->name) placed_by_ = nullptr;
        }
        if (event.kind == Kind::PlacementStarted) was_placed_ = true;
        const bool places = event.kind == Kind::PlacementStarted || !was_placed_;
        if (places && setting_of(event) != nullptr) placed_by_ = &event;
        if (event.kind == Kind::PlanFinalised || event.kind == Kind::PlanAmended) plans_.push_back(&event);
        if (!plan_stands(state_) && plan_stands(next)) {
            plan_ended_by_ = nullptr;
            plan_since_ = event.on;
        }
        if (plan_stands(state_) && !plan_stands(next)) {
            plan_ended_by_ = &event;
            forget_review();
        }
    }

    void add_phase_transfer() {
        if (placed_by_ == nullptr || !born_) return;
        const Setting& setting = *setting_of(*placed_by_);
        const auto transfer = transfer_from(setting, *born_);
        if (!transfer || today_ < transfer->arises || placed_by_->on >= transfer->moves_on) return;
        if (!plan_since_ || *plan_since_ > transfer->due) return;  // there was no plan to amend by then
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

    void forget_review() {
        arranged_ = false;
        moment_.first_meeting = nullptr;
        since_meeting_.clear();
    }

    bool begins(const Rule& rule, const Event& event, const CaseState& next) {
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
            case Starts::WhilePlanStands:
                return plan_stands(next);
            case Starts::UnlessRunning:
                return !is_running(rule, event.on);
            case Starts::NewMatter:
                return is_new_matter(rule);
            case Starts::FirstMeeting:
                return moment_.first_meeting == &event || !is_running(rule, event.on);
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
                return health_alone_ && is_new_matter(rule);
            case Starts::BoardAlone: {
                const bool* party = event.find<bool>("authority_party");
                return party != nullptr && !*party;
            }
            case Starts::ToPost16: {
                const auto* setting = event.find<Setting>("setting");
                const bool from_school = placed_by_ != nullptr && setting_of(*placed_by_)->phase != "post-16";
                return setting != nullptr && setting->phase == "post-16" && !from_school && plan_stands(next);
            }
            case Starts::WithPhase:
            case Starts::Inspection:
                return false;
        }
        return false;
    }

    // Asked for again, the first day counts; asked for after a further decision, it is another matter.
    bool is_new_matter(const Rule& rule) {
        return none_left(rule, [&](const Duty& duty) { return duty.trigger <= last_notice_; });
    }

    bool is_running(const Rule& rule, Date on) {
        return !none_left(rule, [&](const Duty& duty) { return closed_before(duty, on); });
    }

    // Whether of the rule's earlier duties that run none is left; one that is `gone` once is so for good.
    template <class Gone>
    bool none_left(const Rule& rule, const Gone& gone) {
        auto& earlier = earlier_of_[&rule];
        std::erase_if(earlier, [&](std::size_t at) { return !running(duties_[at]) || gone(duties_[at]); });
        return earlier.empty();
    }

    void begin(const Rule& rule, const Event& event) {
        if (!book_.applies(rule, event.on)) return;
        Duty duty;
        duty.rule = &rule;
        duty.trigger = &event;
        if (rule.counts_from == CountsFrom::MeetingItself && moment_.first_meeting != nullptr)
            duty.trigger = moment_.first_meeting;
        if (rule.count != Count::Undated) count_days(duty, event, moment_);
        const auto agreed = rule.agreed != Agreed::No ? event.date("comply_by") : std::nullopt;
        if (agreed && (rule.agreed == Agreed::Prevails || *agreed < *duty.due)) {
            duty.due = agreed;
            duty.safe = calendar_.roll_back(*agreed);
            duty.agreed = true;
        }
        if (rule.met_before)
            for (const Event* earlier : since_meeting_)
                if (duty.met_by == nullptr && any_fits(rule.met_by, *earlier)) meet(duty, *earlier, earlier->on);
        if (rule.met_at_once && any_fits(rule.met_by, event)) meet(duty, event, event.on);
        if (rule.starts == Starts::BoardAlone)
            if (const auto told = event.date("told_on")) meet(duty, event, *told);
        add(duty);
    }

    void add(const Duty& duty) {
        const std::size_t at = duties_.size();
        if (is_window(*duty.rule)) windows_.push_back(at);
        if (asks_of_earlier(*duty.rule)) earlier_of_[duty.rule].push_back(at);
        for (const auto happenings : {could_meet(*duty.rule), duty.rule->cut_by, duty.rule->voided_by})
            for (const Happening& happening : happenings) {
                auto& waiting = waiting_[static_cast<std::size_t>(happening.kind)];
                if (waiting.empty() || waiting.back() != at) waiting.push_back(at);
            }
        duties_.push_back(duty);
    }

    Status status_of(Duty& duty) const {
        if (duty.void_by != nullptr) return Status::Void;
        if (!duty.due) return duty.met_by ? Status::Met : duty.cut_by ? Status::Omitted : Status::Open;
        if (is_window(*duty.rule) && duty.cut_by != nullptr) return Status::Breached;
        if (duty.met_by != nullptr && *duty.met_on <= *duty.due) return Status::Met;
        if (duty.met_by == nullptr && today_ <= *duty.due)
            return *duty.due < no_longer_soon_ ? Status::Due : Status::Open;
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
    Date no_longer_soon_;
    RuleBook book_;
    const RulesByKind& begun_by_;
    CaseState state_;
    std::vector<Duty> duties_;
    // Where to look, so that a long case costs no more for each event than a short one.
    std::vector<std::size_t> windows_;                            // the families' among the duties
    std::array<std::vector<std::size_t>, kKindCount> waiting_;    // the duties that a kind of event may settle
    std::map<const Rule*, std::vector<std::size_t>> earlier_of_;  // the duties of a rule that asks
    std::vector<const Event*> exceptions_;
    std::vector<Date> school_asked_;
    std::vector<const Event*> spoken_about_;  // the decisions about which the family last spoke to the adviser
    bool spoken_since_certificate_ = false;
    const Event* last_notice_ = nullptr;       // the newest decision that may be appealed
    std::vector<const Event*> since_meeting_;  // what happened since that meeting
    std::optional<Date> plan_since_;           // since when the plan that stands, or stood last, did
    Moment moment_{calendar_};
    bool arranged_ = false;             // a meeting of the review at hand
    bool health_alone_ = false;         // the mediation last asked for
    const Event* placed_by_ = nullptr;  // what placed the child where they are
    bool was_placed_ = false;           // the record says where the child is, beside what the plan names
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
    static const RulesByKind kWholeLaw = by_kind(all_rules());
    const bool is_whole = book.rules.data() == all_rules().data() && book.rules.size() == all_rules().size();
    const RulesByKind of_book = is_whole ? RulesByKind() : by_kind(book.rules);
    Walk walk(calendar, timeline.born, today, book, is_whole ? kWholeLaw : of_book);
    for (const Event& event : timeline.events)
        if (auto refusal = walk.step(event)) return Failure{std::move(*refusal)};
    return std::move(walk).finish();
}

Date no_longer_soon(Date today, const Calendar& calendar) { return calendar.add_working_days(today, kSoon + 1); }

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
