#include "tests/workflow/model_check.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <iterator>
#include <map>
#include <ostream>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "tests/workflow/every_event.h"
#include "workflow/due.h"

namespace ehcflow::workflow {
namespace {

using std::chrono::days;

constexpr std::size_t kMostMistakes = 10;
constexpr Date kBegins{2025, 1, 6};
constexpr Date kToday{2026, 3, 2};
constexpr days kApart{7};

void note(std::vector<std::string>& mistakes, std::string mistake) {
    if (mistakes.size() < kMostMistakes) mistakes.push_back(std::move(mistake));
}

std::string in_words(const Event& event) {
    std::string words(name_of(event.kind));
    for (const Field& field : event.fields) {
        if (const auto* word = std::get_if<std::string_view>(&field.value)) words.append(" ").append(*word);
        if (const auto* list = std::get_if<WordList>(&field.value))
            for (const std::string_view word : *list) words.append(" ").append(word);
    }
    return words;
}

std::string in_words(const CaseState& state) {
    std::string words;
    for (const std::string_view stage : state.stages) words.append(stage).append(" ");
    return words;
}

// --- states
// -----------------------------------------------------------------------------------------------------------

bool is_end(Kind kind) {
    return kind == Kind::CaseClosed || kind == Kind::PlanCeased || kind == Kind::PlanTransferredOut;
}

class States {
public:
    States(std::size_t most_depth, Transfers transfers) : most_depth_(most_depth), transfers_(transfers) { meet({}); }

    StateWalk walk() && {
        std::size_t next = 0;
        while (next < met_.size() && walk_.depth < most_depth_) {
            ++walk_.depth;
            for (const std::size_t layer = met_.size(); next < layer; ++next) visit(met_[next]);
        }
        walk_.states = met_.size();
        walk_.complete = next == met_.size();
        find_rows_taken();
        return std::move(walk_);
    }

private:
    using Forms = std::bitset<256>;

    void meet(const CaseState& state) {
        CaseState key = state;
        if (transfers_ == Transfers::Together) {
            key.stages[static_cast<std::size_t>(Lifecycle::Transfer)] = "";
            key.came_by_transfer = false;
        }
        if (seen_.insert(key).second) met_.push_back(state);
    }

    void visit(const CaseState state) {  // by value: the list of states grows meanwhile
        std::set<std::string_view> accepted;
        Forms taken;
        for (std::size_t i = 0; i < forms_.size(); ++i) {
            ++walk_.steps;
            const auto next = advance(state, forms_[i], calendar_);
            if (!next) {
                check_refusal(state, forms_[i], next.error());
                continue;
            }
            taken.set(i);
            accepted.insert(name_of(forms_[i].kind));
            if (!is_end(forms_[i].kind)) note_left(state, *next);
            meet(*next);
        }
        for (std::size_t i = 0; i < kLifecycles; ++i) taken_[i][seen_by(i, state)] |= taken;
        check_permitted(state, accepted);
    }

    void note_left(const CaseState& state, const CaseState& next) {
        for (std::size_t i = 0; i < kLifecycles; ++i)
            if (next.stages[i] != state.stages[i]) walk_.left.insert({static_cast<Lifecycle>(i), state.stages[i]});
    }

    void check_permitted(const CaseState& state, const std::set<std::string_view>& accepted) {
        const auto permitted = permitted_kinds(state);
        if (std::set(permitted.begin(), permitted.end()) != accepted)
            note(walk_.mistakes, in_words(state) + "permits other kinds than it takes");
        const bool closed = state.stage(Lifecycle::Plan) == "closed";
        if (accepted.contains(closed ? "request-received" : "case-closed")) return;
        note(walk_.mistakes, in_words(state) + (closed ? "cannot begin anew" : "cannot be closed"));
    }

    void check_refusal(const CaseState& state, const Event& event, const Refusal& refusal) {
        const bool named = refusal.why.find(name_of(event.kind)) != std::string::npos && !refusal.cite.empty() &&
                           !refusal.permitted.empty();
        if (!named) note(walk_.mistakes, in_words(state) + "refuses " + in_words(event) + " without saying why");
    }

    // What a lifecycle sees of a state: its own stage, the plan's, and what its guards ask.
    static CaseState seen_by(std::size_t lifecycle, CaseState state) {
        for (std::size_t i = 0; i < kLifecycles; ++i)
            if (i != lifecycle && i != static_cast<std::size_t>(Lifecycle::Plan)) state.stages[i] = "";
        return state;
    }

    void find_rows_taken() {
        for (std::size_t i = 0; i < kLifecycles; ++i)
            for (const auto& [state, taken] : taken_[i]) {
                const auto lifecycle = static_cast<Lifecycle>(i);
                walk_.stages.insert({lifecycle, state.stages[i]});
                for (std::size_t form = 0; form < forms_.size(); ++form)
                    if (taken[form]) walk_.taken.insert(row_for(lifecycle, state, forms_[form], calendar_));
            }
    }

