#include "workflow/measures/tally.h"

#include <algorithm>
#include <map>

#include "base/invariant.h"

namespace ehcflow::workflow {
namespace {

constexpr Beside kBeside[] = {
    {"corrected", "counted by an event that was corrected", &Tally::corrected},
    {"excused", "excused by a recorded exception", &Tally::excused},
    {"voided", "no longer owed, and so not counted", &Tally::voided},
    {"recorded-late", "counted by an event recorded more than 5 days late", &Tally::recorded_late},
    {"overdue", "overdue and not done, and so not counted", &Tally::overdue},
};

bool of_duties(const Measure& measure) {
    return measure.counted == Counted::WhenDone || measure.counted == Counted::WhenDue;
}

// The measures by what they are of, so that a duty or an event is shown to none that has no part in it.
class Index {
public:
    Index() : by_kind_(kKindCount) {
        const auto measures = all_measures();
        for (std::size_t at = 0; at < measures.size(); ++at) {
            if (measures[at].counted == Counted::AtMonthEnd) children_.push_back(at);
            for (const std::string_view name : measures[at].of) {
                if (of_duties(measures[at])) {
                    const Rule* rule = rule_named(name);
                    invariant(rule != nullptr, "a measure of a rule that does not exist");
                    by_rule_[rule].push_back(at);
                } else {
                    const auto kind = kind_named(name);
                    invariant(kind.has_value(), "a measure of an event that does not exist");
                    by_kind_[static_cast<std::size_t>(*kind)].push_back(at);
                }
            }
        }
    }
    std::span<const std::size_t> of(const Rule* rule) const {
        const auto found = by_rule_.find(rule);
        return found == by_rule_.end() ? std::span<const std::size_t>() : found->second;
    }
    std::span<const std::size_t> of(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
    std::span<const std::size_t> of_children() const { return children_; }

private:
    std::map<const Rule*, std::vector<std::size_t>> by_rule_;
    std::vector<std::vector<std::size_t>> by_kind_;
    std::vector<std::size_t> children_;
};

class Counting {
public:
    Counting(Months months, const Calendar& calendar)
        : months_(months), calendar_(calendar), tallies_(all_measures().size(), std::vector<Tally>(months.size())) {
        for (const auto month : months) ends_.push_back(end_of(month));
    }

    void add(std::size_t at, const Child& child) {
        at_ = at;
        child_ = &child;
        corrections_.clear();
        for (const Event& event : child.timeline->events)
            if (event.kind == Kind::Correction)
                if (const auto* of = event.find<std::size_t>("of")) corrections_.push_back({*of, event.on});
        for (const Duty& duty : child.answer->duties)
            for (const std::size_t measure : index_.of(duty.rule)) add_duty(measure, duty);
        for (const Event& event : child.timeline->events)
            for (const std::size_t measure : index_.of(event.kind)) add_event(measure, event);
        const auto stood = standings(*child.timeline, ends_, calendar_);
        for (std::size_t month = 0; month < months_.size(); ++month)
            for (const std::size_t measure : index_.of_children()) add_child(measure, month, stood[month]);
    }

    std::vector<std::vector<Tally>> finish() && { return std::move(tallies_); }

private:
    struct Corrected {
        std::size_t position;
        Date on;
    };

    std::optional<std::size_t> month_at(std::optional<Date> day) const {
        if (!day || months_.empty()) return std::nullopt;
        const auto after = (month_of(*day) - months_.front()).count();
        if (after < 0 || after >= static_cast<int>(months_.size())) return std::nullopt;
        return static_cast<std::size_t>(after);
    }

    // In the count, where the predicates say so; `by` are the events that put it there.
    void count(std::size_t at, std::size_t month, const Matter& matter, std::initializer_list<const Event*> by) {
        const Measure& measure = all_measures()[at];
        const Date day = *day_of(measure, matter);
        if (day < measure.in_force_from || day > measure.in_force_to || !measure.in_count(matter)) return;
        Tally& tally = tallies_[at][month];
        const bool success = measure.succeeds(matter);
        (success ? tally.successes : tally.failures).push_back(at_);
        Tally::Band& band = tally.by_age[age_band(child_->timeline->born, day)];
        ++band.count;
        band.successes += success ? 1 : 0;
        if (std::ranges::any_of(by, [&](const Event* event) { return was_corrected(event); }))
            tally.corrected.push_back(at_);
        if (std::ranges::any_of(by, [&](const Event* event) { return was_late(event); }))
            tally.recorded_late.push_back(at_);
    }

