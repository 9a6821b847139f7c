// The sample council is what every newcomer sees first: it must be whole, lawful to read, and have something to do.
#include "tools/demo/sample_council.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "documents/compose/compose.h"
#include "documents/compose/progress.h"
#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "workflow/due.h"
#include "workflow/measures/tally.h"

namespace ehcflow {
namespace {

using demo::sample_council;
using demo::SampleCase;
using nlohmann::json;

// An ordinary day, a Sunday, a leap day, a bank holiday, New Year's Day.
constexpr Date kDays[] = {Date(2026, 11, 24), Date(2027, 3, 7), Date(2028, 2, 29), Date(2026, 12, 25),
                          Date(2027, 1, 1)};

const workflow::Calendar& calendar() { return interchange::built_in_calendar(); }

templates::Value council_settings() {
    std::ifstream file(EHCFLOW_SOURCE_DIR "/templates/house/council.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto value = interchange::read_value(text);
    EXPECT_TRUE(value.ok());
    return value ? *value : templates::Value();
}

TEST(SampleCouncil, IsLargeEnoughAndNamesEachCaseOnce) {
    for (const Date today : kDays) {
        std::set<std::string> references;
        for (const SampleCase& one : sample_council(today)) {
            EXPECT_TRUE(references.insert(one.reference).second) << one.reference;
            EXPECT_EQ(json::parse(one.record).at("reference"), one.reference);
        }
        EXPECT_GE(references.size(), 40U);
    }
}

TEST(SampleCouncil, IsTheSameForTheSameDay) {
    const auto first = sample_council(kDays[0]);
    const auto second = sample_council(kDays[0]);
    const auto another = sample_council(kDays[1]);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].timeline, second[i].timeline);
        EXPECT_EQ(first[i].record, second[i].record);
        EXPECT_NE(first[i].timeline, another[i].timeline);
    }
}

TEST(SampleCouncil, IsAcceptedByTheLawAndNothingInItIsInTheFuture) {
    for (const Date today : kDays)
        for (const SampleCase& one : sample_council(today)) {
            const auto timeline = interchange::read_timeline(one.timeline);
            ASSERT_TRUE(timeline.ok()) << one.reference << " " << one.about << ": " << timeline.error().detail;
            ASSERT_FALSE(timeline->events.empty()) << one.about;
            for (const auto& event : timeline->events) EXPECT_LE(event.on, today) << one.about;
            const auto answer = workflow::due(*timeline, calendar(), today);
            ASSERT_TRUE(answer.ok()) << one.reference << " " << one.about << ": " << answer.error().why;
            EXPECT_EQ(json::parse(one.timeline).at("child").at("born"), json::parse(one.record).at("child").at("born"));
        }
}

// The story says what it is about; the law has to agree.
TEST(SampleCouncil, StandsWhereItsStoriesSay) {
    const std::map<std::string, std::pair<std::string_view, workflow::Status>> expected = {
        {"decision overdue", {"ehcna-decide", workflow::Status::Overdue}},
        {"final plan overdue", {"plan-final", workflow::Status::Overdue}},
        {"plan in time", {"plan-final", workflow::Status::Met}},
        {"plan in time, decided late", {"ehcna-decide", workflow::Status::Late}},
        {"plan late", {"plan-final", workflow::Status::Late}},
        {"plan late, excused", {"plan-final", workflow::Status::Excused}},
        {"review overdue", {"ar-first", workflow::Status::Overdue}},
        {"second review overdue", {"ar-next", workflow::Status::Overdue}},
        {"review decision overdue", {"ar-decide", workflow::Status::Overdue}},
        {"reviewed, plan maintained", {"ar-decide", workflow::Status::Met}},
    };
    for (const Date today : kDays) {
        std::map<std::string, int> told;
        for (const SampleCase& one : sample_council(today)) {
            const auto story = expected.find(one.about);
            if (story == expected.end()) continue;
            ++told[one.about];
            const auto timeline = interchange::read_timeline(one.timeline);
            const auto answer = workflow::due(*timeline, calendar(), today);
            bool found = false;
            for (const auto& duty : answer->duties)
                found = found || (duty.rule->id == story->second.first && duty.status == story->second.second);
            EXPECT_TRUE(found) << to_iso(today) << " " << one.reference << " " << one.about;
        }
        EXPECT_EQ(told.size(), expected.size());
    }
}

