#include "interchange/plan_json.h"

#include <gtest/gtest.h>
#include <random>

namespace ehcflow::interchange {
namespace {

using namespace plans;

// Any plan at all: every member filled or empty, by chance.
class AnyPlan {
public:
    explicit AnyPlan(unsigned seed) : random_(seed) {}

    Plan make() {
        Plan plan;
        plan.child = {text(), text(), text(), text(), day()};
        plan.stage = static_cast<Stage>(random_() % 3);
        plan.version = static_cast<int>(1 + random_() % 20);
        plan.dated = day(), plan.last_review = day();
        plan.what_matters_to_me = texts(), plan.how_best_to_help_me = texts();
        fill(plan.my_team, [&] { return TeamMember{text(), text()}; });
        plan.views = {text(), day(), texts(), texts(), texts(), {}};
        fill(plan.views.made_a_difference, [&] { return Answered{text(), text()}; });
        for (auto* needs : {&plan.needs, &plan.health_needs, &plan.social_care_needs})
            fill(*needs, [&] { return Need{text(), text(), text(), text(), texts()}; });
        fill(plan.outcomes, [&] { return Outcome{text(), text(), text(), texts(), day()}; });
        for (auto* rows : {&plan.provision, &plan.health_provision, &plan.social_provision_h1,
                           &plan.social_provision_h2, &plan.social_provision})
            fill(*rows, [&] {
                Provision row{text(), text(), text(), text(), text(), text(), texts(), texts(), texts(), {}, false};
                fill(row.prepares_for, [&] { return static_cast<Aim>(random_() % 4); });
                row.educates_or_trains = random_() % 2 == 0;
                return row;
            });
        plan.health_agreement = {text(), day()};
        fill(plan.statements, [&] { return Statement{static_cast<Section>(random_() % kSections), text()}; });
        plan.hoped_for = texts();
        plan.placement = {text(), text()};
        fill(plan.personal_budget, [&] { return Budget{text(), random_() % 2 == 0, texts(), texts()}; });
        fill(plan.advice,
             [&] { return Advice{text(), text(), text(), text(), static_cast<Adviser>(random_() % 7), day(), day()}; });
        fill(plan.words_used, [&] { return Word{text(), text()}; });
        plan.my_page = {texts(), texts(), texts(), texts()};
        fill(plan.overrides, [&] { return Override{text(), text(), text()}; });
        plan.change = {text(), text()};
        return plan;
    }

private:
    std::string text() {
        static constexpr const char* kParts[] = {"Tam ", "reads\n", "\"quoted\" ", "é ", "\\ ", "[K1] ", "{{x}} ", "1"};
        std::string made;
        for (auto left = random_() % 4; left > 0; --left) made += kParts[random_() % std::size(kParts)];
        return made;
    }
    Texts texts() {
        Texts made(random_() % 3);
        for (auto& one : made) one = text();
        return made;
    }
    std::optional<Date> day() {
        if (random_() % 3 == 0) return std::nullopt;
        return Date(2026, 1, 1) + std::chrono::days(random_() % 700);
    }
    template <class Row, class Make>
    void fill(std::vector<Row>& rows, Make make) {
        for (auto left = random_() % 3; left > 0; --left) rows.push_back(make());
    }

    std::mt19937 random_;
};

TEST(PlanJson, GivesBackWhatItWrote) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const Plan plan = AnyPlan(seed).make();
        const std::string json = write_plan(plan);
        const auto read = read_plan(json);
        ASSERT_TRUE(read.ok()) << json << read.error()[0].place;
        ASSERT_EQ(*read, plan) << json;
        ASSERT_EQ(write_plan(*read), json);
    }
}

struct Bad {
    const char* json;
    const char* code;
    const char* place;
};

TEST(PlanJson, SaysWhatIsWrongWhereAndWhatToDo) {
    const Bad kBad[] = {
        {"", "not-json", "the plan"},
        {"[]", "wrong-type", "the plan"},
        {"{\"needs\":[{\"number\":\"B1\"}]}", "missing-value", "needs[0].need"},
        {"{\"need\":[]}", "unknown-field", "need"},
        {"{\"provision\":[{\"number\":\"F1\",\"what\":\"x\",\"how_ofen\":\"daily\"}]}", "unknown-field",
         "provision[0].how_ofen"},
        {"{\"stage\":\"signed\"}", "wrong-type", "stage"},
        {"{\"version\":-1}", "wrong-type", "version"},
        {"{\"version\":1.5}", "wrong-type", "version"},
        {"{\"dated\":\"2026-02-30\"}", "wrong-type", "dated"},
        {"{\"views\":{\"child\":\"I like it\"}}", "wrong-type", "views.child"},
        {"{\"views\":[]}", "wrong-type", "views"},
        {"{\"personal_budget\":[{\"what\":\"x\",\"direct_payment\":\"yes\"}]}", "wrong-type",
         "personal_budget[0].direct_payment"},
        {"{\"hoped_for\":[1]}", "wrong-type", "hoped_for[0]"},
        {"{\"hoped_for\":[\"a\\u0000b\"]}", "unprintable", "hoped_for[0]"},
        {"{\"version\":1,\"version\":2}", "not-json", "the plan"},
        {"{\"hoped_for\":[\"\xff\"]}", "not-json", "the plan"},
    };
    for (const Bad& bad : kBad) {
        const auto read = read_plan(bad.json);
        ASSERT_FALSE(read.ok()) << bad.json;
        EXPECT_EQ(read.error()[0].code, bad.code) << bad.json;
        EXPECT_EQ(read.error()[0].place, bad.place) << bad.json;
        EXPECT_FALSE(read.error()[0].what.empty() || read.error()[0].mend.empty()) << bad.json;
    }
}

TEST(PlanJson, FindsEveryFaultAtOnceAndTheNameThatWasMeant) {
    const auto read = read_plan(R"({"versoin":2,"dated":7,"needs":[{},{}]})");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().size(), 6U);
    EXPECT_NE(read.error()[0].mend.find("\"version\""), std::string::npos);
}

TEST(Judgements, AreReadAsStrictly) {
    const auto read = read_judgements(R"([{"criterion":"voice","score":2,"by":"R. Tansy","agency":"health"}])");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ((*read)[0], (Judgement{"voice", 2, "R. Tansy", "health", ""}));
    EXPECT_EQ(read_judgements(R"([{"criterion":"voice","score":2,"by":"R. Tansy"}])").error()[0].place, "[0].agency");
    EXPECT_FALSE(read_judgements("{}").ok());
}

TEST(PlanJson, IsBounded) {
    std::string many = "{\"hoped_for\":[\"\"";
    for (std::size_t i = 0; i < kMostRows; ++i) many += ",\"\"";
    EXPECT_EQ(read_plan(many + "]}").error()[0].code, "too-many-rows");
    EXPECT_EQ(read_plan("{\"hoped_for\":[\"" + std::string(kLongestText + 1, 'a') + "\"]}").error()[0].code,
              "too-long");
    EXPECT_EQ(read_plan(std::string(kLargestPlan + 1, ' ')).error()[0].code, "not-json");
    EXPECT_EQ(read_plan(std::string(100'000, '[')).error()[0].code, "not-json");
}

}  // namespace
}  // namespace ehcflow::interchange
