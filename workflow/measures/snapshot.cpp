#include "workflow/measures/snapshot.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace ehcflow::workflow {
namespace {

References references_of(const Cases& cases, std::span<const std::string> references) {
    References named;
    for (const std::size_t at : cases) named.push_back(references[at]);
    std::ranges::sort(named);
    return named;
}

References less(const References& from, const References& those) {
    References left;
    std::ranges::set_difference(from, those, std::back_inserter(left));
    return left;
}

bool has(const References& sorted, const std::string& reference) {
    return std::ranges::binary_search(sorted, reference);
}

// Why a case counts otherwise than when the month was closed: what was corrected since, or written down since.
std::string why_now(const Child* child, Date closed_on) {
    if (child == nullptr) return "the case is no longer in the records";
    for (const Event& event : child->timeline->events)
        if (event.kind == Kind::Correction && event.on >= closed_on) {
            const auto* reason = event.find<std::string>("reason");
            return reason == nullptr || reason->empty() ? "corrected, without a reason" : "corrected: " + *reason;
        }
    if (std::ranges::any_of(child->recorded_on, [&](Date day) { return day >= closed_on; }))
        return "recorded after the month was closed";
    return "the records do not say why";
}

std::string change_of(const FrozenFigure& was, const FrozenFigure& now, const std::string& reference) {
    const bool counted = has(was.successes, reference) || has(was.failures, reference);
    if (has(now.successes, reference)) return counted ? "now a success" : "now counted, a success";
    if (has(now.failures, reference)) return counted ? "no longer a success" : "now counted, not a success";
    return "no longer counted";
}

}  // namespace

const FrozenFigure* Snapshot::figure(std::string_view measure) const {
    const auto found = std::ranges::find(figures, measure, &FrozenFigure::measure);
    return found == figures.end() ? nullptr : &*found;
}

std::vector<Snapshot> snapshots(std::span<const Child> caseload, std::span<const std::string> references, Months months,
                                Date frozen_on, const Calendar& calendar) {
    const auto tallies = tally(caseload, months, calendar);
    std::vector<Snapshot> all;
    for (std::size_t month = 0; month < months.size(); ++month) {
        Snapshot one{months[month], frozen_on, {}, {}, {}};
        for (std::size_t at = 0; at < tallies.size(); ++at) {
            const Tally& tally = tallies[at][month];
            FrozenFigure figure{std::string(all_measures()[at].id),
                                references_of(tally.successes, references),
                                references_of(tally.failures, references),
                                {},
                                tally.by_age};
            for (const Beside& beside : numbers_beside())
                figure.beside.push_back(references_of(tally.*beside.cases, references));
            one.figures.push_back(std::move(figure));
        }
        all.push_back(std::move(one));
    }
    std::vector<Date> ends;
    for (const auto month : months) ends.push_back(end_of(month));
    for (std::size_t at = 0; at < caseload.size(); ++at) {
        const auto stood = standings(*caseload[at].timeline, ends, calendar);
        for (std::size_t month = 0; month < months.size(); ++month)
            if (const auto rating = rate_if_unsure(stood[month]))
                (*rating == Rating::Red ? all[month].unsure_red : all[month].unsure_amber).push_back(references[at]);
    }
    for (Snapshot& one : all) {
        std::ranges::sort(one.unsure_amber);
        std::ranges::sort(one.unsure_red);
    }
    return all;
}

Snapshot snapshot(std::span<const Child> caseload, std::span<const std::string> references,
                  std::chrono::year_month month, Date frozen_on, const Calendar& calendar) {
    return std::move(snapshots(caseload, references, Months(&month, 1), frozen_on, calendar).front());
}

std::vector<Restatement> restatements(const Snapshot& closed, const Snapshot& now, std::span<const Child> caseload,
                                      std::span<const std::string> references) {
    std::map<std::string_view, const Child*> children;
    for (std::size_t at = 0; at < caseload.size(); ++at) children[references[at]] = &caseload[at];
    std::vector<Restatement> found;
    for (const FrozenFigure& was : closed.figures) {
        const FrozenFigure* is = now.figure(was.measure);
        if (is == nullptr || (was.successes == is->successes && was.failures == is->failures)) continue;
        References touched;
        for (const auto& [one, other] : {std::pair(&was.successes, &is->successes), {&was.failures, &is->failures}})
            for (const References& part : {less(*one, *other), less(*other, *one)})
                touched.insert(touched.end(), part.begin(), part.end());
        std::ranges::sort(touched);
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        Restatement restated{was.measure, was.count(), was.successes.size(), is->count(), is->successes.size(), {}};
        for (const std::string& reference : touched) {
            const auto child = children.find(reference);
            restated.cases.push_back({reference, change_of(was, *is, reference),
                                      why_now(child == children.end() ? nullptr : child->second, closed.frozen_on)});
        }
        found.push_back(std::move(restated));
    }
    return found;
}

}  // namespace ehcflow::workflow
