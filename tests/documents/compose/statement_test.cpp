#include "documents/compose/statement.h"

#include <gtest/gtest.h>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

using std::chrono::April;
using std::chrono::February;
using std::chrono::year;

// One case decided in time, one a day late.
constexpr const char* kCases[] = {
    R"({"child":{"born":"2015-05-03"},"events":[{"kind":"request-received","on":"2026-01-12","from":"parent"},
        {"kind":"considering-notified","on":"2026-01-20"},{"kind":"assessment-agreed","on":"2026-02-23"}]})",
    R"({"child":{"born":"2015-05-03"},"events":[{"kind":"request-received","on":"2026-01-12","from":"parent"},
        {"kind":"considering-notified","on":"2026-01-20"},{"kind":"assessment-agreed","on":"2026-02-24"}]})",
};

class Statement : public testing::Test {
protected:
    Statement() {
        for (const char* json : kCases) timelines.push_back(*interchange::read_timeline(json));
        for (const auto& timeline : timelines)
            answers.push_back(*workflow::due(timeline, interchange::built_in_calendar(), Date(2026, 4, 1)));
        for (std::size_t i = 0; i < answers.size(); ++i) cases.push_back({&timelines[i], &answers[i]});
    }
    std::vector<workflow::Timeline> timelines;
    std::vector<workflow::Answer> answers;
    std::vector<workflow::Child> cases;
};

TEST_F(Statement, CountsADecisionInItsMonthAndInTimeByItsLastLawfulDay) {
    const auto counted =
        figures(workflow::all_measures()[0], cases, year(2026) / February, 2, interchange::built_in_calendar());
    ASSERT_EQ(counted.size(), 2U);
    EXPECT_EQ(counted[0].count, 0U);
    EXPECT_EQ(counted[1].month, year(2026) / February);
    EXPECT_EQ(counted[1].count, 2U);
    EXPECT_EQ(counted[1].success, 1U);
}

TEST_F(Statement, SaysTheFigureOfTheMonthAndOfTheOneBefore) {
    const auto values = compose_statement(cases, year(2026) / February, example("templates/house/council.json"),
                                          Date(2026, 3, 5), interchange::built_in_calendar());
    EXPECT_EQ(text_at(values, "month_name"), "February 2026");
    EXPECT_EQ(text_at(values, "decision_period"), "6 weeks");
    EXPECT_EQ(text_at(values, "plan_period"), "20 weeks");
    const auto& measures = *values.find("measures")->list();
    ASSERT_EQ(measures.size(), kMeasuresInStatement);
    EXPECT_EQ(text_at(measures[0], "latest.in_words"), "1 of 2, which is 50%. In January 2026: none sent.");
    EXPECT_EQ(measures[0].find("months")->list()->size(), static_cast<std::size_t>(kMonthsShown));
}

TEST(ShareInWords, RoundsHalvesUpAndNeverDividesByNothing) {
    EXPECT_EQ(share_in_words({.month = year(2026) / April}), "none sent");
    EXPECT_EQ(share_in_words({.month = year(2026) / April, .count = 8, .success = 1}), "13%");
    EXPECT_EQ(share_in_words({.month = year(2026) / April, .count = 3, .success = 2}), "67%");
    EXPECT_EQ(share_in_words({.month = year(2026) / April, .count = 7, .success = 7}), "100%");
    EXPECT_EQ(share_in_words({.month = year(2026) / April, .count = 7}), "0%");
}

}  // namespace
}  // namespace ehcflow::documents
