#include "plans/checks.h"

#include <gtest/gtest.h>
#include <set>

namespace ehcflow::plans {
namespace {

// An invented plan in which no check finds anything: each test spoils one thing.
Plan sound_plan() {
    Plan plan;
    plan.child = "Tam Fernley";
    plan.dated = Date(2026, 3, 20);
    plan.last_review = Date(2026, 2, 2);
    plan.views_on = Date(2026, 2, 2);
    plan.health_agreed_on = Date(2026, 3, 3);
    plan.school_year = 9;
    plan.views = "Tam wants to work with horses.";
    plan.adulthood = "Travel training on the 14 bus, weekly until July.";
    plan.needs = {{"B1", "B", {"Tam reads 12 of the first 100 common words.", "K1"}}};
    plan.outcomes = {{"E1", "Tam reads 50 common words.", {"B1"}, Date(2027, 7, 20), "Read aloud to her teacher."}};
    plan.provision = {
        {"F1",
         "F",
         {"Reading aloud, one to one.", "K1"},
         {"B1"},
         {"E1"},
         "a teaching assistant",
         "daily",
         "20 minutes",
         "trained in phonics"},
        {"G1", "G", {"A hearing test.", "K1"}, {"B1"}, {"E1"}, "an audiologist", "yearly", "an hour", ""}};
    for (const char* section : {"C", "D", "H1", "H2"}) plan.statements.push_back({section, "Nothing is needed."});
    plan.advice = {{"K1", "the school", Date(2026, 1, 12)}};
    return plan;
}

struct Spoil {
    std::string_view check;  // the only one that finds something
    std::string_view place;
    void (*spoil)(Plan&);
};

// Regulations 2014, reg 12: (1)(a) views, (1)(b) and (f) needs and provision, (1)(i) placement, (2) the health board's
// agreement, (3) adulthood; Children and Families Act 2014, s.38(5): no placement in a draft.
const Spoil kSpoils[] = {
    {"need-without-provision", "section B, need B2",
     [](Plan& plan) {
         plan.needs.push_back({"B2", "B", {"Tam cannot yet tell coins apart.", "K1"}});
     }},
    {"placement-in-draft", "section I", [](Plan& plan) { plan.placement = "Larkfield School"; }},
    {"placement-missing", "section I", [](Plan& plan) { plan.version = Version::Final; }},
    {"views-missing", "section A", [](Plan& plan) { plan.views = " \n"; }},
    {"health-not-agreed", "section G", [](Plan& plan) { plan.health_agreed_on.reset(); }},
    {"adulthood-missing", "sections F, G and H", [](Plan& plan) { plan.adulthood.clear(); }},
    {"outcome-not-served", "section E, outcome E2",
     [](Plan& plan) {
         plan.outcomes.push_back({"E2", "Tam pays in a shop.", {"B1"}, Date(2027, 7, 20), "Seen by her teacher."});
     }},
    {"outcome-without-need", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].needs.clear(); }},
    {"provision-loose", "section G, provision G1", [](Plan& plan) { plan.provision[1].needs.clear(); }},
    {"provision-unspecified", "section F, provision F1", [](Plan& plan) { plan.provision[0].how_long.clear(); }},
    {"vague-words", "section F, provision F1",
     [](Plan& plan) { plan.provision[0].said.text = "Access to a quiet room."; }},
    {"outcome-undated", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].by.reset(); }},
    {"outcome-unmeasured", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].measured.clear(); }},
    {"section-empty", "section H2", [](Plan& plan) { plan.statements.pop_back(); }},
    {"views-stale", "section A", [](Plan& plan) { plan.views_on = Date(2026, 2, 1); }},
    {"without-source", "section B, need B1", [](Plan& plan) { plan.needs[0].said.source.clear(); }},
    {"advice-not-reflected", "section K, advice K2",
     [](Plan& plan) {
         plan.advice.push_back({"K2", "a psychologist", Date(2026, 1, 12)});
     }},
    {"advice-after-plan", "section K, advice K1", [](Plan& plan) { plan.advice[0].received = Date(2026, 3, 21); }},
};

TEST(Checks, FindNothingInASoundPlan) { EXPECT_EQ(check(sound_plan()), Findings{}); }

TEST(Checks, EachFindsWhatItIsForAndNothingElseDoes) {
    for (const auto& row : kSpoils) {
        Plan plan = sound_plan();
        row.spoil(plan);
        const Findings found = check(plan);
        ASSERT_EQ(found.size(), 1U) << row.check;
        EXPECT_EQ(found[0].code, row.check);
        EXPECT_EQ(found[0].place, row.place);
    }
}

TEST(Checks, EachRowIsSpoiltByATestAndSaysWhyAndWhatToDo) {
    std::set<std::string_view> spoilt, rows;
    for (const auto& row : kSpoils) spoilt.insert(row.check);
    for (const auto& row : all_checks()) {
        EXPECT_TRUE(rows.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.reason.empty() || row.good.empty() || row.mend.empty()) << row.id;
        EXPECT_EQ(row.severity == Severity::Error, !row.cite.empty()) << row.id << ": the law's are cited";
    }
    EXPECT_EQ(spoilt, rows);
}

TEST(Checks, ReadVagueWordsAsWholeWordsInAnyCase) {
    Plan plan = sound_plan();
    plan.provision[0].said.text = "Her irregular sleep is logged.";
    EXPECT_TRUE(check(plan).empty());
    plan.provision[0].how_often = "REGULARLY";
    EXPECT_EQ(check(plan).size(), 1U);
}

TEST(Checks, LeaveAdulthoodToYear9AndBeyond) {  // reg 12(3)
    Plan plan = sound_plan();
    plan.adulthood.clear();
    plan.school_year = 8;
    EXPECT_TRUE(check(plan).empty());
}

TEST(Checks, StandAnEmptyPlan) { EXPECT_FALSE(check(Plan{}).empty()); }

}  // namespace
}  // namespace ehcflow::plans