    bool was_corrected(const Event* event) const {
        return event != nullptr &&
               std::ranges::find(corrections_, event->position, &Corrected::position) != corrections_.end();
    }
    bool was_late(const Event* event) const {
        return event != nullptr && event->position < child_->recorded_on.size() &&
               child_->recorded_on[event->position] - event->on > std::chrono::days(kLateRecordingDays);
    }

    void add_duty(std::size_t at, const Duty& duty) {
        const Measure& measure = all_measures()[at];
        Matter matter{*child_, {}, &duty};
        if (const auto month = month_at(day_of(measure, matter))) {
            matter.month_end = ends_[*month];
            count(at, *month, matter, {duty.trigger, duty.met_by});
        }
        matter.month_end = ends_.empty() ? Date() : ends_.back();
        if (!concerns(measure, matter)) return;
        if (const auto month = month_at(duty.met_by == nullptr ? std::nullopt : std::optional(duty.met_by->on));
            month && duty.status == Status::Excused)
            tallies_[at][*month].excused.push_back(at_);
        if (const auto month = month_at(duty.void_by == nullptr ? std::nullopt : std::optional(duty.void_by->on));
            month && duty.status == Status::Void)
            tallies_[at][*month].voided.push_back(at_);
        for (std::size_t month = 0; month < months_.size(); ++month)
            if (is_overdue(duty, ends_[month])) tallies_[at][month].overdue.push_back(at_);
    }

    // Whether a duty is of the measure's kind at all: of that adviser. What its count leaves out for another reason is
    // just what stands beside it.
    static bool concerns(const Measure& measure, const Matter& matter) {
        if (measure.counted == Counted::WhenDue) return true;
        Duty as_met = *matter.duty;
        as_met.status = Status::Met;
        Matter then = matter;
        then.duty = &as_met;
        return measure.in_count(then);
    }

    static bool is_overdue(const Duty& duty, Date end) {
        if (!duty.due || *duty.due > end || duty.trigger->on > end) return false;
        if (duty.met_by != nullptr && duty.met_by->on <= end) return false;
        return duty.void_by == nullptr || duty.void_by->on > end;
    }

    void add_event(std::size_t at, const Event& event) {
        Matter matter{*child_, {}, nullptr, &event};
        const auto month = month_at(event.on);
        if (!month) return;
        matter.month_end = ends_[*month];
        count(at, *month, matter, {&event});
    }

    void add_child(std::size_t at, std::size_t month, const Standing& standing) {
        count(at, month, {*child_, ends_[month], nullptr, nullptr, &standing}, {});
        if (!all_measures()[at].in_count({*child_, ends_[month], nullptr, nullptr, &standing})) return;
        if (std::ranges::any_of(corrections_, [&](const Corrected& one) { return month_at(one.on) == month; }))
            tallies_[at][month].corrected.push_back(at_);
        if (std::ranges::any_of(child_->timeline->events,
                                [&](const Event& event) { return month_at(event.on) == month && was_late(&event); }))
            tallies_[at][month].recorded_late.push_back(at_);
    }

    Index index_;
    Months months_;
    const Calendar& calendar_;
    std::vector<Date> ends_;
    std::vector<std::vector<Tally>> tallies_;
    std::size_t at_ = 0;
    const Child* child_ = nullptr;
    std::vector<Corrected> corrections_;
};

}  // namespace

std::span<const Beside> numbers_beside() { return kBeside; }

std::vector<std::vector<Tally>> tally(std::span<const Child> caseload, Months months, const Calendar& calendar) {
    Counting counting(months, calendar);
    for (std::size_t at = 0; at < caseload.size(); ++at) counting.add(at, caseload[at]);
    return std::move(counting).finish();
}

Tally tally(const Measure& measure, std::span<const Child> caseload, std::chrono::year_month month,
            const Calendar& calendar) {
    const auto all = tally(caseload, Months(&month, 1), calendar);
    return all[static_cast<std::size_t>(&measure - all_measures().data())][0];
}

}  // namespace ehcflow::workflow