    std::size_t most_depth_;
    Transfers transfers_;
    const Calendar& calendar_ = interchange::built_in_calendar();
    const std::vector<Event> forms_ = every_form(kBegins);
    std::set<CaseState> seen_;
    std::vector<CaseState> met_;
    std::array<std::map<CaseState, Forms>, kLifecycles> taken_;  // the forms taken, by what the lifecycle sees
    StateWalk walk_;
};

// --- cases
// ------------------------------------------------------------------------------------------------------------

Event plain(Kind kind) { return plain_event(kind, kBegins); }
Event with_word(Kind kind, std::string_view field, std::string_view word) { return with(plain(kind), field, word); }
Event with_list(Kind kind, std::string_view field, std::string_view word) {
    return with(plain(kind), field, WordList{word});
}

// A week apart, at their positions; days to come that they name are counted from their own.
std::vector<Event> dated(std::vector<Event> events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Date on = kBegins + kApart * static_cast<int>(i);
        for (Field& field : events[i].fields)
            if (auto* day = std::get_if<Date>(&field.value)) *day += on - events[i].on;
        events[i].on = on;
        events[i].position = i;
    }
    return events;
}

std::vector<Event> after(std::vector<Event> events, const Event& event) {
    events.push_back(event);
    return dated(std::move(events));
}

const Duty* same(const Answer& answer, const Duty& duty) {
    const auto found = std::find_if(answer.duties.begin(), answer.duties.end(), [&](const Duty& other) {
        return other.rule == duty.rule && other.trigger->position == duty.trigger->position;
    });
    return found == answer.duties.end() ? nullptr : &*found;
}

std::size_t position_of(const Event* event) { return event == nullptr ? kEveryStep : event->position; }

// What reg 18 asks is found from the child's setting and the plan that stands, and not begun by an event: it goes with
// the setting, and comes back with a plan.
bool is_found(const Rule& rule) { return rule.starts == Starts::WithPhase; }

bool days_hold(const Duty& before, const Duty& now, const Event& event) {
    if (now.due == before.due && now.safe == before.safe) return true;
    return now.rule->count == Count::Appeal && event.kind == Kind::MediationCertificateIssued &&
           now.due >= before.due && now.safe >= before.safe;
}

bool end_holds(const Duty& before, const Duty& now) {
    const auto ends = [](const Duty& duty) {
        return std::tuple(position_of(duty.met_by), position_of(duty.void_by), position_of(duty.cut_by), duty.met_on);
    };
    const bool ended = before.met_by != nullptr || before.void_by != nullptr || before.cut_by != nullptr;
    return !ended || ends(before) == ends(now);
}

class Cases {
public:
    explicit Cases(const Beginning& from) : from_(from), forms_(every_form(kBegins)) {}

    CaseWalk walk(std::size_t depth) && {
        const auto state = state_after(from_.events);
        const Timeline timeline{Date(2014, 5, 3), from_.events};
        const auto answer = due(timeline, calendar_, kToday);
        if (!state || !answer)
            note(walk_.mistakes, std::string(from_.name) + " is not accepted");
        else
            further(timeline.events, *state, *answer, depth);
        return std::move(walk_);
    }

private:
    std::optional<CaseState> state_after(const std::vector<Event>& events) const {
        CaseState state;
        for (const Event& event : events) {
            auto next = advance(state, event, calendar_);
            if (!next) return std::nullopt;
            state = *next;
        }
        return state;
    }

    void further(const std::vector<Event>& events, const CaseState& state, const Answer& before, std::size_t depth) {
        for (const Event& form : forms_) {
            const Timeline timeline{Date(2014, 5, 3), after(events, form)};
            const Event& event = timeline.events.back();
            const auto next = advance(state, event, calendar_);
            if (!next) continue;
            ++walk_.cases;
            const auto now = due(timeline, calendar_, kToday);
            if (!now || now->state != *next) {
                complain(timeline.events, "is not what the lifecycles lead to");
                continue;
            }
            compare(before, *now, timeline.events);
            if (depth > 1) further(timeline.events, *next, *now, depth - 1);
        }
    }

    void compare(const Answer& before, const Answer& now, const std::vector<Event>& events) {
        for (const Duty& duty : before.duties) {
            if (is_found(*duty.rule)) continue;
            const Duty* still = same(now, duty);
            const std::string rule = std::string(duty.rule->id) + " of event " + std::to_string(duty.trigger->position);
            if (still == nullptr) {
                complain(events, rule + " disappears");
                continue;
            }
            if (!days_hold(duty, *still, events.back())) complain(events, rule + " moves");
            if (!end_holds(duty, *still)) complain(events, rule + " comes back");
        }
        for (std::size_t i = 0; i < now.duties.size(); ++i)
            if (same(now, now.duties[i]) != &now.duties[i])
                complain(events, std::string(now.duties[i].rule->id) + " is there twice");
    }

