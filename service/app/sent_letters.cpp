#include "service/app/sent_letters.h"

#include <algorithm>
#include <limits>
#include <map>

#include "documents/compose/compose.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "workflow/duty_days.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using documents::Life;
using documents::LifeStage;
using storage::DocumentLine;
using storage::DocumentStep;
using templates::Value;

// A step that is not yet stored comes after all that are.
std::int64_t place_of(const DocumentStep& step) {
    return step.position == 0 ? std::numeric_limits<std::int64_t>::max() : step.position;
}

const DocumentLine& line_of(std::span<const DocumentLine> lines, const DocumentId& id) {
    const auto found = std::ranges::find_if(lines, [&](const DocumentLine& line) { return line.document.id == id; });
    invariant(found != lines.end(), "the letter is one of its case");
    return *found;
}

// The event that this letter's sending was, though another letter's step recorded it: the first of its kind from its
// own sending on.
std::optional<storage::Sequence> event_of(std::span<const DocumentLine> lines, const storage::Document& letter) {
    const DocumentStep* first = nullptr;
    for (const DocumentStep& step : letter.steps)
        if (step.kind == "dispatched" && first == nullptr) first = &step;
    if (first == nullptr) return std::nullopt;
    const auto notice = documents::notice_named(letter.kind);
    const bool alone = !notice || documents::notice_row(*notice).addressed != documents::Addressee::Family;
    const DocumentStep* closing = nullptr;
    for (const DocumentLine& line : lines) {
        if (line.document.kind != letter.kind || (alone && line.document.id != letter.id)) continue;
        for (const DocumentStep& step : line.document.steps)
            if (step.kind == "dispatched" && step.event && place_of(step) >= place_of(*first) &&
                (closing == nullptr || place_of(step) < place_of(*closing)))
                closing = &step;
    }
    return closing == nullptr ? std::nullopt : closing->event;
}

bool has_gone(const Life& life) {
    return life.stage == LifeStage::Dispatched || life.stage == LifeStage::Served || life.stage == LifeStage::Delivered;
}

// From which day on a letter of this kind is about the matter at hand: the newest duty that its sending would end.
Date matter_since(const CaseView& now, const storage::Document& letter) {
    Date since = kFirstDate;
    for (const workflow::Duty& duty : now.answer.duties)
        if (workflow::is_owed(duty) && discharges(letter, *duty.rule)) since = std::max(since, duty.trigger->on);
    return since;
}

struct Round {
    std::map<std::string, Life> gone;  // by whom it is for
    std::vector<std::string> waiting_for;
};

Round round_of(const Desk& desk, const CaseView& now, std::span<const DocumentLine> lines,
               const storage::Document& letter, const documents::NoticeRow& notice) {
    Round round;
    const Date since = matter_since(now, letter);
    for (const DocumentLine& line : lines) {
        if (line.document.kind != letter.kind || event_of(lines, line.document)) continue;
        const Life life = life_of(desk, line);
        if (!has_gone(life) || *life.dispatched_on < since) continue;
        round.gone.insert_or_assign(line.document.recipient, life);
    }
    for (const std::string& person : documents::recipients(notice, now.record))
        if (!round.gone.contains(person)) round.waiting_for.push_back(person);
    return round;
}

bool can_say_served(const workflow::Event& event) {
    return std::ranges::any_of(workflow::kind_row(event.kind).fields,
                               [](const workflow::FieldRow& row) { return row.name == "served_on"; });
}

Date served_by(const workflow::Event& event, const workflow::Calendar& calendar) {
    const auto known = event.date("served_on");
    return known ? *known : workflow::deemed_arrival(event.on, event.word("route"), calendar);
}

std::string served_later(const Desk& desk, storage::Sequence event, Date served_on) {
    Value changes;
    changes.set("served_on", to_iso(served_on));
    Value correction;
    correction.set("kind", "correction");
    correction.set("on", to_iso(desk.today()));
    correction.set("of", static_cast<int>(event - 1));
    correction.set("set", std::move(changes));
    return interchange::write_value(correction);
}

}  // namespace

Recorded on_dispatch(const Desk& desk, const CaseView& now, std::span<const DocumentLine> lines, const DocumentId& id) {
    const storage::Document& letter = line_of(lines, id).document;
    const auto named = documents::notice_named(letter.kind);
    if (!named || !documents::notice_row(*named).records) return {};
    if (event_of(lines, letter)) return on_receipt(desk, now, lines, id);  // it goes again
    const documents::NoticeRow& notice = documents::notice_row(*named);
    const Life life = life_of(desk, line_of(lines, id));
    documents::Sending sending{*named, letter.recipient, *life.dispatched_on, life.route};
    Date served_on = *life.served_on;
    if (notice.addressed == documents::Addressee::Family) {
        const Round round = round_of(desk, now, lines, letter, notice);
        if (!round.waiting_for.empty()) return {{}, round.waiting_for};
        for (const auto& [person, other] : round.gone) {
            sending.sent_on = std::max(sending.sent_on, *other.dispatched_on);
            served_on = std::max(served_on, *other.served_on);
        }
    }
    const documents::CaseFile file{now.record, desk.council, now.timeline, desk.calendar};
    Recorded recorded;
    for (workflow::Event& event :
         documents::events_of(documents::step_of(file, sending), now.timeline, desk.calendar)) {
        if (can_say_served(event) && served_on > served_by(event, desk.calendar))
            event.fields.emplace_back("served_on", served_on);
        recorded.events.push_back(interchange::write_event(event));
    }
    return recorded;
}

// The family's time is never ended early: where a letter is known to have come later than its event says, the event is
// mended.
Recorded on_receipt(const Desk& desk, const CaseView& now, std::span<const DocumentLine> lines, const DocumentId& id) {
    const storage::Document& letter = line_of(lines, id).document;
    const Life life = life_of(desk, line_of(lines, id));
    const auto event = event_of(lines, letter);
    if (!event || !life.served_on) return {};
    for (const workflow::Event& one : now.timeline.events)
        if (one.position + 1 == static_cast<std::size_t>(*event) && can_say_served(one) &&
            *life.served_on > served_by(one, desk.calendar))
            return {{served_later(desk, *event, *life.served_on)}, {}};
    return {};
}

}  // namespace ehcflow::service
