#include "workflow/measures/whereabouts.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "workflow/counting.h"

namespace ehcflow::workflow {
namespace {

constexpr std::array<std::string_view, 5> kKnown = {"awaiting a placement", "out of school", "with a plan",
                                                    "being assessed", "moved away"};
constexpr std::array<std::string_view, 7> kDoubts = {"never confirmed",
                                                     "not confirmed within a term",
                                                     "confirmed by the provider alone",
                                                     "no placement is recorded",
                                                     "the placement ended and none began since",
                                                     "the record has another placement than the plan",
                                                     "not confirmed since the move"};

bool recent(std::optional<Date> day, int terms, Date today) { return day && within_terms(*day, terms, today); }

bool differs(const Standing& standing) {
    return standing.has_plan() && standing.placed != nullptr && standing.named != nullptr && standing.named->setting &&
           standing.named->setting->name != standing.placed->name;
}

}  // namespace

bool within_terms(Date earlier, int terms, Date day) { return add_months(earlier, terms * kTermMonths) >= day; }

std::string_view in_words(Known known) { return kKnown[static_cast<std::size_t>(known)]; }
std::string_view in_words(Doubt doubt) { return kDoubts[static_cast<std::size_t>(doubt)]; }

std::optional<Known> why_known(const Standing& standing) {
    const bool plan = standing.has_plan();
    if (plan && standing.placed == nullptr)
        return standing.placement_ended ? Known::OutOfSchool : Known::AwaitingPlacement;
    if (plan) return Known::WithPlan;
    if (standing.is_assessed()) return standing.placement_ended ? Known::OutOfSchool : Known::Assessed;
    if (standing.state.stage(Lifecycle::Plan) == "transferred-out" && standing.moved_away) return Known::Moved;
    return std::nullopt;
}

std::vector<Doubt> doubts_of(const Standing& standing) {
    std::vector<Doubt> doubts;
    if (!standing.confirmed)
        doubts.push_back(Doubt::NeverConfirmed);
    else if (!recent(standing.confirmed, 1, standing.on))
        doubts.push_back(Doubt::LongAgo);
    else if (!recent(standing.confirmed_apart, 1, standing.on))
        doubts.push_back(Doubt::ProviderAlone);
    if (why_known(standing) == Known::Moved) {
        if (standing.confirmed && *standing.confirmed < *standing.moved_away) doubts.push_back(Doubt::NotSinceMove);
        return doubts;
    }
    if (standing.placed == nullptr)
        doubts.push_back(standing.placement_ended ? Doubt::PlacementEnded : Doubt::NoPlacement);
    else if (differs(standing))
        doubts.push_back(Doubt::NotAsInPlan);
    return doubts;
}

Rating rate_whereabouts(const Standing& standing) {
    if (recent(standing.confirmed_apart, 1, standing.on))
        return doubts_of(standing).empty() ? Rating::Green : Rating::Amber;
    const bool told = recent(standing.confirmed_apart, 2, standing.on) || recent(standing.confirmed, 1, standing.on);
    return told ? Rating::Amber : Rating::Red;
}

std::optional<Rating> rate_if_unsure(const Standing& standing) {
    const Rating rating = rate_whereabouts(standing);
    return rating == Rating::Green || !why_known(standing) ? std::nullopt : std::optional(rating);
}

std::vector<Unsure> unsure(std::span<const Child> caseload, Date day, const Calendar& calendar) {
    std::vector<Unsure> found;
    for (std::size_t at = 0; at < caseload.size(); ++at) {
        const Standing standing = standings(*caseload[at].timeline, {&day, 1}, calendar).front();
        if (const auto rating = rate_if_unsure(standing))
            found.push_back({at, *why_known(standing), doubts_of(standing), standing.confirmed, *rating});
    }
    std::ranges::sort(found, {}, [](const Unsure& one) {
        return std::tuple(one.rating, one.confirmed.value_or(kFirstDate), one.child);
    });
    return found;
}

}  // namespace ehcflow::workflow
