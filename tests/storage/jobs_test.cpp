// Jobs: leased, put off, given up, and ended together with what they come to; looks and anchors beside the ledger.
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include "storage/access_log.h"
#include "storage/anchors.h"
#include "storage/data_folder.h"
#include "storage/database.h"
#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;

RecorderId officer() { return *RecorderId::parse("officer-1"); }
CaseId case_id() { return *CaseId::parse("SC-1"); }
NewEvent event(const std::string& body) { return {"request-received", *Date::parse("2026-01-12"), Body(body)}; }

TEST(JobPolicy, WaitsLongerEachTimeUpToALimitAndThenGivesUp) {
    for (const JobPolicy& policy : job_policies()) {
        seconds last{0};
        for (int attempts = 1; attempts < policy.most_attempts; ++attempts) {
            const auto wait = wait_after(policy, attempts);
            ASSERT_TRUE(wait.has_value());
            EXPECT_EQ(*wait, std::min(policy.longest_wait, policy.first_wait * (1 << (attempts - 1))));
            EXPECT_GE(*wait, last);
            last = *wait;
        }
        EXPECT_EQ(wait_after(policy, policy.most_attempts), std::nullopt);
    }
    EXPECT_EQ(policy_of("render")->first_wait, seconds(10));
    EXPECT_EQ(policy_of("dance"), nullptr);
}

class JobsTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-jobs-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        ledger_.emplace(Ledger::open(folder_ / "ledger", {.clock = [this] { return now_; }}));
        ASSERT_TRUE(ledger_->open_case(case_id(), {Body("record"), {event("one")}}, officer()).ok());
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    Effects with_job() {
        Effects effects;
        effects.jobs.push_back({new_job_id(), "render", case_id(), "{}"});
        return effects;
    }
    JobLease taken() {
        const auto job = ledger_->take_job("render");
        EXPECT_TRUE(job.has_value());
        return {job->id, job->lease};
    }
    fs::path folder_;
    Instant now_ = system_now();
    std::optional<Ledger> ledger_;
};

TEST_F(JobsTest, FollowsFromAWriteOrIsNotThere) {
    EXPECT_FALSE(ledger_->append(case_id(), 7, {event("two")}, officer(), with_job()).ok());
    EXPECT_TRUE(ledger_->jobs("waiting").empty());
    EXPECT_TRUE(ledger_->append(case_id(), 1, {event("two")}, officer(), with_job()).ok());
    ASSERT_EQ(ledger_->jobs("waiting").size(), 1U);
    EXPECT_EQ(ledger_->take_job("mail"), std::nullopt);
}

TEST_F(JobsTest, IsDoneOnceHoweverManyTookIt) {
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    const JobLease slow = taken();
    EXPECT_EQ(ledger_->take_job("render"), std::nullopt);
    now_ += policy_of("render")->lease + seconds(1);
    const JobLease quick = taken();
    ASSERT_TRUE(ledger_->append(case_id(), 1, {event("by the job")}, officer(), {.ends = quick}).ok());
    const auto late = ledger_->append(case_id(), 2, {event("by the job")}, officer(), {.ends = slow});
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Conflict::Code::JobLost);
    ledger_->fail_job(slow, "too late to say", Ledger::Again::Never);
    EXPECT_EQ(ledger_->read_case(case_id())->sequence(), 2);
    EXPECT_EQ(ledger_->job(quick.id)->state, "done");
}

TEST_F(JobsTest, OfManyTakersOneGetsIt) {
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    std::atomic<int> got = 0;
    {
        std::vector<std::jthread> takers;
        for (int i = 0; i < 8; ++i) takers.emplace_back([&] { got += ledger_->take_job("render") ? 1 : 0; });
    }
    EXPECT_EQ(got, 1);
}

TEST_F(JobsTest, AFailureIsPutOffThenGivenUpWithItsReason) {
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    for (int attempt = 1; attempt < policy_of("render")->most_attempts; ++attempt) {
        ledger_->fail_job(taken(), "no office", Ledger::Again::Later);
        EXPECT_EQ(ledger_->take_job("render"), std::nullopt);
        now_ += *wait_after(*policy_of("render"), attempt);
    }
    const JobLease last = taken();
    ledger_->fail_job(last, "no office", Ledger::Again::Later);
    ASSERT_EQ(ledger_->jobs("dead").size(), 1U);
    EXPECT_EQ(ledger_->jobs("dead")[0].reason, "no office");
    EXPECT_FALSE(ledger_->retry_job(*JobId::parse("J-none")));
    EXPECT_TRUE(ledger_->retry_job(last.id));
    ledger_->fail_job(taken(), "never", Ledger::Again::Never);
    EXPECT_EQ(ledger_->job(last.id)->state, "dead");
}

