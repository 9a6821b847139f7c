#include "documents/compose/foresight.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "documents/compose/step_events.h"
#include "workflow/family_windows.h"
#include "workflow/rule.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using workflow::Duty;
using workflow::Event;
using workflow::Kind;
using workflow::Status;
using workflow::Timeline;

Finding blocked(std::string code, std::string place, std::string what, std::string mend) {
    return {std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)};
}

// The youngest duty of a rule that is not void; none where the rule does not run.
const Duty* running(const workflow::Answer& answer, std::string_view rule) {
    const Duty* found = nullptr;
    for (const Duty& duty : answer.duties)
        if (duty.rule->id == rule && duty.status != Status::Void && duty.due &&
            (found == nullptr || duty.trigger->on >= found->trigger->on))
            found = &duty;
    return found;
}

class Dates {
public:
    Dates(const workflow::Answer& answer, Findings& findings) : answer_(answer), findings_(findings) {}

    // The last lawful day under a rule; a finding where it does not run.
    std::optional<Date> due(std::string_view rule) { return read(rule, &Duty::due); }
    // The day that keeps clear of every other reading.
    std::optional<Date> safe(std::string_view rule) { return read(rule, &Duty::safe); }
    // The last day of the duty that this event begins, whichever it is.
    std::optional<Date> begun_by(const Event& event) {
        for (const Duty& duty : answer_.duties)
            if (duty.trigger->position == event.position && duty.due) return duty.due;
        return unknown(std::string(workflow::name_of(event.kind)));
    }

private:
    std::optional<Date> read(std::string_view rule, std::optional<Date> Duty::*day) {
        if (const Duty* duty = running(answer_, rule)) return duty->*day ? duty->*day : duty->due;
        return unknown("rule " + std::string(rule));
    }
    std::optional<Date> unknown(std::string place) {
        findings_.push_back(blocked("no-date", std::move(place),
                                    "The rule book gives no day for this once the notice is sent.",
                                    "Record the events that come before it."));
        return std::nullopt;
    }

    const workflow::Answer& answer_;
    Findings& findings_;
};

void put(Value& values, std::string_view name, std::optional<Date> day) {
    if (day) values.set(name, to_iso(*day));
}

Value window_value(const workflow::FamilyWindow& window, workflow::Period period) {
    Value value;
    value.set("last_day", to_iso(window.last_day));
    value.set("tell_family", to_iso(window.tell_family));
    value.set("period", workflow::in_words(period));
    return value;
}

void add_appeal(const NoticeRow& notice, Date sent_on, const workflow::Calendar& calendar, Value& values) {
    Value appeal = window_value(workflow::appeal_window(sent_on, std::nullopt, calendar), workflow::kAppealFromNotice);
    appeal.set("certificate_period", workflow::in_words(workflow::kAppealFromCertificate));
    appeal.set("provision", notice.appeal_provision);
    appeal.set("may_concern_placement", notice.placement_appeal == PlacementAppeal::Yes);
    values.set("appeal", std::move(appeal));
    values.set("mediation",
               window_value(workflow::mediation_contact_window(sent_on, calendar), workflow::kMediationContact));
}