TEST(SampleCouncil, HasEveryNoticeReadyToSend) {
    const templates::Value council = council_settings();
    const std::map<std::string, documents::Notice> ready = {{"assessment", documents::Notice::WillAssess},
                                                            {"refusal", documents::Notice::RefuseAssess},
                                                            {"plan", documents::Notice::DraftPlan},
                                                            {"review", documents::Notice::ReviewMaintain}};
    for (const Date today : kDays) {
        std::set<std::string> made;
        for (const SampleCase& one : sample_council(today)) {
            const auto record = interchange::read_value(one.record);
            ASSERT_TRUE(record.ok()) << one.reference;
            const auto timeline = interchange::read_timeline(one.timeline);
            for (const auto& [says, notice] : ready) {
                if (record->find(says) == nullptr) continue;
                made.insert(says);
                const auto people = documents::recipients(documents::notice_row(notice), *record);
                EXPECT_FALSE(people.empty());
                for (const std::string& id : people) {
                    const auto composed =
                        documents::compose({*record, council, *timeline, calendar()}, {notice, id, today});
                    EXPECT_TRUE(composed.ok()) << to_iso(today) << " " << one.reference << " " << says << ": "
                                               << (composed ? "" : composed.error().at(0).what);
                }
            }
        }
        EXPECT_EQ(made.size(), ready.size());
    }
}

TEST(SampleCouncil, GivesEachMonthOfTheStatementSomethingToCount) {
    const Date today = kDays[0];
    std::vector<workflow::Timeline> timelines;
    for (const SampleCase& one : sample_council(today)) timelines.push_back(*interchange::read_timeline(one.timeline));
    std::vector<workflow::Answer> answers;
    for (const auto& timeline : timelines) answers.push_back(*workflow::due(timeline, calendar(), today));
    std::vector<workflow::Child> cases;
    for (std::size_t i = 0; i < answers.size(); ++i) cases.push_back({&timelines[i], &answers[i]});
    const auto months = documents::months_up_to(workflow::month_of(today) - std::chrono::months(1));
    const auto tallies = workflow::tally(cases, months, calendar());
    for (const auto& measure : workflow::all_measures().first(3)) {
        std::size_t count = 0;
        std::size_t success = 0;
        for (const auto& tally : tallies[static_cast<std::size_t>(&measure - workflow::all_measures().data())]) {
            count += tally.count();
            success += tally.successes.size();
        }
        EXPECT_GE(count, 15U) << measure.id;
        EXPECT_GT(success, 0U) << measure.id;
        EXPECT_LT(success, count) << measure.id << ": a council that is never late shows nothing";
    }
}

TEST(SampleCouncil, NamesNobodyWhoCouldBeReal) {
    const std::regex postcode("ZZ[1-9] [0-9][A-Z]{2}");
    const std::regex phone("01632 960 [0-9]{3}");
    for (const SampleCase& one : sample_council(kDays[0])) {
        EXPECT_EQ(one.record.find('{' + std::string("name}")), std::string::npos) << one.reference;
        const json record = json::parse(one.record);
        EXPECT_TRUE(std::regex_match(record.at("setting").at("address").at("postcode").get<std::string>(), postcode));
        for (const json& person : record.at("family")) {
            EXPECT_TRUE(std::regex_match(person.at("address").at("postcode").get<std::string>(), postcode));
            EXPECT_TRUE(std::regex_match(person.value("phone", "01632 960 000"), phone));
            EXPECT_TRUE(person.value("email", "someone@family.example.org").ends_with(".example.org"));
        }
    }
}

}  // namespace
}  // namespace ehcflow
