// Many writers in one transaction: what breaks one harms no other, and what breaks the transaction is told to all.
#include "storage/group_commit.h"

#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

#include "storage/database.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kOthers = 7;

class GroupCommitTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-group-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
        Database database(file());
        database.keep_write_ahead_log();
        database.run("CREATE TABLE done (who INTEGER NOT NULL UNIQUE) STRICT");
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path file() const { return folder_ / "group.db"; }
    GroupCommit writers(std::chrono::milliseconds busy_timeout = 5s) const {
        return GroupCommit(Database(file(), Database::Mode::WriteGathered, busy_timeout));
    }
    std::int64_t kept() const { return Database(file(), Database::Mode::ReadOnly).number("SELECT count(*) FROM done"); }

    // Writer 0 leads, and does not end its work before the others have come; then each does its own in the same batch.
    template <class Work>
    static std::array<std::exception_ptr, kOthers + 1> all_at_once(GroupCommit& commit, const Work& work) {
        std::array<std::exception_ptr, kOthers + 1> faults{};
        std::atomic<bool> leads = false;
        std::atomic<int> came = 0;
        const auto turn = [&](int who) {
            try {
                commit.run([&](Database& database) {
                    if (who == 0) {
                        leads = true;
                        for (; came < kOthers; std::this_thread::yield()) continue;
                        std::this_thread::sleep_for(100ms);
                    }
                    work(database, who);
                });
            } catch (...) {
                faults[static_cast<std::size_t>(who)] = std::current_exception();
            }
        };
        std::vector<std::jthread> threads;
        threads.emplace_back([&] { turn(0); });
        while (!leads) std::this_thread::yield();
        for (int who = 1; who <= kOthers; ++who)
            threads.emplace_back([&, who] {
                ++came;
                turn(who);
            });
        threads.clear();
        return faults;
    }

    static void add(Database& database, int who) {
        database.cached("INSERT INTO done (who) VALUES (?1)")->number(1, who).run();
    }

    fs::path folder_;
};

TEST_F(GroupCommitTest, OneThatThrowsHarmsNoOther) {
    GroupCommit commit = writers();
    std::array<std::atomic<int>, kOthers + 1> begun{};
    const auto faults = all_at_once(commit, [&](Database& database, int who) {
        ++begun[static_cast<std::size_t>(who)];
        add(database, who);
        if (who == 3) throw std::runtime_error("writer 3");
        if (who == 5) add(database, who);  // what the database itself refuses
    });
    for (std::size_t who = 0; who < faults.size(); ++who)
        EXPECT_EQ(faults[who] != nullptr, who == 3 || who == 5) << who;
    EXPECT_THROW(std::rethrow_exception(faults[3]), std::runtime_error);
    EXPECT_THROW(std::rethrow_exception(faults[5]), StorageError);
    EXPECT_EQ(kept(), kOthers + 1 - 2);
    EXPECT_EQ(begun[0], 2);  // once in vain with the others, once by itself
    commit.run([](Database& database) { add(database, 100); });
    EXPECT_EQ(kept(), kOthers + 2 - 2);
}

TEST_F(GroupCommitTest, TogetherIsOneTransaction) {
    GroupCommit commit = writers();
    std::vector<std::int64_t> seen;
    const auto faults = all_at_once(commit, [&](Database& database, int who) {
        add(database, who);
        seen.push_back(kept());  // by a reader beside it
    });
    for (const auto& fault : faults) EXPECT_EQ(fault, nullptr);
    EXPECT_EQ(seen, std::vector<std::int64_t>(kOthers + 1, 0));
    EXPECT_EQ(kept(), kOthers + 1);
}

TEST_F(GroupCommitTest, ALockThatAnotherHoldsIsWaitedForOnceByAll) {
    GroupCommit commit = writers(200ms);
    const auto waited = [&](auto run) {
        const auto begun = std::chrono::steady_clock::now();
        run();
        return std::chrono::steady_clock::now() - begun;
    };
    {
        Database other(file());
        const Transaction held(other);
        const auto alone =
            waited([&] { EXPECT_THROW(commit.run([](Database& database) { add(database, 0); }), StorageError); });
        std::atomic<int> told = 0;
        const auto together = waited([&] {
            std::vector<std::jthread> threads;
            for (int who = 0; who < 16; ++who)
                threads.emplace_back([&, who] {
                    try {
                        commit.run([&](Database& database) { add(database, who); });
                    } catch (const StorageError& error) {
                        told += error.trouble() == Trouble::Locked ? 1 : 0;
                    }
                });
        });
        EXPECT_EQ(told, 16);
        EXPECT_LT(together, 8 * alone);
    }
    commit.run([](Database& database) { add(database, 0); });
    EXPECT_EQ(kept(), 1);
}

TEST_F(GroupCommitTest, WhatWasWrittenInVainIsNotLeftForLater) {
    GroupCommit commit = writers();
    commit.run([](Database& database) { database.run("CREATE TABLE large (bytes BLOB NOT NULL) STRICT"); });
    const auto fill = [](Database& database) {
        for (int i = 0; i < 40; ++i) database.cached("INSERT INTO large VALUES (zeroblob(300000))")->run();
    };
    EXPECT_THROW(commit.run([&](Database& database) {
        fill(database);
        throw std::runtime_error("in the end");
    }),
                 std::runtime_error);
    // Another writes where it would have been, and what it wrote stays.
    Database other(file());
    add(other, 1);
    commit.run([](Database& database) { add(database, 2); });
    commit.run(fill);
    EXPECT_EQ(kept(), 2);
    EXPECT_EQ(other.number("SELECT count(*) FROM large"), 40);
    EXPECT_EQ(other.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

}  // namespace
}  // namespace ehcflow::storage
