#include "documents/compose/foresight.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "workflow/family_windows.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using workflow::Duty;
using workflow::Event;
using workflow::Kind;
using workflow::Status;
using workflow::Timeline;

constexpr std::array<std::string_view, 4> kRoutes = {"hand", "email", "first-class", "second-class"};

Finding blocked(std::string code, std::string place, std::string what, std::string mend) {
    return {std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)};
}

const Event* latest(const Timeline& timeline, Kind kind) {
    const auto found = std::find_if(timeline.events.rbegin(), timeline.events.rend(),
                                    [kind](const Event& event) { return event.kind == kind; });
    return found == timeline.events.rend() ? nullptr : &*found;
}

// When the meeting is that has been arranged and not yet held.
std::optional<Date> meeting_arranged(const Timeline& timeline) {
    const Event* arranged = latest(timeline, Kind::ReviewArranged);
    const Event* held = latest(timeline, Kind::ReviewMeetingHeld);
    if (arranged == nullptr || (held != nullptr && held->on > arranged->on)) return std::nullopt;
    return arranged->date("meeting_on");
}

Event event_of(const workflow::Happening& happening, const Timeline& timeline, Date sent_on, std::string_view route) {
    Event event{.kind = happening.kind, .on = sent_on, .position = timeline.events.size(), .fields = {}};
    if (!happening.field.empty()) event.fields.push_back({happening.field, happening.word});
    // A refusal says which of the two decisions it is: before the council considered assessing (reg 4) or after (reg
    // 5).
    if (event.kind == Kind::AssessmentRefused) {
        const Event* considering = latest(timeline, Kind::ConsideringNotified);
        event.fields.push_back({"after", std::string_view(considering ? "consideration" : "determination")});
    }
    if (event.kind == Kind::DraftSent || event.kind == Kind::AmendmentProposed)
        for (const std::string_view known : kRoutes)
            if (known == route) event.fields.push_back({"route", known});
    if (event.kind == Kind::ReviewInvited)
        if (const auto meeting = meeting_arranged(timeline)) event.fields.push_back({"meeting_on", *meeting});
    return event;
}