// Which last days a letter tells: of what, under which rule, and which reading of it. Of several rules for the same
// day the earliest binds. `supposing` is a step that has not been taken yet, on the day of the meeting arranged.
struct DayOfRule {
    Notice notice;
    std::string_view name;
    std::string_view rule;
    std::optional<Date> (Dates::*reading)(std::string_view);
    std::optional<Kind> supposing{};
};
constexpr DayOfRule kDaysOfRules[] = {
    {Notice::Considering, "decision_by", "ehcna-decide", &Dates::due},
    {Notice::Acknowledgement, "decision_by", "ehcna-decide", &Dates::due},
    {Notice::WillAssess, "plan_decision_by", "plan-refuse", &Dates::due},
    {Notice::WillAssess, "plan_final_by", "plan-final", &Dates::due},
    {Notice::ProposePlan, "plan_final_by", "plan-final", &Dates::due},
    {Notice::FinalPlan, "next_review_by", "ar-first", &Dates::safe},
    {Notice::ReviewInvite, "papers_by", "ar-papers", &Dates::due},
    {Notice::ReviewInvite, "decision_by", "ar-decide", &Dates::due, Kind::ReviewMeetingHeld},
    {Notice::ReviewAdvice, "papers_by", "ar-papers", &Dates::due},
    {Notice::ReviewReport, "decision_by", "ar-decide", &Dates::due},
    {Notice::ReviewMaintain, "next_review_by", "ar-next", &Dates::safe},
    {Notice::ReviewAmend, "decided_by", "ar-amend-final", &Dates::due},
    {Notice::ReviewAmend, "decided_by", "ar-12w-longstop", &Dates::due},
    {Notice::ProposeAmendment, "decided_by", "ar-amend-final", &Dates::due},
    {Notice::Reassess, "plan_final_by", "reassess-final", &Dates::due},
};

// Letters that ask for an answer, and so begin the time in which it is due.
constexpr Notice kAskForAnswer[] = {Notice::AdviceRequest, Notice::ConsultSetting};

// Days of what has happened or been arranged, which a letter tells back.
struct DayOfEvent {
    Notice notice;
    std::string_view name;
    Kind kind;
    std::string_view field{};  // empty for the day of the event itself
};
constexpr DayOfEvent kDaysOfEvents[] = {
    {Notice::Acknowledgement, "received_on", Kind::RequestReceived},
    {Notice::ReviewInvite, "review_meeting", Kind::ReviewInvited, "meeting_on"},
    {Notice::ReviewAdvice, "review_meeting", Kind::ReviewArranged, "meeting_on"},
    {Notice::ReviewPapers, "review_meeting", Kind::ReviewArranged, "meeting_on"},
    {Notice::ReviewReport, "review_meeting", Kind::ReviewMeetingHeld},
    {Notice::ReviewMaintain, "review_meeting", Kind::ReviewMeetingHeld},
    {Notice::ReviewAmend, "review_meeting", Kind::ReviewMeetingHeld},
    {Notice::ReviewCease, "review_meeting", Kind::ReviewMeetingHeld},
    {Notice::AmendmentDeclined, "proposed_on", Kind::AmendmentProposed},
    {Notice::Transferred, "transferred_on", Kind::PlanTransferredIn},
    {Notice::MediationArranged, "mediation_meeting", Kind::MediationArranged, "meeting_on"},
};

// Lengths of time that a letter tells in words, as the rule has them.
struct PeriodOfRule {
    Notice notice;
    std::string_view name;
    std::string_view rule;
};
constexpr PeriodOfRule kPeriodsOfRules[] = {
    {Notice::ProposePlan, "draft_window", "plan-draft-window"},
    {Notice::AdviceRequest, "advice_reply", "advice-reply"},
    {Notice::PersonalBudget, "direct_payment_review", "pb-review"},
    {Notice::MediationArranged, "certificate", "med-cert-done"},
};

// The step as it will have been taken, for the days that are counted from it.
struct Ahead {
    const Step& step;
    const Timeline& then;
    const workflow::Calendar& calendar;
};

std::optional<Date> day_supposing(const DayOfRule& row, const Ahead& ahead, Findings& findings) {
    const auto meeting = meeting_arranged(ahead.then);
    Event event{.kind = *row.supposing, .on = meeting.value_or(ahead.step.sent_on), .position = 0, .fields = {}};
    event.position = next_position(ahead.then);
    const Timeline supposed = with(ahead.then, event);
    const auto answer = workflow::due(supposed, ahead.calendar, ahead.step.sent_on);
    if (!answer) {
        findings.push_back(blocked("no-date", "timeline", answer.error().why, "Record the events that come before."));
        return std::nullopt;
    }
    Dates dates(*answer, findings);
    return (dates.*row.reading)(row.rule);
}