    void complain(const std::vector<Event>& events, const std::string& what) {
        std::string words(from_.name);
        for (std::size_t i = from_.events.size(); i < events.size(); ++i) words += ", " + in_words(events[i]);
        note(walk_.mistakes, words + ": " + what);
    }

    const Beginning& from_;
    std::vector<Event> forms_;
    const Calendar& calendar_ = interchange::built_in_calendar();
    CaseWalk walk_;
};

// --- corrections
// ------------------------------------------------------------------------------------------------------

std::string answer_to(const std::vector<Event>& events, const std::vector<std::string>& corrections) {
    std::string json = R"({"child":{"born":"2014-05-03"},"events":[)";
    std::string_view between;
    for (const Event& event : events) {
        json.append(between).append(interchange::write_event(event));
        between = ",";
    }
    for (const std::string& correction : corrections) json.append(between).append(correction);
    return interchange::answer_timeline(json + "]}", interchange::built_in_calendar(), kToday).json;
}

std::string correction_of(std::size_t position, const std::string& what) {
    return R"({"kind":"correction","on":"2026-03-02","of":)" + std::to_string(position) + "," + what + "}";
}

}  // namespace

StateWalk walk_states(std::size_t most_depth, Transfers transfers) { return States(most_depth, transfers).walk(); }

std::vector<Beginning> beginnings() {
    using enum Kind;
    const Event refused = with_word(AssessmentRefused, "after", "consideration");
    const std::vector<Event> assessing{plain(RequestReceived), plain(FamilyConsulted), plain(ConsideringNotified),
                                       plain(AssessmentAgreed), plain(AdviceRequested)};
    const auto and_then = [](std::vector<Event> events, std::initializer_list<Event> more) {
        events.insert(events.end(), more);
        return events;
    };
    const std::vector<Event> placed{plain(PlanFinalised), plain(PlacementStarted)};
    const Event to_amend = with_word(ReviewDecided, "outcome", "amend");
    std::vector<Beginning> all{
        {"nothing", {}},
        {"assessing", assessing},
        {"drafted", and_then(assessing, {plain(PlanProposed), plain(DraftSent)})},
        {"finalised", and_then(assessing, {plain(DraftSent), plain(SettingConsulted), plain(PlanFinalised)})},
        {"placed", placed},
        {"under review", and_then(placed, {plain(ReviewArranged), plain(ReviewInvited), plain(ReviewMeetingHeld)})},
        {"to be amended", and_then(placed, {plain(ReviewMeetingHeld), to_amend, plain(AmendmentProposed)})},
        {"re-assessed", and_then(placed, {plain(ReassessmentRequested), plain(ReassessmentAgreed)})},
        {"ceasing", and_then(placed, {plain(CeaseConsulted), plain(CeaseDecided)})},
        {"in mediation",
         {plain(RequestReceived), refused, plain(AdviserContacted), with_word(MediationRequested, "health", "mixed")}},
        {"appealed", {plain(RequestReceived), refused, plain(AppealReceived)}},
        {"ordered",
         {plain(RequestReceived), refused, plain(AppealReceived), with_list(TribunalOrdered, "order", "assess")}},
        {"moving", and_then(placed, {plain(MoveNotified), with_word(CommissionerChanged, "because", "moved-area")})},
        {"moved in", {plain(PlanTransferredIn)}},
        {"closed", and_then(assessing, {plain(CaseClosed)})},
    };
    for (Beginning& one : all) one.events = dated(std::move(one.events));
    return all;
}

void PrintTo(const Beginning& beginning, std::ostream* out) { *out << beginning.name; }

std::string test_name(std::string_view words) {
    std::string name;
    std::copy_if(words.begin(), words.end(), std::back_inserter(name),
                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return name;
}

CaseWalk walk_case(const Beginning& from, std::size_t depth) { return Cases(from).walk(depth); }

CaseWalk walk_corrections(const Beginning& from) {
    CaseWalk walk;
    const std::string before = answer_to(from.events, {});
    for (const Event& form : every_form(kBegins)) {
        if (form.kind == Kind::Correction) continue;
        const auto events = after(from.events, form);
        const std::string later = answer_to(events, {});
        if (later.starts_with(R"({"error")")) continue;
        ++walk.cases;
        const std::size_t last = events.size() - 1;
        const std::string undone = correction_of(last, R"("void":true)");
        const std::string moved =
            correction_of(last, R"("set":{"on":")" + to_iso(events.back().on + days(1)) + R"("})");
        const std::string restored = correction_of(last + 1, R"("void":true)");
        const auto must = [&](bool holds, const char* what) {
            if (!holds) note(walk.mistakes, std::string(from.name) + ", " + in_words(form) + ": " + what);
        };
        must(answer_to(events, {undone}) == before, "making it void does not give back what was there before");
        must(answer_to(events, {undone, restored}) == later, "taking the correction back does not restore it");
        must(answer_to(events, {moved, restored}) == later, "taking back another day does not restore it");
    }
    return walk;
}

}  // namespace ehcflow::workflow
