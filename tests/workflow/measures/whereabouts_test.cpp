// Where each child is: who is known, what is doubted, and that a provider's word alone is never green.
#include "workflow/measures/whereabouts.h"

#include "tests/workflow/worked.h"

namespace ehcflow::workflow {
namespace {

const std::string kPlaced =
    R"({"kind":"plan-finalised","on":"2025-01-10","placement":{"setting":{"name":"Eel Pie School","phase":"primary"}}},
       {"kind":"placement-started","on":"2025-01-13","setting":{"name":"Eel Pie School","phase":"primary"}})";

std::string confirmed(const char* on, const char* source) {
    return std::string(R"(,{"kind":"whereabouts-confirmed","on":")") + on + R"(","source":")" + source + "\"}";
}

Standing on(Date day, const std::string& events) {
    static std::vector<std::unique_ptr<Case>> kept;  // the standing points into the timeline
    kept.push_back(at("2026-06-30", events));
    return standings(kept.back()->timeline, {&day, 1}, calendar()).front();
}

constexpr Date kDay(2026, 6, 30);

TEST(Whereabouts, AreGreenWhenSomebodyButTheProviderSaysSoWithinATerm) {
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced + confirmed("2026-03-01", "visit"))), Rating::Green);
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced + confirmed("2026-02-28", "visit"))), Rating::Amber);
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced + confirmed("2025-10-30", "visit"))), Rating::Amber);
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced + confirmed("2025-10-29", "visit"))), Rating::Red);
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced)), Rating::Red);
}

TEST(Whereabouts, AreNeverGreenOnTheProvidersWordAlone) {
    for (const char* day : {"2026-06-30", "2026-05-01", "2026-03-01"}) {
        const Standing told = on(kDay, kPlaced + confirmed(day, "provider"));
        EXPECT_EQ(rate_whereabouts(told), Rating::Amber) << day;
        EXPECT_EQ(doubts_of(told), std::vector{Doubt::ProviderAlone}) << day;
    }
    EXPECT_EQ(rate_whereabouts(on(kDay, kPlaced + confirmed("2025-12-01", "provider"))), Rating::Red);
    EXPECT_EQ(
        rate_whereabouts(on(kDay, kPlaced + confirmed("2026-06-01", "family") + confirmed("2026-06-02", "provider"))),
        Rating::Green);
}

TEST(Whereabouts, AreDoubtedWhereTheRecordIsNotAsThePlan) {
    const Standing moved = on(kDay, kPlaced + R"(,{"kind":"placement-started","on":"2026-05-01",
        "setting":{"name":"Otter Bank School","phase":"primary"}})" +
                                        confirmed("2026-06-01", "family"));
    EXPECT_EQ(rate_whereabouts(moved), Rating::Amber);
    EXPECT_EQ(doubts_of(moved), std::vector{Doubt::NotAsInPlan});
}

TEST(Whereabouts, ListEveryoneKnownWithTheReasons) {
    std::vector<std::unique_ptr<Case>> cases;
    cases.push_back(at("2026-06-30", kPlaced + confirmed("2026-06-01", "family")));  // sure
    cases.push_back(at("2026-06-30", kPlaced));
    cases.push_back(at("2026-06-30", kPlaced + R"(,{"kind":"placement-ended","on":"2026-03-01"})" +
                                         confirmed("2026-06-01", "family")));
    cases.push_back(at("2026-06-30", R"({"kind":"request-received","on":"2026-06-01","from":"parent"})"));
    cases.push_back(at("2026-06-30", R"({"kind":"request-received","on":"2026-01-12","from":"parent"},
        {"kind":"assessment-refused","on":"2026-02-02","after":"determination"})"));  // no longer known
    cases.push_back(at("2026-06-30", kPlaced + confirmed("2026-03-20", "family") +
                                         R"(,{"kind":"move-notified","on":"2026-04-01","moves_on":"2026-05-01"},
        {"kind":"plan-transferred-out","on":"2026-05-01"})"));
    cases.push_back(
        at("2026-06-30", R"({"kind":"plan-finalised","on":"2026-05-10","placement":{"type":"a special school"}})"));
    std::vector<Child> children;
    for (const auto& one : cases) children.push_back({&one->timeline, &one->answer});

    const std::vector<Unsure> list = unsure(children, kDay, calendar());
    std::map<std::size_t, Unsure> by_child;
    for (const Unsure& one : list) {
        EXPECT_FALSE(one.doubts.empty());
        by_child.emplace(one.child, one);
    }
    ASSERT_EQ(by_child.size(), 5U);
    EXPECT_EQ(by_child.at(1).known, Known::WithPlan);
    EXPECT_EQ(by_child.at(1).doubts, std::vector{Doubt::NeverConfirmed});
    EXPECT_EQ(by_child.at(2).known, Known::OutOfSchool);
    EXPECT_EQ(by_child.at(2).doubts, std::vector{Doubt::PlacementEnded});
    EXPECT_EQ(by_child.at(3).known, Known::Assessed);
    EXPECT_EQ(by_child.at(3).doubts, (std::vector{Doubt::NeverConfirmed, Doubt::NoPlacement}));
    EXPECT_EQ(by_child.at(5).known, Known::Moved);
    EXPECT_EQ(by_child.at(5).doubts, std::vector{Doubt::NotSinceMove});
    EXPECT_EQ(by_child.at(6).known, Known::AwaitingPlacement);
    EXPECT_EQ(list.front().rating, Rating::Red);
    EXPECT_EQ(list.back().rating, Rating::Amber);
}

}  // namespace
}  // namespace ehcflow::workflow