Value days_for(const Ahead& ahead, Dates& dates, Findings& findings) {
    const Notice notice = ahead.step.notice.notice;
    std::map<std::string_view, Date> found;
    for (const DayOfRule& row : kDaysOfRules) {
        if (row.notice != notice) continue;
        const auto day = row.supposing ? day_supposing(row, ahead, findings) : (dates.*row.reading)(row.rule);
        if (!day) continue;
        const auto [at, first] = found.emplace(row.name, *day);
        if (!first) at->second = std::min(at->second, *day);
    }
    Value days(Value::Object{});
    for (const auto& [name, day] : found) put(days, name, day);
    for (const DayOfEvent& row : kDaysOfEvents) {
        if (row.notice != notice) continue;
        const Event* event = latest(ahead.then, row.kind);
        const auto day = event == nullptr ? std::nullopt : row.field.empty() ? event->on : event->date(row.field);
        if (!day)
            findings.push_back(blocked("no-date", "timeline", "This notice tells a day that is not recorded yet.",
                                       "Record the event that it belongs to."));
        put(days, row.name, day);
    }
    return days;
}

Value periods_for(Notice notice) {
    Value periods(Value::Object{});
    for (const PeriodOfRule& row : kPeriodsOfRules)
        if (row.notice == notice) periods.set(row.name, workflow::in_words(workflow::rule_named(row.rule)->period));
    return periods;
}

// What an overdue duty is called in a letter that says we are late. Only these are told to a family.
struct LateInWords {
    std::string_view rule, we_should_have;
};
constexpr LateInWords kLate[] = {
    {"ehcna-decide", "told you whether we will assess"},
    {"ehcna-refuse", "told you whether we will assess"},
    {"plan-refuse", "told you whether there will be a plan"},
    {"plan-final", "sent you the final plan"},
    {"ar-first", "finished the review of the plan"},
    {"ar-next", "finished the review of the plan"},
    {"ar-after-transfer", "reviewed the plan"},
    {"ar-decide", "told you what we decided after the review meeting"},
    {"ar-amend-final", "sent you the changed plan, or told you why it will not change"},
    {"ar-12w-longstop", "sent you the changed plan, or told you why it will not change"},
    {"phase-other", "sent you the plan that names the next school"},
    {"phase-post16", "sent you the plan that names the next place"},
    {"reassess-decide", "told you whether we will assess again"},
    {"reassess-final", "sent you the plan after the new assessment"},
    {"xfer-inform", "told you what we will do with the plan that came to us"},
    {"med-arrange", "held the mediation meeting"},
};

// The duty that is longest overdue. A family is never told that we are late before the last lawful day has passed.
void add_lateness(const workflow::Answer& answer, Findings& findings, Value& values) {
    const Duty* worst = nullptr;
    std::string_view words;
    for (const Duty& duty : answer.duties)
        for (const LateInWords& row : kLate)
            if (row.rule == duty.rule->id && duty.status == Status::Overdue && duty.due &&
                (worst == nullptr || *duty.due < *worst->due)) {
                worst = &duty;
                words = row.we_should_have;
            }
    if (worst == nullptr) {
        findings.push_back(blocked("not-late", "timeline",
                                   "Nothing that we owe the family is past its last lawful day.",
                                   "Say when it is due instead; the letter that acknowledges does."));
        return;
    }
    Value late;
    late.set("we_should_have", words);
    put(late, "due", worst->due);
    values.set("late", std::move(late));
}

// The request for advice that this adviser has not answered.
void add_outstanding(const workflow::Answer& answer, const Step& step, Findings& findings, Value& values) {
    const Value* id = step.addressee.find("id");
    const std::string ref = id != nullptr && id->text() != nullptr ? *id->text() : std::string();
    for (const Duty& duty : answer.duties) {
        const auto* asked = duty.trigger->find<std::string>("ref");
        const bool open = duty.status == Status::Open || duty.status == Status::Due || duty.status == Status::Overdue;
        if (duty.trigger->kind != Kind::AdviceRequested || asked == nullptr || *asked != ref || !open) continue;
        Value request;
        put(request, "asked_on", duty.trigger->on);
        put(request, "reply_by", duty.due);
        request.set("overdue", duty.status == Status::Overdue);
        values.set("outstanding", std::move(request));
        return;
    }
    findings.push_back(blocked("nothing-outstanding", "timeline", "This adviser was not asked, or has answered.",
                               "Send the request first."));
}

