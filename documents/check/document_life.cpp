#include "documents/check/document_life.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/invariant.h"
#include "workflow/duty_days.h"

namespace ehcflow::documents {
namespace {

using enum LifeStage;

constexpr LifeStage kChecked[] = {Checked};
constexpr LifeStage kBeforeIssue[] = {Prepared, Checked, Approved};
constexpr LifeStage kApproved[] = {Approved};
constexpr LifeStage kIssued[] = {Issued};
constexpr LifeStage kReturned[] = {Returned};
constexpr LifeStage kUnderWay[] = {Dispatched, Served};
constexpr LifeStage kAfterIssue[] = {Issued, Dispatched, Served, Delivered, Returned};

constexpr StepRow kSteps[] = {
    {LifeStep::Approve, "approve", "approved", true, false},
    {LifeStep::Discard, "discard", "discarded", true, true},
    {LifeStep::Issue, "issue", "issued", false, false},
    {LifeStep::Dispatch, "dispatch", "dispatched", true, false},
    {LifeStep::Receive, "receipt", "delivered", true, false},
    {LifeStep::Return, "return", "returned", true, true},
    {LifeStep::Withdraw, "withdraw", "withdrawn", true, true},
};

constexpr LifeRow kRows[] = {
    {kChecked, LifeStep::Approve, Approved, "the council's own rule: a named officer answers for what it decides"},
    {kBeforeIssue, LifeStep::Discard, Discarded, "the council's own rule: nothing was decided or sent"},
    {kApproved, LifeStep::Issue, Issued, "the council's own rule: what goes is what was approved, byte for byte"},
    {kIssued, LifeStep::Dispatch, Dispatched,
     "SI 2014/1530 regs 13(2), 22(3)-(4), 33; SI 2008/2699 rule 20: the day of sending counts"},
    {kReturned, LifeStep::Dispatch, Dispatched, "Interpretation Act 1978 s.7: not served yet, so it goes again"},
    {kUnderWay, LifeStep::Receive, Delivered, "Education Act 1996 s.572: delivered, or left at the usual residence"},
    {kUnderWay, LifeStep::Return, Returned, "Interpretation Act 1978 s.7: the contrary is proved"},
    {kAfterIssue, LifeStep::Withdraw, Withdrawn, "the council's own rule: what it says no longer holds"},
};

constexpr std::string_view kStages[] = {"prepared", "checked",   "approved", "issued",    "dispatched",
                                        "served",   "delivered", "returned", "discarded", "withdrawn"};

void take(Life& life, const Lived& lived, const LifeRow& row, const workflow::Calendar& calendar) {
    life.stage = row.to;
    switch (lived.step) {
        case LifeStep::Issue:
            life.issued_on = lived.on;
            break;
        case LifeStep::Dispatch:
            life.dispatched_on = lived.on;
            life.route = lived.route;
            life.served_on = workflow::deemed_arrival(lived.on, lived.route, calendar);
            break;
        case LifeStep::Receive:
            life.served_on = lived.on;
            life.receipted = true;
            break;
        case LifeStep::Return:
            life.served_on.reset();
            break;
        case LifeStep::Approve:
        case LifeStep::Discard:
        case LifeStep::Withdraw:
            break;
    }
}

}  // namespace

std::span<const StepRow> step_rows() { return kSteps; }
std::span<const LifeRow> life_rows() { return kRows; }

const StepRow& step_row(LifeStep step) {
    const auto* row = std::ranges::find(kSteps, step, &StepRow::step);
    invariant(row != std::end(kSteps), "each step has its row");
    return *row;
}

std::optional<LifeStep> step_recorded_as(std::string_view recorded) {
    const auto* row = std::ranges::find(kSteps, recorded, &StepRow::recorded);
    return row == std::end(kSteps) ? std::nullopt : std::optional(row->step);
}

std::string_view name_of(LifeStage stage) { return kStages[static_cast<std::size_t>(stage)]; }

const LifeRow* row_for(LifeStage from, LifeStep step) {
    const auto* row = std::ranges::find_if(kRows, [&](const LifeRow& one) {
        return one.step == step && std::ranges::find(one.from, from) != one.from.end();
    });
    return row == std::end(kRows) ? nullptr : row;
}

Life life_of(bool fit, std::span<const Lived> lived, Date today, const workflow::Calendar& calendar) {
    Life life{.stage = fit ? Checked : Prepared};
    for (const Lived& one : lived)
        if (const LifeRow* row = row_for(life.stage, one.step)) take(life, one, *row, calendar);
    if (life.stage == Dispatched && life.served_on <= today) life.stage = Served;
    return life;
}

std::vector<std::string_view> steps_from(LifeStage stage) {
    std::vector<std::string_view> names;
    for (const StepRow& one : kSteps)
        if (row_for(stage, one.step) != nullptr) names.push_back(one.asked);
    return names;
}

std::string_view day_fault(const Life& life, LifeStep step, Date on, Date today) {
    if (on > today) return "This day is still to come: record the step once it has happened.";
    if (step == LifeStep::Dispatch && life.issued_on && on < *life.issued_on)
        return "The letter was issued after this day, so it cannot have gone on it.";
    if ((step == LifeStep::Receive || step == LifeStep::Return || step == LifeStep::Dispatch) && life.dispatched_on &&
        on < *life.dispatched_on)
        return "The letter was sent after this day.";
    return {};
}

bool is_in_force(LifeStage stage) {
    return stage == Issued || stage == Dispatched || stage == Served || stage == Delivered || stage == Returned;
}

bool is_to_go(LifeStage stage) { return stage == Prepared || stage == Checked || stage == Approved || stage == Issued; }

}  // namespace ehcflow::documents
