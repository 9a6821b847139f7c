#include "plans/checks.h"

#include <gtest/gtest.h>
#include <set>

namespace ehcflow::plans {
namespace {

// An invented plan in which no check finds anything: each test spoils one thing.
Plan sound_plan() {
    Plan plan;
    plan.child = {"Tamsin", "Fernley", "Tam", "Year 9", Date(2012, 3, 4)};
    plan.dated = Date(2026, 3, 20);
    plan.last_review = Date(2026, 2, 2);
    plan.views.dated = Date(2026, 2, 2);
    plan.views.child = {"I want to work with horses."};
    plan.views.parents = {"She is funny and stubborn."};
    plan.views.aspirations = {"Tam would like to live near the stables."};
    plan.health_agreement = {"Fenland Integrated Care Board", Date(2026, 3, 3)};
    plan.needs = {{"B1", "Thinking and learning", "Tam draws well.", "Tam reads 12 of the first 100 words.", {"K1"}}};
    plan.health_needs = {{"C1", "", "", "Tam hears little in her left ear.", {}}};
    plan.outcomes = {{"E1", "Tam reads 50 common words.", "Read aloud to her teacher.", {"B1"}, Date(2027, 7, 20)}};
    plan.provision = {{"F1",
                       "Reading aloud, one to one.",
                       "a teaching assistant",
                       "trained in phonics",
                       "daily",
                       "20 minutes",
                       {"B1"},
                       {"E1"},
                       {"K1"},
                       {Aim::Employment},
                       false}};
    plan.health_provision = {
        {"G1", "A hearing test.", "an audiologist", "", "yearly", "an hour", {"C1"}, {"E1"}, {"K2"}, {}, false}};
    for (const Section section : {Section::D, Section::H1, Section::H2})
        plan.statements.push_back({section, "Nothing is needed."});
    const Adviser advisers[] = {Adviser::Education, Adviser::Health, Adviser::Psychology, Adviser::SocialCare,
                                Adviser::Family};
    for (int i = 0; i < 5; ++i)
        plan.advice.push_back({"K" + std::to_string(i + 1), "an adviser", "", i < 2 ? "" : "It found nothing new.",
                               advisers[i], Date(2026, 1, 5), Date(2026, 1, 12)});
    return plan;
}

std::string many(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

struct Spoil {
    std::string_view check;  // the only one that finds something
    std::string_view place;
    void (*spoil)(Plan&);
};

// Regulations 2014, reg 12: (1)(a) views, (1)(b) and (f) needs and provision, (1)(h) social care, (1)(i) placement,
// (1)(j) budget, (2) the health board's agreement, (3) adulthood; regs 6(1) and 12(4) advice; Children and Families Act
// 2014, s.21(5) care that educates, s.37(2)(e) H1 under 18, s.38(5) no placement in a draft.
const Spoil kSpoils[] = {
    {"need-without-provision", "section B, need B2",
     [](Plan& plan) {
         plan.needs.push_back({"B2", "", "", "Tam cannot yet tell coins apart.", {"K1"}});
     }},
    {"placement-in-draft", "section I", [](Plan& plan) { plan.placement.type = "Mainstream school"; }},
    {"placement-missing", "section I", [](Plan& plan) { plan.stage = Stage::Final; }},
    {"views-missing", "section A", [](Plan& plan) { plan.views.child = {" \n"}; }},
    {"health-not-agreed", "section G", [](Plan& plan) { plan.health_agreement.agreed_on.reset(); }},
    {"adulthood-missing", "sections F, G and H", [](Plan& plan) { plan.provision[0].prepares_for.clear(); }},
    {"social-care-unclassified", "section H, provision H1",
     [](Plan& plan) {
         plan.social_provision = {plan.provision[0]};
         plan.social_provision[0].number = "H1";
     }},
    {"h1-over-18", "section H1",
     [](Plan& plan) {
         plan.child.born = Date(2008, 3, 20);
         plan.social_provision_h1 = {plan.provision[0]};
         plan.social_provision_h1[0].number = "H1";
     }},
    {"education-outside-f", "section G, provision G1",
     [](Plan& plan) { plan.health_provision[0].educates_or_trains = true; }},
    {"budget-incomplete", "section J, row 1",
     [](Plan& plan) {
         plan.personal_budget = {{"A tutor.", true, {"B1"}, {}}};
     }},
    {"care-need-without-provision", "section C, need C2",
     [](Plan& plan) {
         plan.health_needs.push_back({"C2", "", "", "Tam has asthma.", {}});
     }},
    {"outcome-not-served", "section E, outcome E2",
     [](Plan& plan) {
         plan.outcomes.push_back({"E2", "Tam pays in a shop.", "Seen by her teacher.", {"B1"}, Date(2027, 7, 20)});
     }},
    {"outcome-without-need", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].for_needs.clear(); }},
    {"provision-loose", "section G, provision G1", [](Plan& plan) { plan.health_provision[0].for_outcomes.clear(); }},
    {"unknown-row", "section F, provision F1", [](Plan& plan) { plan.provision[0].from.push_back("K9"); }},
    {"repeated-number", "section K, advice K1", [](Plan& plan) { plan.advice.push_back(plan.advice[0]); }},
    {"provision-unspecified", "section F, provision F1", [](Plan& plan) { plan.provision[0].how_long.clear(); }},
    {"vague-words", "section F, provision F1", [](Plan& plan) { plan.provision[0].what = "Access to a quiet room."; }},
    {"outcome-undated", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].by.reset(); }},
    {"outcome-past", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].by = plan.dated; }},
    {"outcome-unmeasured", "section E, outcome E1", [](Plan& plan) { plan.outcomes[0].how_we_will_know.clear(); }},
    {"outcome-vague", "section E, outcome E1",
     [](Plan& plan) { plan.outcomes[0].outcome = "Tam will improve her reading."; }},
    {"section-empty", "section H2", [](Plan& plan) { plan.statements.pop_back(); }},
    {"views-stale", "section A", [](Plan& plan) { plan.views.dated = Date(2026, 2, 1); }},
    {"without-source", "section B, need B1, strengths, sentence 1",
     [](Plan& plan) {
         plan.needs[0].from.clear();
         plan.needs[0].need += " [K1]";
     }},
    {"advice-not-reflected", "section K, advice K3", [](Plan& plan) { plan.advice[2].not_used_because.clear(); }},
    {"advice-after-plan", "section K, advice K1", [](Plan& plan) { plan.advice[0].received = Date(2026, 3, 21); }},
    {"advice-missing", "section K", [](Plan& plan) { plan.advice.pop_back(); }},
    {"another-name", "section F, provision F1, sentence 1",
     [](Plan& plan) { plan.provision[0].what = "Oliver reads aloud, one to one."; }},
    {"unexplained-initials", "section F, provision F1, who", [](Plan& plan) { plan.provision[0].who = "the SENCO"; }},
    {"jargon", "section F, provision F1", [](Plan& plan) { plan.provision[0].what = "Bespoke reading aloud."; }},
    {"long-sentence", "section F, provision F1, sentence 1",
     [](Plan& plan) { plan.provision[0].what = many("and so on ", 14) + "."; }},
    {"hard-to-read", "section B",
     [](Plan& plan) {
         plan.needs[0].need = many("Communication difficulties necessitate individualised explanation. ", 20);
     }},
    {"too-long", "the plan", [](Plan& plan) { plan.needs[0].need = many("Tam reads a little. ", 2300); }},
};

