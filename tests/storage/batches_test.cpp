// Batches: a job a record, taken in the order of the records, each ended together with what it made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;
using ::testing::ElementsAre;

RecorderId officer() { return *RecorderId::parse("officer-1"); }
CaseId case_id() { return *CaseId::parse("SC-1"); }

class BatchesTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-batches-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        open();
        const NewEvent event{"request-received", *Date::parse("2015-01-12"), Body("one")};
        ASSERT_TRUE(ledger_->open_case(case_id(), {Body("record"), {event}}, officer()).ok());
    }
    void TearDown() override {
        ledger_.reset();
        fs::remove_all(folder_);
    }
    void open() {
        ledger_.reset();
        ledger_.emplace(Ledger::open(folder_ / "ledger", {.clock = [this] { return now_; }}));
    }
    BatchId asked(int records, const std::optional<CaseId>& of_case = std::nullopt) {
        NewBatch batch{new_batch_id(), R"({"as":"odt"})", "the template", {}};
        for (int i = 1; i <= records; ++i) batch.records.push_back({of_case, "record " + std::to_string(i)});
        EXPECT_TRUE(ledger_->add_batch(batch, officer()).ok());
        return batch.id;
    }
    Result<void, Conflict> end(const Job& job, const std::string& bytes) {
        Effects effects;
        effects.ends = JobLease{job.id, job.lease};
        effects.yields = BatchYield{{}, bytes};
        return ledger_->add_jobs(std::nullopt, officer(), effects);
    }
    RecordNumber taken() {
        const auto job = ledger_->take_job("bulk");
        return job ? ledger_->batch_task(job->id)->record : 0;
    }
    fs::path folder_;
    Instant now_ = system_now();
    std::optional<Ledger> ledger_;
};

TEST_F(BatchesTest, AreMadeInOrderAndForgetWhatTheyWereMadeOf) {
    const BatchId id = asked(12);
    EXPECT_EQ(ledger_->batch_form(id), "the template");
    for (int i = 1; i <= 12; ++i) {
        const auto job = ledger_->take_job("bulk");
        ASSERT_TRUE(job.has_value());
        const auto task = ledger_->batch_task(job->id);
        ASSERT_TRUE(task.has_value());
        EXPECT_EQ(task->record, i);
        EXPECT_EQ(task->body, "record " + std::to_string(i));
        ASSERT_TRUE(end(*job, "made " + std::to_string(i)).ok());
        EXPECT_EQ(ledger_->batch_task(job->id)->body, "");
        EXPECT_FALSE(end(*job, "made again").ok());
    }
    EXPECT_FALSE(ledger_->take_job("bulk").has_value());
    EXPECT_EQ(ledger_->batch(id)->made, 12);
    EXPECT_EQ(ledger_->batch_bytes(id, 7), "made 7");
    EXPECT_EQ(ledger_->batch_bytes(id, 13), std::nullopt);
    const auto made = ledger_->batch_made(id, {10, 1000});
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made.front().record, 11);
    EXPECT_FALSE(ledger_->verify().fault.has_value());
}

TEST_F(BatchesTest, NameWhatFailedAndStartItAgain) {
    const BatchId id = asked(3);
    for (int i = 1; i <= 3; ++i) {
        const auto job = ledger_->take_job("bulk");
        if (i == 2)
            ledger_->fail_job({job->id, job->lease}, "its name is missing", Ledger::Again::Never);
        else
            ASSERT_TRUE(end(*job, "made").ok());
    }
    auto state = *ledger_->batch(id);
    EXPECT_THAT((std::vector{state.records, state.made, state.failed, state.waiting()}), ElementsAre(3, 2, 1, 0));
    const auto failures = ledger_->batch_failures(id);
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures[0].record, 2);
    EXPECT_EQ(failures[0].reason, "its name is missing");
    EXPECT_EQ(ledger_->retry_batch(id), 1);
    state = *ledger_->batch(id);
    EXPECT_EQ(state.waiting(), 1);
    EXPECT_EQ(taken(), 2);
}

TEST_F(BatchesTest, AreTakenUpAtOnceByWhoeverFollowsAKilledWriter) {
    asked(3);
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(taken(), 2);
    now_ += minutes(1);
    open();
    EXPECT_EQ(taken(), 3) << "the lease of the others has not ended";
    ledger_->take_back_leases();
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(taken(), 2);
}

TEST_F(BatchesTest, AreAskedForOnceForOneKey) {
    NewBatch batch{new_batch_id(), "{}", "", {{std::nullopt, "a"}}};
    Effects effects;
    effects.reply = KeptReply{"key-1", sha256("request"), "reply"};
    EXPECT_TRUE(ledger_->add_batch(batch, officer(), effects).ok());
    batch.id = new_batch_id();
    EXPECT_FALSE(ledger_->add_batch(batch, officer(), effects).ok());
    EXPECT_EQ(ledger_->batches().size(), 1U);
}

TEST_F(BatchesTest, LoseTheRecordsOfACaseThatIsErased) {
    const BatchId id = asked(2, case_id());
    EXPECT_EQ(taken(), 1);
    ASSERT_TRUE(ledger_->erase(case_id(), "a-rule", officer(), officer()).ok());
    EXPECT_EQ(taken(), 0);
    EXPECT_EQ(ledger_->batch(id)->failed, 2);
    EXPECT_EQ(ledger_->batch_failures(id)[0].reason, "");
    const BatchId unknown = asked(1, CaseId::parse("SC-NONE"));
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(ledger_->batch(unknown)->waiting(), 1);
}

TEST_F(BatchesTest, GoByAgeOnceNothingOfThemWaits) {
    const BatchId ended = asked(1), waits = asked(1);
    const auto job = ledger_->take_job("bulk");
    const BatchId first = ledger_->batch_task(job->id)->batch;
    ASSERT_TRUE(end(*job, "made").ok());
    now_ += hours(24 * 100);
    EXPECT_EQ(ledger_->clear(now_, now_ - hours(24 * 90)).batches, 1);
    EXPECT_FALSE(ledger_->batch(first).has_value());
    EXPECT_TRUE(ledger_->batch(first == ended ? waits : ended).has_value());
}

}  // namespace
}  // namespace ehcflow::storage
