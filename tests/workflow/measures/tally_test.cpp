// Every figure is the cases that it opens to.
#include "workflow/measures/tally.h"

#include <algorithm>
#include <deque>
#include <gtest/gtest.h>

#include "interchange/calendar.h"
#include "interchange/timeline.h"

namespace ehcflow::workflow {
namespace {

using namespace std::chrono;

constexpr const char* kBegun = R"({"child":{"born":"2015-05-03"},"events":[
    {"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"considering-notified","on":"2026-01-20"},)";

class TallyOfAMonth : public testing::Test {
protected:
    void add(const std::string& rest) {
        timelines_.push_back(*interchange::read_timeline(kBegun + rest + "]}"));
        answers_.push_back(*due(timelines_.back(), interchange::built_in_calendar(), Date(2026, 4, 1)));
        cases_.push_back(&answers_.back());
    }
    Tally of(std::string_view id, year_month month) const {
        const auto row = std::ranges::find(all_measures(), id, &Measure::id);
        return tally(*row, cases_, month);
    }

private:
    std::deque<Timeline> timelines_;
    std::deque<Answer> answers_;
    std::vector<const Answer*> cases_;
};

TEST_F(TallyOfAMonth, OpensToItsCases) {  // SI 2014/1530 reg 5(1)
    add(R"({"kind":"assessment-agreed","on":"2026-02-24"})");
    add(R"({"kind":"assessment-agreed","on":"2026-02-23"})");
    add(R"({"kind":"request-withdrawn","on":"2026-02-02"})");
    add(R"({"kind":"assessment-agreed","on":"2026-03-02"})");
    const Tally february = of("decisions-6-weeks", year(2026) / February);
    EXPECT_EQ(february.successes, Cases{1});
    EXPECT_EQ(february.failures, Cases{0});
    EXPECT_EQ(february.voided, Cases{2});
    EXPECT_EQ(february.excused, Cases{});
    EXPECT_EQ(february.count(), 2U);
}

TEST(Measures, AreEachOfARuleThatExists) {
    std::vector<std::string_view> ids;
    for (const Measure& measure : all_measures()) {
        EXPECT_NE(rule_named(measure.rule), nullptr) << measure.id;
        EXPECT_FALSE(measure.source.empty()) << measure.id;
        ids.push_back(measure.id);
    }
    std::ranges::sort(ids);
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

}  // namespace
}  // namespace ehcflow::workflow
