// The pace of a caseload and what it foretells, worked by hand.
#include "workflow/measures/forecast.h"

#include <gtest/gtest.h>

#include "tests/workflow/worked.h"

namespace ehcflow::workflow {
namespace {

// Done after 10, 20, 20, 30 and 50 days, and one that has run for 25.
Pace six() {
    Pace pace;
    for (const int days : {10, 20, 20, 30, 50}) pace.add(days, true);
    pace.add(25, false);
    return pace;
}

// S(20) = 5/6 · 3/5 = 1/2; the one that still runs leaves 2 at risk at 30: S(30) = 1/4; S(50) = 0.
TEST(Pace, IsTheProductLimit) {
    EXPECT_DOUBLE_EQ(*six().chance_of_breach(0, 9), 1.0);
    EXPECT_DOUBLE_EQ(*six().chance_of_breach(0, 20), 0.5);
    EXPECT_DOUBLE_EQ(*six().chance_of_breach(0, 42), 0.25);
    EXPECT_DOUBLE_EQ(*six().chance_of_breach(20, 42), 0.5);
    EXPECT_DOUBLE_EQ(*six().chance_of_breach(0, 60), 0.0);
}

TEST(Pace, SaysNothingFromTooFew) {
    Pace pace;
    for (int i = 0; i < 4; ++i) pace.add(10, true);
    EXPECT_FALSE(pace.chance_of_breach(0, 20));
    EXPECT_FALSE(six().chance_of_breach(70, 80));  // longer than any that was done
}

std::string request(const char* on) {
    return R"({"kind":"request-received","from":"parent","on":")" + std::string(on) + "\"}";
}
std::string decided(const char* requested, const char* on) {
    return request(requested) + R"(,{"kind":"assessment-agreed","on":")" + std::string(on) + "\"}";
}

// Five decisions took 30, 35, 40, 45 and 50 days of the 42; one request of 1 May has no decision on 1 June.
class ForecastTest : public ::testing::Test {
protected:
    ForecastTest() {
        for (const auto& [from, to] : {std::pair("2026-01-05", "2026-02-04"),
                                       {"2026-01-05", "2026-02-09"},
                                       {"2026-01-05", "2026-02-14"},
                                       {"2026-01-05", "2026-02-19"},
                                       {"2026-01-05", "2026-02-24"}})
            cases_.push_back(at("2026-06-01", decided(from, to)));
        cases_.push_back(at("2026-06-01", request("2026-05-01")));
    }
    Forecast ahead(Date today = Date(2026, 6, 1)) const {
        std::vector<const Answer*> answers;
        for (const auto& one : cases_) answers.push_back(&one->answer);
        return forecast(answers, today);
    }
    std::vector<std::unique_ptr<Case>> cases_;
};

TEST_F(ForecastTest, PutsAChanceToWhatFallsDue) {
    const Forecast result = ahead();
    const auto found = std::find_if(result.prospects.begin(), result.prospects.end(),
                                    [](const Prospect& one) { return one.duty->rule->id == "ehcna-decide"; });
    ASSERT_NE(found, result.prospects.end());
    EXPECT_EQ(found->case_at, 5U);
    EXPECT_EQ(found->days_left, 11);                  // 12 June
    EXPECT_DOUBLE_EQ(*found->chance, 0.4 * 1 / 0.8);  // S(42) / S(31): 2 of 5 against 4 of 5, itself at risk until 31
}

TEST_F(ForecastTest, CountsWithinEachHorizon) {
    const Forecast result = ahead();
    EXPECT_EQ(result.horizons[0].days, 14);
    EXPECT_EQ(result.horizons[2].days, 56);
    EXPECT_GE(result.horizons[0].falling_due, 1U);
    for (std::size_t i = 1; i < result.horizons.size(); ++i) {
        EXPECT_GE(result.horizons[i].falling_due, result.horizons[i - 1].falling_due);
        EXPECT_GE(result.horizons[i].expected, result.horizons[i - 1].expected);
    }
    EXPECT_GE(result.overdue, 1U);  // five agreed requests have no plan in 20 weeks by 1 June
}

// The Code of Practice aims at a draft by week 14; the law has no day for it, so it only colours the forecast.
TEST_F(ForecastTest, MarksAPlanWhoseDraftIsBehind) {
    cases_.push_back(at("2026-06-01", decided("2026-02-02", "2026-03-01")));
    const Forecast result = ahead();
    const auto found = std::find_if(result.prospects.begin(), result.prospects.end(), [](const Prospect& one) {
        return one.case_at == 6 && one.duty->rule->id == "plan-final";
    });
    ASSERT_NE(found, result.prospects.end());
    EXPECT_TRUE(found->behind);
}

TEST(Forecast, OfNothingIsNothing) {
    const Forecast result = forecast({}, Date(2026, 6, 1));
    EXPECT_TRUE(result.prospects.empty());
    EXPECT_EQ(result.overdue, 0U);
}

}  // namespace
}  // namespace ehcflow::workflow
