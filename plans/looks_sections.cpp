#include <algorithm>
#include <array>

#include "base/text.h"
#include "plans/looks.h"

namespace ehcflow::plans {
namespace {

bool blank(std::string_view text) { return trim(text).empty(); }
bool blank(const Texts& texts) {
    return std::ranges::all_of(texts, [](const auto& text) { return blank(std::string_view(text)); });
}

std::string advice_place(const Advice& advice) { return row_place(Section::K, "advice", advice.number); }

constexpr int kAdult = 18;
constexpr int kSchoolLeavingYears = 16;  // from here on a young person's own views count, not the parents'
constexpr int kYear9 = 9;

std::optional<int> age_in(const Plan& plan) {
    if (!plan.child.born || !plan.dated) return std::nullopt;
    return age(*plan.child.born, *plan.dated);
}

}  // namespace

Spots empty_sections(const Plan& plan) {
    struct Part {
        Section section;
        bool rows;
    };
    const bool unplaced = !plan.social_provision.empty();  // said of H as a whole by another check
    const std::array parts = {Part{Section::C, !plan.health_needs.empty()},
                              Part{Section::D, !plan.social_care_needs.empty()},
                              Part{Section::G, !plan.health_provision.empty()},
                              Part{Section::H1, unplaced || !plan.social_provision_h1.empty()},
                              Part{Section::H2, unplaced || !plan.social_provision_h2.empty()}};
    Spots spots;
    for (const auto& part : parts)
        if (!part.rows && std::ranges::none_of(plan.statements, [&](const Statement& row) {
                return row.section == part.section && !blank(std::string_view(row.text));
            }))
            spots.push_back(
                {part.section, "section " + std::string(name_of(part.section)), "it is empty and nothing says why"});
    return spots;
}

Spots unclassified_social_care(const Plan& plan) {
    Spots spots;
    for (const auto& row : plan.social_provision)
        spots.push_back({Section::H, row_place(Section::H, "provision", row.number), "it is in neither H1 nor H2"});
    return spots;
}

Spots h1_over_18(const Plan& plan) {
    if (age_in(plan).value_or(0) < kAdult || plan.social_provision_h1.empty()) return {};
    return {{Section::H1, "section H1", "the young person is 18 or over"}};
}

Spots health_not_agreed(const Plan& plan) {
    if (plan.health_provision.empty() ||
        (plan.health_agreement.agreed_on && !blank(std::string_view(plan.health_agreement.body))))
        return {};
    return {{Section::G, "section G", "the health board's agreement, with its day, is not recorded"}};
}

Spots education_outside_f(const Plan& plan) {
    Spots spots;
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows)
            if (row.educates_or_trains && list.section != Section::F)
                spots.push_back({list.section, row_place(list.section, "provision", row.number),
                                 "it educates or trains, and stands outside section F"});
    return spots;
}

Spots views_missing(const Plan& plan) {
    Spots spots;
    if (blank(plan.views.child))
        spots.push_back({Section::A, "section A", "what the child or young person thinks is not there"});
    if (blank(plan.views.parents) && age_in(plan).value_or(0) < kSchoolLeavingYears)
        spots.push_back({Section::A, "section A", "what the parents think is not there"});
    if (blank(plan.views.aspirations)) spots.push_back({Section::A, "section A", "what they hope for is not there"});
    return spots;
}

Spots views_stale(const Plan& plan) {
    if (blank(plan.views.child) && blank(plan.views.parents)) return {};
    if (!plan.views.dated) return {{Section::A, "section A", "the views have no date"}};
    if (plan.last_review && *plan.views.dated < *plan.last_review)
        return {{Section::A, "section A",
                 "the views of " + to_plain(*plan.views.dated) + " are older than the last review"}};
    return {};
}

Spots without_source(const Plan& plan) {
    Spots spots;
    for (const auto& passage : passages(plan)) {
        if (passage.from == nullptr || !passage.from->empty()) continue;
        std::size_t number = 0;
        for (const auto& sentence : sentences(passage.text)) {
            ++number;
            if (sentence.sources.empty())
                spots.push_back(
                    {passage.section, passage.place + ", sentence " + std::to_string(number), "it names no advice"});
        }
    }
    return spots;
}

Spots advice_not_reflected(const Plan& plan) {
    const auto named_by = [&](std::string_view number) {
        const auto from_it = [&](const auto& row) { return holds(row.from, number); };
        for (const auto& list : need_lists(plan))
            if (std::ranges::any_of(list.rows, from_it)) return true;
        for (const auto& list : provision_lists(plan))
            if (std::ranges::any_of(list.rows, from_it)) return true;
        for (const auto& passage : passages(plan))
            for (const auto& sentence : sentences(passage.text))
                if (holds(sentence.sources, number)) return true;
        return false;
    };
    Spots spots;
    for (const auto& advice : plan.advice)
        if (advice.adviser != Adviser::Family && blank(std::string_view(advice.not_used_because)) &&
            !named_by(advice.number))
            spots.push_back({Section::K, advice_place(advice), "nothing in the plan comes from it"});
    return spots;
}

Spots advice_after_plan(const Plan& plan) {
    Spots spots;
    for (const auto& advice : plan.advice)
        if (plan.dated && advice.received && *advice.received > *plan.dated)
            spots.push_back({Section::K, advice_place(advice), "it came after this version was dated"});
    return spots;
}

Spots advice_missing(const Plan& plan) {
    struct Asked {
        Adviser adviser;
        std::string_view name;
    };
    static constexpr std::array kAsked = {
        Asked{Adviser::Family, "the child's parents or the young person"},
        Asked{Adviser::Education, "the school or college"}, Asked{Adviser::Health, "a health professional"},
        Asked{Adviser::Psychology, "an educational psychologist"}, Asked{Adviser::SocialCare, "social care"}};
    Spots spots;
    for (const auto& asked : kAsked)
        if (std::ranges::find(plan.advice, asked.adviser, &Advice::adviser) == plan.advice.end())
            spots.push_back({Section::K, "section K", "there is no advice from " + std::string(asked.name)});
    return spots;
}

Spots placement_in_draft(const Plan& plan) {
    if (plan.stage != Stage::Draft || (plan.placement.name.empty() && plan.placement.type.empty())) return {};
    return {{Section::I, "section I", "a draft names a setting or a type of setting"}};
}

Spots placement_missing(const Plan& plan) {
    if (plan.stage == Stage::Draft || !blank(std::string_view(plan.placement.type))) return {};
    return {
        {Section::I, "section I",
         plan.placement.name.empty() ? "neither a setting nor its type is named" : "the setting's type is not named"}};
}

Spots adulthood_missing(const Plan& plan) {
    if (!plan.child.born || !plan.dated || school_year(*plan.child.born, *plan.dated) < kYear9) return {};
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows)
            if (!row.prepares_for.empty()) return {};
    return {{Section::F, "sections F, G and H", "nothing prepares for adulthood"}};
}

Spots budget_incomplete(const Plan& plan) {
    Spots spots;
    for (std::size_t i = 0; i < plan.personal_budget.size(); ++i) {
        const auto& row = plan.personal_budget[i];
        if (row.direct_payment && (row.for_needs.empty() || row.for_outcomes.empty()))
            spots.push_back({Section::J, "section J, row " + std::to_string(i + 1),
                             "a direct payment names no need or no outcome that it is to meet"});
    }
    return spots;
}

}  // namespace ehcflow::plans