// The timeline as it would be, in its own order: by day, then by position.
Timeline with(const Timeline& timeline, const Event& event) {
    Timeline then = timeline;
    const auto after = std::upper_bound(then.events.begin(), then.events.end(), event.on,
                                        [](Date day, const Event& other) { return day < other.on; });
    then.events.insert(after, event);
    return then;
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

private:
    std::optional<Date> read(std::string_view rule, std::optional<Date> Duty::*day) {
        if (const Duty* duty = running(answer_, rule)) return duty->*day ? duty->*day : duty->due;
        findings_.push_back(blocked("no-date", "rule " + std::string(rule),
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

// Which last days a letter tells: of what, under which rule, and which reading of it.
struct DayOfRule {
    Notice notice;
    std::string_view name;
    std::string_view rule;
    std::optional<Date> (Dates::*reading)(std::string_view);
};
constexpr DayOfRule kDaysOfRules[] = {
    {Notice::Considering, "decision_by", "ehcna-decide", &Dates::due},
    {Notice::WillAssess, "plan_decision_by", "plan-refuse", &Dates::due},
    {Notice::WillAssess, "plan_final_by", "plan-final", &Dates::due},
    {Notice::ProposePlan, "plan_final_by", "plan-final", &Dates::due},
    {Notice::FinalPlan, "next_review_by", "ar-first", &Dates::safe},
    {Notice::ReviewReport, "decision_by", "ar-decide", &Dates::due},
    {Notice::ReviewMaintain, "next_review_by", "ar-next", &Dates::safe},
};

// Days of what has happened or been arranged, which a letter tells back.
struct DayOfEvent {
    Notice notice;
    std::string_view name;
    Kind kind;
    std::string_view field;  // empty for the day of the event itself
};
constexpr DayOfEvent kDaysOfEvents[] = {
    {Notice::ReviewInvite, "review_meeting", Kind::ReviewInvited, "meeting_on"},
    {Notice::ReviewReport, "review_meeting", Kind::ReviewMeetingHeld, ""},
    {Notice::ReviewMaintain, "review_meeting", Kind::ReviewMeetingHeld, ""},
    {Notice::ReviewAmend, "review_meeting", Kind::ReviewMeetingHeld, ""},
    {Notice::ReviewCease, "review_meeting", Kind::ReviewMeetingHeld, ""},
    {Notice::AmendmentDeclined, "proposed_on", Kind::AmendmentProposed, ""},
    {Notice::Transferred, "transferred_on", Kind::PlanTransferredIn, ""},
};

Value days_for(Notice notice, const Timeline& then, Dates& dates, Findings& findings) {
    Value days(Value::Object{});
    for (const DayOfRule& row : kDaysOfRules)
        if (row.notice == notice) put(days, row.name, (dates.*row.reading)(row.rule));
    for (const DayOfEvent& row : kDaysOfEvents) {
        if (row.notice != notice) continue;
        const Event* event = latest(then, row.kind);
        const auto day = event == nullptr ? std::nullopt : row.field.empty() ? event->on : event->date(row.field);
        if (!day)
            findings.push_back(blocked("no-date", "timeline", "This notice tells a day that is not recorded yet.",
                                       "Record the event that it belongs to."));
        put(days, row.name, day);
    }
    return days;
}

// A family's window: held open to the safe day; they are asked to answer by its own last day.
Value representations(std::string_view rule, Dates& dates) {
    Value value;
    put(value, "last_day", dates.safe(rule));
    put(value, "please_by", dates.due(rule));
    return value;
}

// Proposed changes open the same window as a draft does (regs 13(1)(a), 22(2)(c)), so the rule book is asked as of one.
void add_amendment_window(const Timeline& then, const workflow::Calendar& calendar, Date sent_on,
                          std::string_view route, Findings& findings, Value& values) {
    const Timeline as_draft = with(then, event_of({Kind::DraftSent}, then, sent_on, route));
    const auto answer = workflow::due(as_draft, calendar, sent_on);
    if (!answer) {
        findings.push_back(blocked("no-date", "timeline", answer.error().why, "Record the events that come before."));
        return;
    }
    Dates dates(*answer, findings);
    values.set("representations", representations("plan-draft-window", dates));
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

Result<Foresight, Findings> foresee(const NoticeRow& notice, const Timeline& timeline,
                                    const workflow::Calendar& calendar, Date sent_on, std::string_view route) {
    Findings findings;
    if (!route.empty() && std::find(kRoutes.begin(), kRoutes.end(), route) == kRoutes.end())
        findings.push_back(blocked("unknown-route", "route", "There is no such way to send a notice.",
                                   "Use hand, email, first-class or second-class."));
    Foresight foresight{event_of(notice.records, timeline, sent_on, route), {}, {}};
    if (foresight.event.kind == Kind::ReviewInvited && !foresight.event.date("meeting_on"))
        return Failure{Findings{blocked("no-meeting", "timeline", "No review meeting is arranged.",
                                        "Record review-arranged with the day of the meeting.")}};
    Timeline then = with(timeline, foresight.event);
    if (notice.also_records) {
        foresight.also = event_of(*notice.also_records, then, sent_on, route);
        then = with(then, *foresight.also);
    }
    const auto answer = workflow::due(then, calendar, sent_on);
    if (!answer) {
        findings.push_back(blocked("not-lawful-now", "timeline",
                                   answer.error().why + " (" + std::string(answer.error().cite) + ")",
                                   "Record the events that come before this notice, or choose another."));
        return Failure{std::move(findings)};
    }
    Dates dates(*answer, findings);
    Value& values = foresight.values;
    values.set("dates", days_for(notice.notice, then, dates, findings));
    if (std::find(notice.blocks.begin(), notice.blocks.end(), Block::AmendmentRights) != notice.blocks.end())
        add_amendment_window(then, calendar, sent_on, route, findings, values);
    if (notice.notice == Notice::DraftPlan) add_draft(timeline, sent_on, dates, values);
    if (!notice.appeal_provision.empty()) add_appeal(notice, sent_on, calendar, values);
    if (!findings.empty()) return Failure{std::move(findings)};
    return foresight;
}

}  // namespace ehcflow::documents
