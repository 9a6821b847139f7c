#include "plans/checks.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace ehcflow::plans {
namespace {

using Spots = std::vector<Spot>;
using Ids = std::vector<std::string>;

bool blank(std::string_view text) { return trim(text).empty(); }
bool holds(const Ids& ids, std::string_view id) { return std::ranges::find(ids, id) != ids.end(); }
std::string place_of(const Need& need) { return "section " + need.section + ", need " + need.id; }
std::string place_of(const Outcome& outcome) { return "section E, outcome " + outcome.id; }
std::string place_of(const Provision& row) { return "section " + row.section + ", provision " + row.id; }

template <class Rows, class Wrong>
Spots each(const Rows& rows, Wrong wrong, const std::string& what) {
    Spots spots;
    for (const auto& row : rows)
        if (wrong(row)) spots.push_back({place_of(row), what});
    return spots;
}

Spots needs_without_provision(const Plan& plan) {
    return each(
        plan.needs,
        [&](const Need& need) {
            return need.section == "B" && std::ranges::none_of(plan.provision, [&](const Provision& row) {
                       return row.section == "F" && holds(row.needs, need.id);
                   });
        },
        "no provision in section F meets this need");
}

Spots outcomes_not_served(const Plan& plan) {
    return each(
        plan.outcomes,
        [&](const Outcome& outcome) {
            return std::ranges::none_of(plan.provision,
                                        [&](const Provision& row) { return holds(row.outcomes, outcome.id); });
        },
        "no provision serves this outcome");
}

Spots loose_outcomes(const Plan& plan) {
    return each(
        plan.outcomes, [](const Outcome& row) { return row.needs.empty(); }, "it answers no need");
}

Spots loose_provision(const Plan& plan) {
    return each(
        plan.provision, [](const Provision& row) { return row.needs.empty() || row.outcomes.empty(); },
        "it is not tied to both a need and an outcome");
}

Spots unspecified(const Plan& plan) {
    struct Part {
        std::string Provision::*held;
        std::string_view name;
    };
    static constexpr std::array kParts = {Part{&Provision::who, "who gives it"},
                                          Part{&Provision::how_often, "how often"},
                                          Part{&Provision::how_long, "for how long"},
                                          Part{&Provision::qualification, "with what qualification or training"}};
    Spots spots;
    for (const auto& row : plan.provision) {
        Ids missing;
        for (const auto& part : kParts)
            if (row.section == "F" && blank(row.*part.held)) missing.emplace_back(part.name);
        if (!missing.empty()) spots.push_back({place_of(row), "it does not say " + join_with(missing, " or ")});
    }
    return spots;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// The phrase as whole words: "regular" is not in "irregular" nor in "regularly".
bool says(std::string_view low, std::string_view phrase) {
    for (auto at = low.find(phrase); at != low.npos; at = low.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        if ((at == 0 || !is_letter(low[at - 1])) && (end == low.size() || !is_letter(low[end]))) return true;
    }
    return false;
}

Spots vague(const Plan& plan) {
    static constexpr std::array<std::string_view, 10> kPhrases = {
        "access to", "as required",       "as needed",      "opportunities for",  "opportunities to",
        "regular",   "where appropriate", "as appropriate", "would benefit from", "regularly"};
    Spots spots;
    for (const auto& row : plan.provision) {
        const std::string low = lowered(row.said.text + "\n" + row.how_often + "\n" + row.how_long);
        for (const auto phrase : kPhrases)
            if (says(low, phrase)) spots.push_back({place_of(row), "\"" + std::string(phrase) + "\" promises nothing"});
    }
    return spots;
}

Spots undated_outcomes(const Plan& plan) {
    return each(
        plan.outcomes, [](const Outcome& row) { return !row.by; }, "it has no date");
}

Spots unmeasured_outcomes(const Plan& plan) {
    return each(
        plan.outcomes, [](const Outcome& row) { return blank(row.measured); }, "it does not say how we will know");
}

Spots empty_sections(const Plan& plan) {
    static constexpr std::array<std::string_view, 5> kSections = {"C", "D", "G", "H1", "H2"};
    Spots spots;
    for (const auto section : kSections) {
        const auto in_it = [&](const auto& row) { return row.section == section; };
        const bool said = std::ranges::any_of(
            plan.statements, [&](const Statement& row) { return row.section == section && !blank(row.text); });
        if (!said && std::ranges::none_of(plan.needs, in_it) && std::ranges::none_of(plan.provision, in_it))
            spots.push_back({"section " + std::string(section), "it is empty and nothing says why"});
    }
    return spots;
}

Spots health_not_agreed(const Plan& plan) {
    const bool health = std::ranges::any_of(plan.provision, [](const Provision& row) { return row.section == "G"; });
    if (!health || plan.health_agreed_on) return {};
    return {{"section G", "the health board's agreement is not recorded"}};
}

Spots views_missing(const Plan& plan) {
    if (blank(plan.views)) return {{"section A", "the views of the child and the parents are not there"}};
    return {};
}

Spots views_stale(const Plan& plan) {
    if (blank(plan.views)) return {};
    if (!plan.views_on) return {{"section A", "the views have no date"}};
    if (plan.last_review && *plan.views_on < *plan.last_review)
        return {{"section A", "the views of " + to_plain(*plan.views_on) + " are older than the last review"}};
    return {};
}

Spots without_source(const Plan& plan) {
    Spots spots;
    for (const auto& row : plan.needs)
        if (row.section == "B" && row.said.source.empty()) spots.push_back({place_of(row), "it names no advice"});
    for (const auto& row : plan.provision)
        if ((row.section == "F" || row.section == "G") && row.said.source.empty())
            spots.push_back({place_of(row), "it names no advice"});
    return spots;
}

Spots advice_not_reflected(const Plan& plan) {
    Spots spots;
    for (const auto& advice : plan.advice) {
        const auto from_it = [&](const auto& row) { return row.said.source == advice.id; };
        if (std::ranges::none_of(plan.needs, from_it) && std::ranges::none_of(plan.provision, from_it))
            spots.push_back({"section K, advice " + advice.id, "nothing in the plan comes from it"});
    }
    return spots;
}

Spots advice_after_plan(const Plan& plan) {
    Spots spots;
    for (const auto& advice : plan.advice)
        if (plan.dated && advice.received && *advice.received > *plan.dated)
            spots.push_back({"section K, advice " + advice.id, "it came after this version was dated"});
    return spots;
}

Spots placement_in_draft(const Plan& plan) {
    if (plan.version != Version::Draft || blank(plan.placement)) return {};
    return {{"section I", "a draft names a placement"}};
}

Spots placement_missing(const Plan& plan) {
    if (plan.version == Version::Draft || !blank(plan.placement)) return {};
    return {{"section I", "neither a setting nor a type of setting is named"}};
}

Spots adulthood_missing(const Plan& plan) {
    constexpr int kYear9 = 9;
    if (!plan.school_year || *plan.school_year < kYear9 || !blank(plan.adulthood)) return {};
    return {{"sections F, G and H", "nothing prepares for adulthood"}};
}

constexpr auto kLaw = Severity::Error;
constexpr auto kAdvice = Severity::Warning;

constexpr Check kChecks[] = {
    {"need-without-provision", kLaw, "Provision must be made for each need that the plan describes.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(b) and (f)",
     "Need B1 is met by provision F1", "Need B2 is met by nothing",
     "Add the provision in section F that meets it, or tie a row that does to this need.", needs_without_provision},
    {"placement-in-draft", kLaw, "The family must be free to ask for a setting.",
     "Children and Families Act 2014, s.38(5)", "Section I is empty in the draft", "The draft names Larkfield School",
     "Empty section I until the plan is final.", placement_in_draft},
    {"placement-missing", kLaw, "A final plan names a setting or the type of setting.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(i)", "A mainstream secondary school", "",
     "Name the setting and its type, or the type alone.", placement_missing},
    {"views-missing", kLaw, "The plan sets out the views, interests and aspirations of the child and the parents.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(a)", "Tam wants to work with horses", "",
     "Ask the family and write down what they say.", views_missing},
    {"health-not-agreed", kLaw, "The health board must agree health care provision before it stands in a plan.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(2)", "Agreed on 3 March 2026", "No agreement",
     "Get the health board's agreement and record its date.", health_not_agreed},
    {"adulthood-missing", kLaw, "From year 9 the provision must help to prepare for adulthood and independent living.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(3)",
     "Travel training on the 14 bus, weekly until July", "Nothing in a year 10 plan",
     "Write what prepares for work, home, health and taking part.", adulthood_missing},
    {"outcome-not-served", kAdvice, "An outcome that no provision serves is only a hope.", "",
     "Outcome E1 is served by F1", "Outcome E2 is served by nothing",
     "Tie the provision that serves it to this outcome.", outcomes_not_served},
    {"outcome-without-need", kAdvice, "An outcome is wanted because of a need.", "", "Outcome E1 answers need B1",
     "Outcome E1 answers nothing", "Name the needs that it answers.", loose_outcomes},
    {"provision-loose", kAdvice, "A reader must see what each provision is for.", "",
     "F1 is for need B1 and outcome E1", "F1 is for nothing", "Name its need and its outcome.", loose_provision},
    {"provision-unspecified", kAdvice, "Nobody can tell whether it is given.", "",
     "A teaching assistant trained in Makaton, daily, 20 minutes", "Speech support",
     "Write what is missing in its place.", unspecified},
    {"vague-words", kAdvice, "Such words promise nothing that can be held to.", "", "Weekly, for 45 minutes",
     "Access to speech therapy as required", "Say what will be done, how often and for how long.", vague},
    {"outcome-undated", kAdvice, "Without a date nobody can say that it was missed.", "", "By July 2027", "In time",
     "Give the day by which it should be reached.", undated_outcomes},
    {"outcome-unmeasured", kAdvice, "The review must be able to tell whether it was reached.", "",
     "She reads 50 common words aloud", "She improves", "Write how we will know.", unmeasured_outcomes},
    {"section-empty", kAdvice, "An empty section may be forgotten or may be meant.", "", "No health needs are known",
     "", "Write what is needed, or that nothing is.", empty_sections},
    {"views-stale", kAdvice, "Views change, and the plan must reflect those of today.", "",
     "Written at this year's review", "Written two reviews ago", "Ask the family again and date what they say.",
     views_stale},
    {"without-source", kAdvice, "Families and tribunals ask who advised it.", "", "From the psychologist's advice",
     "From nowhere", "Name the advice that it came from.", without_source},
    {"advice-not-reflected", kAdvice, "Advice that left no trace was perhaps not read.", "",
     "B1 and F1 come from the advice", "Nothing does", "Take up what it says, or record why not.",
     advice_not_reflected},
    {"advice-after-plan", kAdvice, "What it says cannot be in this version.", "", "Received before the draft",
     "Received after the draft", "Read it and date the plan anew.", advice_after_plan},
};

}  // namespace

std::span<const Check> all_checks() { return kChecks; }

Findings check(const Plan& plan) {
    Findings findings;
    for (const auto& row : kChecks)
        for (auto& spot : row.look(plan))
            findings.push_back({std::string(row.id), row.severity, std::move(spot.place), std::move(spot.what),
                                std::string(row.mend)});
    return findings;
}

}  // namespace ehcflow::plans
