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
        children_.push_back({&timelines_.back(), &answers_.back()});
    }
    Tally of(std::string_view id, year_month month) const {
        return tally(*measure_named(id), children_, month, interchange::built_in_calendar());
    }

private:
    std::deque<Timeline> timelines_;
    std::deque<Answer> answers_;
    std::vector<Child> children_;
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

TEST_F(TallyOfAMonth, CountsBesideItWhatIsOverdue) {
    add(R"({"kind":"family-consulted","on":"2026-01-21"})");
    EXPECT_EQ(of("decisions-6-weeks", year(2026) / January).overdue, Cases{});
    EXPECT_EQ(of("decisions-6-weeks", year(2026) / February).overdue, Cases{0});  // the last lawful day is 23 February
    EXPECT_EQ(of("decisions-6-weeks", year(2026) / February).count(), 0U);
}

TEST_F(TallyOfAMonth, CountsBesideItWhatWasCorrected) {
    add(R"({"kind":"assessment-agreed","on":"2026-02-25"},
           {"kind":"correction","on":"2026-03-02","of":2,"set":{"on":"2026-02-20"},"reason":"the notice is dated the 20th"})");
    add(R"({"kind":"assessment-agreed","on":"2026-02-20"})");
    EXPECT_EQ(of("decisions-6-weeks", year(2026) / February).successes, (Cases{0, 1}));
    EXPECT_EQ(of("decisions-6-weeks", year(2026) / February).corrected, Cases{0});
}

TEST_F(TallyOfAMonth, ToldByAgeHasTheSameSum) {
    add(R"({"kind":"assessment-agreed","on":"2026-02-24"})");
    const Tally tally = of("decisions-6-weeks", year(2026) / February);
    EXPECT_EQ(tally.by_age[2].count, 0U);
    EXPECT_EQ(tally.by_age[1].count, 1U);  // born on 3 May 2015, ten years old
    EXPECT_EQ(tally.by_age[1].successes, 0U);
}

TEST(Measures, AreEachOfWhatExistsAndNamedOnce) {
    std::vector<std::string_view> ids;
    for (const Measure& measure : all_measures()) {
        const bool of_duties = measure.counted == Counted::WhenDone || measure.counted == Counted::WhenDue;
        EXPECT_EQ(measure.of.empty(), measure.counted == Counted::AtMonthEnd) << measure.id;
        for (const auto name : measure.of)
            EXPECT_TRUE(of_duties ? rule_named(name) != nullptr : kind_named(name).has_value()) << measure.id;
        EXPECT_FALSE(measure.definition.empty()) << measure.id;
        ids.push_back(measure.id);
    }
    std::ranges::sort(ids);
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

}  // namespace
}  // namespace ehcflow::workflow
