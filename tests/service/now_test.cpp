// What pages read must be what the law says on the day it is read: over the whole sample council, day by day.
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "interchange/calendar.h"
#include "interchange/value.h"
#include "service/app/people.h"
#include "service/app/project.h"
#include "tools/demo/sample_council.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

constexpr Date kToday(2026, 11, 24);

const workflow::Calendar& calendar() { return interchange::built_in_calendar(); }

storage::CaseHistory history_of(const demo::SampleCase& sample) {
    storage::CaseHistory history{*CaseId::parse(sample.reference),
                                 {},
                                 *storage::RecorderId::parse("x"),
                                 storage::Body(sample.record),
                                 {},
                                 {},
                                 0,
                                 0,
                                 false};
    const auto timeline = interchange::read_value(sample.timeline).value();
    for (const templates::Value& event : *timeline.find("events")->list())
        history.events.push_back({history.sequence() + 1,
                                  *event.find("kind")->text(),
                                  *Date::parse(*event.find("on")->text()),
                                  {},
                                  *storage::RecorderId::parse("x"),
                                  storage::Body(interchange::write_value(event))});
    return history;
}

TEST(Now, ARowHoldsOnEveryDayThatItSaysItHolds) {
    const auto council = demo::sample_council(kToday);
    ASSERT_GT(council.size(), 50U);
    std::size_t days = 0, ended = 0;
    for (std::size_t i = 0; i < council.size(); i += 5) {
        const storage::CaseHistory history = history_of(council[i]);
        auto kept = project(work_out(calendar(), history, kToday));
        EXPECT_GE(kept.through, kToday) << council[i].reference;
        for (Date day = kToday; day < kToday + std::chrono::days(420); day += std::chrono::days(1)) {
            const CaseView view = work_out(calendar(), history, day);
            const auto fresh = project(view);
            if (day > kept.through) {
                ++ended;
                kept = fresh;
            }
            ++days;
            EXPECT_EQ(kept.duties, fresh.duties) << council[i].reference << " on " << to_iso(day);
            EXPECT_EQ(kept.next, fresh.next) << council[i].reference << " on " << to_iso(day);
            EXPECT_EQ(kept.stage, fresh.stage);
            EXPECT_EQ(kept.placements, fresh.placements);
            const auto owed = workflow::owed(view.answer);
            for (std::size_t at = 0; at < owed.size(); ++at)
                EXPECT_EQ(workflow::owed_status(kept.duties[at].due, day, calendar()), owed[at]->status)
                    << council[i].reference << " " << kept.duties[at].rule << " on " << to_iso(day);
        }
    }
    EXPECT_GT(ended, 10U);
    EXPECT_LT(ended, days / 20);  // it is worth keeping
}

TEST(Now, PlacementsAreReadFromWhatHappened) {
    storage::CaseHistory history = history_of(demo::sample_council(kToday)[0]);
    history.events.clear();
    const auto add = [&](std::string_view kind, const char* on, const std::string& body) {
        history.events.push_back({history.sequence() + 1,
                                  std::string(kind),
                                  *Date::parse(on),
                                  {},
                                  *storage::RecorderId::parse("x"),
                                  storage::Body(body)});
    };
    add("placement-started", "2024-09-03",
        R"({"kind":"placement-started","on":"2024-09-03","setting":{"name":"Old School","phase":"primary"}})");
    add("placement-ended", "2025-07-20", R"({"kind":"placement-ended","on":"2025-07-20"})");
    add("placement-started", "2025-09-03",
        R"({"kind":"placement-started","on":"2025-09-03","setting":{"name":"New School","phase":"secondary"}})");
    const auto now = project(work_out(calendar(), history, kToday));
    ASSERT_EQ(now.placements.size(), 2U);
    EXPECT_EQ(now.placements[0].until, Date(2025, 7, 20));
    EXPECT_EQ(now.placements[1].setting, "New School");
    EXPECT_EQ(now.placements[1].until, std::nullopt);
}

class Kept : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (std::filesystem::temp_directory_path() / "ehcflow-now-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(storage::Ledger::open(folder_));
        const auto council = demo::sample_council(kToday);
        for (std::size_t i = 0; i < 12; ++i) {
            const auto history = history_of(council[i]);
            storage::NewCase given{*history.record, {}, {}};
            for (const auto& event : history.events)
                given.events.push_back({event.kind, event.happened_on, *event.body});
            auto now = project(work_out(calendar(), history, kToday));
            ASSERT_TRUE(ledger_->open_case(history.id, given, history.opened_by, {.reply = {}, .now = now}).ok());
        }
    }
    void TearDown() override {
        ledger_.reset();
        std::filesystem::remove_all(folder_);
    }
    std::filesystem::path folder_;
    std::optional<storage::Ledger> ledger_;
};

TEST_F(Kept, ARebuildFindsTheSame) {
    EXPECT_TRUE(ledger_->stale(kToday).empty());
    EXPECT_EQ(ledger_->case_lines().size(), 12U);
    const auto rebuilt = rebuild(*ledger_, calendar(), kToday);
    EXPECT_EQ(rebuilt.cases, 12);
    EXPECT_EQ(rebuilt.differed, 0);
}

TEST_F(Kept, AnotherDayIsWorkedOutBeforeItIsRead) {
    const Date later = kToday + std::chrono::days(200);
    EXPECT_FALSE(ledger_->stale(later).empty());
    refresh(*ledger_, calendar(), later);
    EXPECT_TRUE(ledger_->stale(later).empty());
    EXPECT_EQ(rebuild(*ledger_, calendar(), later).differed, 0);
    // And back: a row says nothing of the days before it was made.
    EXPECT_FALSE(ledger_->stale(kToday).empty());
}

TEST_F(Kept, AWriterWhoDidNotSeeTheLastChangeIsNotTrusted) {
    const CaseId id = ledger_->case_lines()[0].id;
    const auto before = project(work_out(calendar(), *ledger_->read_case(id), kToday));
    const auto party = *storage::PartyId::parse("P-1");
    const storage::People people{{{party, 0, "child", storage::Body(R"({"born":"2010-01-01"})")}},
                                 {{"child", 0, "child", party, storage::Body("{}")}}};
    ASSERT_TRUE(ledger_->change_people(id, people, *storage::RecorderId::parse("x")).ok());
    EXPECT_EQ(ledger_->stale(kToday), std::vector<CaseId>{id});
    ledger_->refresh({before});  // worked out before the child was known
    EXPECT_EQ(ledger_->stale(kToday), std::vector<CaseId>{id});
    refresh(*ledger_, calendar(), kToday);
    EXPECT_TRUE(ledger_->stale(kToday).empty());
    EXPECT_EQ(rebuild(*ledger_, calendar(), kToday).differed, 0);
}

}  // namespace
}  // namespace ehcflow::service