TEST(Checks, FindNothingInASoundPlan) { EXPECT_TRUE(check(sound_plan()).empty()); }

TEST(Checks, EachFindsWhatItIsForAndNothingElseDoes) {
    for (const auto& row : kSpoils) {
        Plan plan = sound_plan();
        row.spoil(plan);
        const auto found = check(plan);
        ASSERT_EQ(found.size(), 1U) << row.check;
        EXPECT_EQ(found[0].check->id, row.check);
        EXPECT_EQ(found[0].spot.place, row.place);
    }
}

TEST(Checks, EachRowIsSpoiltByATestAndSaysWhyAndWhatToDo) {
    std::set<std::string_view> spoilt, rows;
    for (const auto& row : kSpoils) spoilt.insert(row.check);
    for (const auto& row : all_checks()) {
        EXPECT_TRUE(rows.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.reason.empty() || row.good.empty() || row.bad.empty() || row.mend.empty()) << row.id;
        EXPECT_TRUE(row.weight != Weight::Statutory || !row.cite.empty()) << row.id << ": the law's are cited";
    }
    EXPECT_EQ(spoilt, rows);
}

TEST(Checks, ReadVagueWordsAsWholeWordsInAnyCase) {
    Plan plan = sound_plan();
    plan.provision[0].what = "Her irregular sleep is logged.";
    EXPECT_TRUE(check(plan).empty());
    plan.provision[0].how_often = "REGULARLY";
    EXPECT_EQ(check(plan).size(), 1U);
}

