#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "plans/looks.h"

namespace ehcflow::plans {
namespace {

bool blank(std::string_view text) { return trim(text).empty(); }

std::string place_of(const Outcome& outcome) { return row_place(Section::E, "outcome", outcome.number); }

template <class Wrong>
Spots each_outcome(const Plan& plan, Wrong wrong, const std::string& what) {
    Spots spots;
    for (const auto& row : plan.outcomes)
        if (wrong(row)) spots.push_back({Section::E, place_of(row), what});
    return spots;
}

// The needs of `from` that no row of the lists meets.
Spots unmet(const NeedList& from, std::initializer_list<const std::vector<Provision>*> lists, const std::string& what) {
    Spots spots;
    for (const auto& need : from.rows) {
        const bool met = std::ranges::any_of(lists, [&](const auto* rows) {
            return std::ranges::any_of(*rows, [&](const auto& row) { return holds(row.for_needs, need.number); });
        });
        if (!met) spots.push_back({from.section, row_place(from.section, "need", need.number), what});
    }
    return spots;
}

}  // namespace

std::string row_place(Section section, std::string_view kind, std::string_view number) {
    return "section " + std::string(name_of(section)) + ", " + std::string(kind) + " " + std::string(number);
}

Spots needs_without_provision(const Plan& plan) {
    return unmet({Section::B, plan.needs}, {&plan.provision}, "no provision in section F meets this need");
}

Spots care_needs_without_provision(const Plan& plan) {
    Spots spots = unmet({Section::C, plan.health_needs}, {&plan.health_provision, &plan.provision},
                        "no provision meets this need");
    const Spots social =
        unmet({Section::D, plan.social_care_needs},
              {&plan.social_provision_h1, &plan.social_provision_h2, &plan.social_provision, &plan.provision},
              "no provision meets this need");
    spots.insert(spots.end(), social.begin(), social.end());
    return spots;
}

Spots outcomes_not_served(const Plan& plan) {
    return each_outcome(
        plan,
        [&](const Outcome& outcome) {
            return std::ranges::none_of(provision_lists(plan), [&](const ProvisionList& list) {
                return std::ranges::any_of(list.rows,
                                           [&](const auto& row) { return holds(row.for_outcomes, outcome.number); });
            });
        },
        "no provision serves this outcome");
}

Spots loose_outcomes(const Plan& plan) {
    return each_outcome(
        plan, [](const Outcome& row) { return row.for_needs.empty(); }, "it answers no need");
}

Spots loose_provision(const Plan& plan) {
    Spots spots;
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows)
            if (row.for_needs.empty() || row.for_outcomes.empty())
                spots.push_back({list.section, row_place(list.section, "provision", row.number),
                                 row.for_needs.empty() && row.for_outcomes.empty()
                                     ? "it names neither a need nor an outcome"
                                 : row.for_needs.empty() ? "it names no need"
                                                         : "it names no outcome"});
    return spots;
}

Spots unknown_rows(const Plan& plan) {
    std::set<std::string_view> needs, outcomes, advice;
    for (const auto& list : need_lists(plan))
        for (const auto& row : list.rows) needs.insert(row.number);
    for (const auto& row : plan.outcomes) outcomes.insert(row.number);
    for (const auto& row : plan.advice) advice.insert(row.number);
    Spots spots;
    const auto look = [&](Section section, const std::string& place, const Numbers& named, const auto& known) {
        for (const auto& number : named)
            if (!known.contains(number))
                spots.push_back({section, place, "it names " + number + ", which is not there"});
    };
    for (const auto& list : need_lists(plan))
        for (const auto& row : list.rows)
            look(list.section, row_place(list.section, "need", row.number), row.from, advice);
    for (const auto& row : plan.outcomes) look(Section::E, place_of(row), row.for_needs, needs);
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows) {
            const std::string place = row_place(list.section, "provision", row.number);
            look(list.section, place, row.for_needs, needs);
            look(list.section, place, row.for_outcomes, outcomes);
            look(list.section, place, row.from, advice);
        }
    for (const auto& passage : passages(plan))
        if (passage.from != nullptr)
            for (const auto& sentence : sentences(passage.text))
                look(passage.section, passage.place, sentence.sources, advice);
    return spots;
}

Spots repeated_numbers(const Plan& plan) {
    Spots spots;
    std::set<std::string_view> seen;
    const auto look = [&](Section section, std::string_view kind, std::string_view number) {
        if (!seen.insert(number).second)
            spots.push_back({section, row_place(section, kind, number), "another row has this number too"});
    };
    for (const auto& list : need_lists(plan))
        for (const auto& row : list.rows) look(list.section, "need", row.number);
    for (const auto& row : plan.outcomes) look(Section::E, "outcome", row.number);
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows) look(list.section, "provision", row.number);
    for (const auto& row : plan.advice) look(Section::K, "advice", row.number);
    return spots;
}

// Section F must say all four; care outside it is often given by whoever is on duty, and must say the other three.
Spots unspecified(const Plan& plan) {
    struct Part {
        std::string Provision::*held;
        std::string_view name;
        bool only_in_f;
    };
    static constexpr std::array kParts = {Part{&Provision::who, "who gives it", false},
                                          Part{&Provision::how_often, "how often", false},
                                          Part{&Provision::how_long, "for how long", false},
                                          Part{&Provision::qualification, "with what qualification or training", true}};
    Spots spots;
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows) {
            Texts missing;
            for (const auto& part : kParts)
                if (blank(row.*part.held) && (!part.only_in_f || list.section == Section::F))
                    missing.emplace_back(part.name);
            if (!missing.empty())
                spots.push_back({list.section, row_place(list.section, "provision", row.number),
                                 "it does not say " + join_with(missing, " or ")});
        }
    return spots;
}

Spots undated_outcomes(const Plan& plan) {
    return each_outcome(
        plan, [](const Outcome& row) { return !row.by; }, "it has no date");
}

Spots past_outcomes(const Plan& plan) {
    return each_outcome(
        plan, [&](const Outcome& row) { return row.by && plan.dated && *row.by <= *plan.dated; },
        "its date is not after the plan's own");
}

Spots unmeasured_outcomes(const Plan& plan) {
    return each_outcome(
        plan, [](const Outcome& row) { return blank(row.how_we_will_know); }, "it does not say how we will know");
}

}  // namespace ehcflow::plans
