#include "workflow/measures/forecast.h"

#include <algorithm>
#include <tuple>

namespace ehcflow::workflow {
namespace {

constexpr double kLikely = 0.5;
constexpr int kDraftByDays = 14 * 7;  // the Code of Practice's aim, from the request

int days_between(Date from, Date to) { return static_cast<int>((to - from).count()); }

// What somebody must do by a day. A family's window is theirs to use or not.
bool is_owed(const Duty& duty) { return duty.due && !is_window(*duty.rule); }
bool still_runs(const Duty& duty) {
    return duty.status == Status::Open || duty.status == Status::Due || duty.status == Status::Overdue;
}

using Paces = std::map<const Rule*, Pace>;

Paces paces_of(std::span<const Answer* const> caseload, Date today) {
    Paces paces;
    for (const Answer* answer : caseload)
        for (const Duty& duty : answer->duties) {
            const Date begun = duty.counted_from.value_or(duty.trigger->on);
            if (!is_owed(duty) || begun > today || days_between(begun, today) > kPaceDays) continue;
            if (duty.met_on && *duty.met_on <= today)
                paces[duty.rule].add(std::max(0, days_between(begun, *duty.met_on)), true);
            else if (still_runs(duty))
                paces[duty.rule].add(days_between(begun, today), false);
        }
    return paces;
}

bool draft_is_behind(const Answer& answer, const Duty& duty, Date today) {
    return duty.rule->id == "plan-final" && days_between(duty.trigger->on, today) > kDraftByDays &&
           std::any_of(answer.duties.begin(), answer.duties.end(), [](const Duty& other) {
               return other.rule->id == "plan-draft-send" && other.status == Status::Open;
           });
}

void count(Horizon& horizon, const Prospect& prospect) {
    if (prospect.days_left > horizon.days) return;
    ++horizon.falling_due;
    if (!prospect.chance) {
        ++horizon.unknown;
        return;
    }
    horizon.expected += *prospect.chance;
    if (*prospect.chance >= kLikely) ++horizon.likely;
}

auto order_of(const Prospect& prospect) {
    return std::tuple(-prospect.chance.value_or(-1), prospect.days_left, prospect.case_at, prospect.duty->rule->id,
                      prospect.duty->trigger->position);
}

}  // namespace

void Pace::add(int days, bool done) {
    Ends& ends = ended_[days];
    ++(done ? ends.done : ends.running);
    done_ += done ? 1 : 0;
}

double Pace::share_not_done(int after) const {
    std::size_t at_risk = 0;
    for (const auto& [days, ends] : ended_) at_risk += ends.done + ends.running;
    double share = 1;
    for (const auto& [days, ends] : ended_) {
        if (days > after) break;
        share *= 1 - static_cast<double>(ends.done) / static_cast<double>(at_risk);
        at_risk -= ends.done + ends.running;
    }
    return share;
}

std::optional<double> Pace::chance_of_breach(int elapsed, int limit) const {
    if (done_ < kFewestDone) return std::nullopt;
    const double now = share_not_done(elapsed);
    if (now <= 0) return std::nullopt;  // it has run longer than any that was done: no example is left to go by
    return share_not_done(limit) / now;
}

Forecast forecast(std::span<const Answer* const> caseload, Date today) {
    const Paces paces = paces_of(caseload, today);
    Forecast result;
    for (std::size_t i = 0; i < kHorizons.size(); ++i) result.horizons[i].days = kHorizons[i];
    for (std::size_t at = 0; at < caseload.size(); ++at)
        for (const Duty& duty : caseload[at]->duties) {
            if (!is_owed(duty) || !still_runs(duty)) continue;
            if (duty.status == Status::Overdue) ++result.overdue;
            const int left = days_between(today, *duty.due);
            const Date begun = duty.counted_from.value_or(duty.trigger->on);
            if (left < 0 || left > kHorizons.back() || begun > today) continue;
            const auto pace = paces.find(duty.rule);
            Prospect prospect{at, &duty, left, std::nullopt, draft_is_behind(*caseload[at], duty, today)};
            if (pace != paces.end())
                prospect.chance =
                    pace->second.chance_of_breach(days_between(begun, today), days_between(begun, *duty.due));
            for (Horizon& horizon : result.horizons) count(horizon, prospect);
            result.prospects.push_back(prospect);
        }
    std::sort(result.prospects.begin(), result.prospects.end(),
              [](const Prospect& a, const Prospect& b) { return order_of(a) < order_of(b); });
    return result;
}

}  // namespace ehcflow::workflow