TEST_F(JobsTest, OneThatIsBegunAndNeverEndsIsGivenUp) {
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    for (int attempt = 0; attempt < policy_of("render")->most_attempts; ++attempt) {
        taken();
        now_ += policy_of("render")->lease;
    }
    EXPECT_EQ(ledger_->take_job("render"), std::nullopt);
    EXPECT_THAT(ledger_->jobs("dead").at(0).reason, HasSubstr("6 times and never ended"));
}

TEST_F(JobsTest, WhatIsDoneIsClearedByAgeAndWhatIsErasedTakesItsJobsAlong) {
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    ASSERT_TRUE(ledger_->append(case_id(), 1, {event("x")}, officer(), {.ends = taken()}).ok());
    EXPECT_EQ(ledger_->clear(now_, now_).jobs, 0);
    EXPECT_EQ(ledger_->clear(now_, now_ + seconds(1)).jobs, 1);
    ASSERT_TRUE(ledger_->add_jobs(case_id(), officer(), with_job()).ok());
    const auto erased = ledger_->erase(case_id(), "rule", *RecorderId::parse("manager-1"), officer());
    ASSERT_TRUE(erased.ok());
    EXPECT_TRUE(ledger_->jobs("waiting").empty());
    const auto certificate = ledger_->certificate(case_id());
    ASSERT_TRUE(certificate.has_value());
    EXPECT_EQ(certificate->rule, "rule");
    EXPECT_EQ(certificate->erased.texts, erased->texts);
    EXPECT_EQ(certificate->erased.position, ledger_->head()->position);
    EXPECT_EQ(certificate->hash, ledger_->head()->hash);
}

TEST_F(JobsTest, LooksAreKeptApartAndClearedByAge) {
    const auto before = ledger_->head()->hash;
    {
        AccessLog access(folder_ / "access");
        access.note(case_id(), officer(), "/cases/{case}", now_);
        access.note(case_id(), *RecorderId::parse("manager-1"), "/cases/{case}", now_ + minutes(5));
    }
    AccessLog access(folder_ / "access");
    ASSERT_EQ(access.looks_at(case_id()).size(), 2U);
    EXPECT_EQ(access.looks_at(case_id())[0].who.text(), "manager-1");
    EXPECT_EQ(access.clear(now_ + minutes(1)), 1);
    EXPECT_EQ(access.looks_at(case_id()).size(), 1U);
    EXPECT_EQ(ledger_->head()->hash, before);
    Database(folder_ / "access" / "access.db").run("PRAGMA user_version=9");
    EXPECT_THROW(AccessLog(folder_ / "access"), StorageError);
}

TEST_F(JobsTest, AnAnchorFindsALedgerThatWasWrittenAnew) {
    const fs::path file = folder_ / "anchors";
    add_anchor(*ledger_, file);
    add_anchor(*ledger_, file);
    EXPECT_EQ(check_anchors(*ledger_, file).anchors, 1);
    ASSERT_TRUE(ledger_->append(case_id(), 1, {event("two")}, officer()).ok());
    add_anchor(*ledger_, file);
    EXPECT_EQ(check_anchors(*ledger_, file).anchors, 2);
    EXPECT_EQ(check_anchors(*ledger_, file).fault, std::nullopt);
    // The same history told again is whole by itself, and is not the one that was anchored.
    Ledger other = Ledger::open(folder_ / "other", {.clock = [this] { return now_; }});
    ASSERT_TRUE(other.open_case(case_id(), {Body("record"), {event("one")}}, officer()).ok());
    EXPECT_EQ(other.verify().fault.has_value(), false);
    EXPECT_THAT(check_anchors(other, file).fault.value_or(""), HasSubstr("anchor 1 (entry 2)"));
}

TEST_F(JobsTest, AFolderIsHeldByOneAtATime) {
    const fs::path data = folder_ / "data";
    EXPECT_THROW(DataFolder(data, DataFolder::Must::BeThere), StorageError);
    {
        const DataFolder held(data, DataFolder::Must::BeMade);
        try {
            const DataFolder second(data, DataFolder::Must::BeThere);
            FAIL() << "two hold one folder";
        } catch (const StorageError& error) {
            EXPECT_EQ(error.trouble(), Trouble::Locked);
            EXPECT_THAT(error.what(), HasSubstr("another program is using it"));
        }
    }
    const DataFolder again(data, DataFolder::Must::BeThere);
}

}  // namespace
}  // namespace ehcflow::storage
