// The plan of action is read strictly: what is wrong is named by its place, and nothing is guessed.
#include "interchange/action_plan.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace ehcflow::interchange {
namespace {

std::string sample() {
    std::ifstream file(EHCFLOW_SOURCE_DIR "/templates/house/action_plan.json");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = sample();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(ActionPlan, OfTheSampleHasThreeWeaknesses) {
    const auto plan = read_action_plan(sample());
    ASSERT_TRUE(plan.ok()) << plan.error();
    ASSERT_EQ(plan->weaknesses.size(), 3U);
    for (const auto& weakness : plan->weaknesses) {
        EXPECT_FALSE(weakness.outcomes.empty());
        EXPECT_FALSE(weakness.actions.empty());
        EXPECT_FALSE(weakness.impacts.empty());
    }
    EXPECT_EQ(plan->body("scrutiny")->meetings.size(), 4U);
    EXPECT_EQ(read_action_plan(changed("Written Statement of Action", "Priority action plan"))->name,
              "Priority action plan");
}

TEST(ActionPlan, SaysWhatIsWrongAndWhere) {
    const std::pair<std::string, std::string> wrongs[] = {
        {changed("\"began\"", "\"begun\""), "the plan needs \"began\""},
        {changed("2025-10-01", "2025-02-30"), "the plan has \"began\", which must be a day that exists"},
        {changed("\"area\": \"Fenwich\"", "\"area\": \"\""), "which must be text that is not empty"},
        {changed("\"whereabouts-confirmed\"", "\"whereabouts\""), "weaknesses 1, measures 1 has \"measure\""},
        {changed("\"body\": \"council\"", "\"body\": \"parish\""), "weaknesses 1, actions 1 has \"body\""},
        {changed("\"due\": \"2027-03-31\"", "\"due\": \"2025-03-31\""),
         "weaknesses 1, actions 1 is due before it starts"},
        {changed("\"month\": 6", "\"month\": 7"), "milestones 2 has \"month\", which must be 3, 6, 9, 12 or 18"},
        {changed("\"per_cent\": 40", "\"per_cent\": 140"), "baseline has \"per_cent\" above 100"},
        {changed("\"per_cent\": 40", "\"per_cent\": -4"), "must be a whole number"},
        {changed("\"month\": \"2026-01\", \"per_cent\": 55", "\"month\": \"2025-01\", \"per_cent\": 55"),
         "must go on in time"},
        {changed("\"id\": \"board\"", "\"id\": \"operational\""), "bodies 2 has an \"id\" that was taken"},
        {changed("\"found\"", "\"colour\": \"red\", \"found\""),
         "weaknesses 1 has a member that is not known: \"colour\""},
        {"", "not JSON"},
        {"[]", "the plan must be an object"},
    };
    for (const auto& [text, complaint] : wrongs) {
        const auto plan = read_action_plan(text);
        ASSERT_FALSE(plan.ok()) << complaint;
        EXPECT_NE(plan.error().find(complaint), std::string::npos) << plan.error();
    }
}

TEST(ActionPlan, CutShortAnywhereIsNoPlan) {
    const std::string text = sample();
    for (std::size_t cut = 0; cut + 3 < text.size(); cut += 97)
        EXPECT_FALSE(read_action_plan(text.substr(0, cut)).ok()) << cut;
}

}  // namespace
}  // namespace ehcflow::interchange
