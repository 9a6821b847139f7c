#include "plans/changes.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <sstream>

#include "interchange/plan_json.h"

namespace ehcflow::plans {
namespace {

Plan plan_named(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(EHCFLOW_SOURCE_DIR "/tests/data/plans/" + name + ".json").rdbuf();
    return interchange::read_plan(text.str()).value();
}

using Told = std::map<std::string, std::string>;
Told told(const Plan& plan) {
    Told all;
    for (const auto& line : lines_of(plan)) EXPECT_TRUE(all.emplace(line.place, line.text).second) << line.place;
    return all;
}

// Applied to what the old plan tells, the changes give what the new one tells; each stands once, and their numbers run
// from 1 without a gap.
void expect_whole(const Plan& before, const Plan& after) {
    Told now = told(before);
    std::size_t last = 0;
    for (const auto& line : changes(before, after)) {
        EXPECT_EQ(before_of(line.runs), now[line.place]) << line.place;
        now[line.place] = after_of(line.runs);
        if (now[line.place].empty()) now.erase(line.place);
        for (const auto& run : line.runs) {
            if (run.change == WordFate::Kept) continue;
            EXPECT_TRUE(run.number == last || run.number == last + 1);
            last = run.number;
        }
    }
    EXPECT_EQ(now, told(after));
    EXPECT_EQ(count_of(changes(before, after)), last);
}

TEST(Changes, TurnAnyPlanIntoAnyOther) {
    std::vector<Plan> plans;
    for (const auto& file : std::filesystem::directory_iterator(EHCFLOW_SOURCE_DIR "/tests/data/plans"))
        if (!file.path().stem().string().ends_with(".marked")) plans.push_back(plan_named(file.path().stem()));
    plans.emplace_back();
    for (const auto& before : plans)
        for (const auto& after : plans) expect_whole(before, after);
}

TEST(Changes, FollowRandomEditsOfOnePlan) {
    std::mt19937 random(7);
    const Plan before = plan_named("07_year_9");
    for (int i = 0; i < 300; ++i) {
        Plan after = before;
        auto& rows = after.provision;
        switch (random() % 5) {
            case 0:
                rows[random() % rows.size()].how_often += " in term time";
                break;
            case 1:
                rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(random() % rows.size()));
                break;
            case 2:
                rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(random() % rows.size()),
                            {"F9", "A new one.", "", "", "", "", {}, {}, {}, {}, false});
                break;
            case 3:
                std::swap(rows.front(), rows.back());
                break;
            default:
                after.views.child.push_back("I changed my mind.");
        }
        expect_whole(before, after);
    }
}

TEST(Changes, AreNoneWhereNothingChanged) {
    const Plan plan = plan_named("05_year_6");
    EXPECT_TRUE(changes(plan, plan).empty());
    EXPECT_EQ(count_of({}), 0U);
}

TEST(Changes, LeaveTheWordBeforeAnAdditionAlone) {
    const Plan before = plan_named("07_year_9");
    Plan after = before;
    after.provision[0].how_often += " in term time";
    const auto changed = changes(before, after);
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].runs, (std::vector<plans::Run>{{WordFate::Kept, "Four times a week", 0},
                                                        {WordFate::Added, " in term time", 1}}));
    expect_whole(after, before);
}

TEST(Changes, TellARowThatComesOrGoesAsOneChange) {
    const Plan before = plan_named("07_year_9");
    Plan after = before;
    after.provision[0].how_often = "Five times a week";
    after.provision.erase(after.provision.begin() + 1);
    after.provision.push_back({"F9", "A new one.", "A teacher", "", "", "", {}, {}, {}, {}, false});
    const auto changed = changes(before, after);
    EXPECT_EQ(count_of(changed), 3U);
    for (const auto& line : changed) {
        const bool first = line.place.starts_with("Section F, F1"), gone = line.place.starts_with("Section F, F2");
        EXPECT_EQ(line.whole_row, first ? "" : gone ? "Section F, F2" : "Section F, F9");
        EXPECT_EQ(line.runs.front().number, first ? 1U : gone ? 2U : 3U);
    }
    expect_whole(before, after);
}

TEST(Changes, SayWhereAndWhatInTheWordsOfTheForm) {
    const Plan before = plan_named("07_year_9");
    Plan after = before;
    after.provision[0].how_often = "Five times a week";
    const auto changed = changes(before, after);
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].place, "Section F, F1: how often");
    EXPECT_EQ(changed[0].runs[0], (plans::Run{WordFate::Removed, "Four ", 1}));
    EXPECT_EQ(changed[0].runs[1], (plans::Run{WordFate::Added, "Five ", 1}));
}

}  // namespace
}  // namespace ehcflow::plans