TEST(Checks, LeaveAdulthoodToYear9AndBeyond) {  // reg 12(3)
    Plan plan = sound_plan();
    plan.provision[0].prepares_for.clear();
    plan.child.born = Date(2012, 9, 1);  // the oldest of year 8
    EXPECT_TRUE(check(plan).empty());
}

TEST(Checks, LetANamedPersonOverrideWithAReasonWhatIsNotOfTheLaw) {
    Plan plan = sound_plan();
    plan.outcomes[0].by.reset();
    plan.placement.type = "Mainstream school";
    plan.overrides = {{"outcome-undated", "P. Fenn", ""}, {"placement-in-draft", "P. Fenn", "It is urgent."}};
    for (const auto& remark : check(plan)) EXPECT_TRUE(stops_a_final(remark)) << remark.check->id;
    plan.overrides[0].reason = "The day is agreed with the college in May.";
    for (const auto& remark : check(plan)) {
        EXPECT_EQ(stops_a_final(remark), remark.check->id == "placement-in-draft");
        EXPECT_EQ(as_finding(remark, Stage::Final).severity == Severity::Error, stops_a_final(remark));
        EXPECT_EQ(as_finding(remark, Stage::Draft).severity == Severity::Error,
                  remark.check->id == "placement-in-draft");
    }
}

TEST(Checks, LetAYoungPersonOf16SpeakForThemselves) {
    Plan plan = sound_plan();
    plan.views.parents.clear();
    EXPECT_EQ(check(plan).size(), 1U);
    plan.child.born = Date(2010, 3, 20);
    EXPECT_TRUE(check(plan).empty());
}

TEST(Checks, NeverQuoteANameOrASentence) {
    Plan plan = sound_plan();
    plan.needs[0].need = "Oliver Quibbleworth hates sums and Tam Fernley too, said Zainab.";
    plan.needs[0].from.clear();
    const auto found = check(plan);
    EXPECT_GE(found.size(), 2U);
    for (const auto& remark : found)
        for (const char* word : {"Oliver", "Quibbleworth", "Fernley", "Zainab", "sums"})
            EXPECT_EQ((remark.spot.place + remark.spot.what).find(word), std::string::npos) << remark.check->id;
}

TEST(SchoolYear, IsThatOfTheBirthdaysOfTheYear) {
    EXPECT_EQ(school_year(Date(2012, 8, 31), Date(2026, 3, 20)), 9);  // turned 14 by August 2026
    EXPECT_EQ(school_year(Date(2011, 9, 1), Date(2026, 3, 20)), 9);
    EXPECT_EQ(school_year(Date(2011, 8, 31), Date(2026, 3, 20)), 10);
    EXPECT_EQ(school_year(Date(2021, 9, 1), Date(2025, 9, 1)), -1);
    EXPECT_EQ(age(Date(2008, 3, 20), Date(2026, 3, 19)), 17);
    EXPECT_EQ(age(Date(2008, 3, 20), Date(2026, 3, 20)), 18);
}

TEST(Checks, StandAnEmptyPlan) { EXPECT_FALSE(check(Plan{}).empty()); }

}  // namespace
}  // namespace ehcflow::plans