// A family's window: held open to the safe day; they are asked to answer by its own last day.
Value representations(std::string_view rule, Dates& dates) {
    Value value;
    put(value, "last_day", dates.safe(rule));
    put(value, "please_by", dates.due(rule));
    return value;
}

void add_draft(const Timeline& timeline, Date sent_on, Dates& dates, Value& values) {
    const std::optional<Date> last = dates.safe("plan-draft-window");
    values.set("representations", representations("plan-draft-window", dates));

    Value::List milestones;
    const auto add = [&milestones](std::string_view step, std::optional<Date> on) {
        if (!on) return;
        Value row;
        row.set("step", step);
        row.set("on", to_iso(*on));
        milestones.push_back(std::move(row));
    };
    const auto happened = [&timeline](Kind kind) {
        const Event* event = latest(timeline, kind);
        return event == nullptr ? std::nullopt : std::optional(event->on);
    };
    add("We were asked to assess", happened(Kind::RequestReceived));
    add("We decided to assess", happened(Kind::AssessmentAgreed));
    add("We sent this draft", sent_on);
    add("Last day for your answer", last);
    add("Last day for the final plan", dates.due("plan-final"));
    values.set("milestones", std::move(milestones));
}

}  // namespace

Result<Foresight, Findings> foresee(const Step& step, const Timeline& timeline, const workflow::Calendar& calendar) {
    const NoticeRow& notice = step.notice;
    Findings findings;
    if (!step.route.empty() && !is_route(step.route))
        findings.push_back(blocked("unknown-route", "route", "There is no such way to send a notice.",
                                   "Use hand, email, first-class or second-class."));
    Foresight foresight;
    foresight.events = events_of(step, timeline, calendar);
    Timeline then = timeline;
    for (const Event& event : foresight.events) then = with(then, event);
    for (const Event& event : foresight.events)
        if ((event.kind == Kind::ReviewInvited || event.kind == Kind::MediationArranged) && !event.date("meeting_on"))
            return Failure{
                Findings{blocked("no-meeting", "timeline", "It is not known when the meeting is.",
                                 "Record review-arranged with its day, or enter the day of the mediation.")}};
    const auto answer = workflow::due(then, calendar, step.sent_on);
    if (!answer) {
        findings.push_back(blocked("not-lawful-now", "timeline",
                                   answer.error().why + " (" + std::string(answer.error().cite) + ")",
                                   "Record the events that come before this notice, or choose another."));
        return Failure{std::move(findings)};
    }
    Dates dates(*answer, findings);
    const Ahead ahead{step, then, calendar};
    Value& values = foresight.values;
    Value days = days_for(ahead, dates, findings);
    if (std::find(std::begin(kAskForAnswer), std::end(kAskForAnswer), notice.notice) != std::end(kAskForAnswer))
        put(days, "reply_by", dates.begun_by(foresight.events.front()));
    values.set("dates", std::move(days));
    values.set("periods", periods_for(notice.notice));
    // Proposed changes open a window of their own: regs 22(2)(c), 28.
    if (std::find(notice.blocks.begin(), notice.blocks.end(), Block::AmendmentRights) != notice.blocks.end())
        values.set("representations", representations("ar-amend-window", dates));
    if (notice.notice == Notice::DraftPlan) add_draft(timeline, step.sent_on, dates, values);
    if (notice.notice == Notice::Holding) add_lateness(*answer, findings, values);
    if (notice.notice == Notice::AdviceReminder) add_outstanding(*answer, step, findings, values);
    if (!notice.appeal_provision.empty()) add_appeal(notice, step.sent_on, calendar, values);
    if (!findings.empty()) return Failure{std::move(findings)};
    return foresight;
}

}  // namespace ehcflow::documents
