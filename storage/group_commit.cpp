#include "storage/group_commit.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <future>

namespace ehcflow::storage {

using Clock = std::chrono::steady_clock;

struct GroupCommit::Turn {
    const Work* work;
    std::exception_ptr fault{};
};

struct GroupCommit::Batch {
    std::deque<Turn> turns{};   // a turn stays where it is while others come
    std::size_t begun = 0;      // so many of them
    Clock::time_point until{};  // others are waited for; counts from when nobody waited first
    std::promise<void> end{};
    std::shared_future<void> ended = end.get_future().share();  // all who wait for it are woken at once
};

void GroupCommit::run(const Work& work) {
    std::unique_lock lock(mutex_);
    const bool leads = open_ == nullptr;
    const std::shared_ptr<Batch> batch = leads ? std::make_shared<Batch>() : open_;
    Turn& mine = batch->turns.emplace_back(Turn{&work});
    if (leads) {
        open_ = batch;
        free_.wait(lock, [&] { return !busy_; });
        busy_ = true;
        lock.unlock();
        do_all(*batch);
        lock.lock();
        busy_ = false;
        free_.notify_one();
        lock.unlock();
        batch->end.set_value();
    } else {
        const bool all = batch->turns.size() >= expected_;
        lock.unlock();
        if (all) came_.notify_one();
        batch->ended.wait();
    }
    if (mine.fault) std::rethrow_exception(mine.fault);
}

// One that throws costs the others a second time and nothing else: each is then done in a transaction of its own. What
// breaks a transaction itself is everybody's, at once: sixteen do not wait for the same lock one after another.
void GroupCommit::do_all(Batch& batch) {
    std::size_t known = 0;  // of so many the end is known
    try {
        if (do_together(batch) || batch.turns.size() == 1) return;
        for (Turn& turn : batch.turns) turn.fault = nullptr;
        for (; known < batch.turns.size(); ++known) {
            Transaction transaction(database_);
            if (do_turn(batch.turns[known])) transaction.commit();
        }
    } catch (...) {
        close(batch);
        for (; known < batch.turns.size(); ++known) batch.turns[known].fault = std::current_exception();
    }
}

// Whether all was done and kept. False: one threw, which has its fault now, and nothing was kept.
bool GroupCommit::do_together(Batch& batch) {
    Transaction transaction(database_);
    for (auto turns = those_who_came(batch); !turns.empty(); turns = those_who_came(batch))
        for (Turn* turn : turns)
            if (!do_turn(*turn)) {
                close(batch);
                return false;
            }
    const auto begun = Clock::now();
    transaction.commit();
    flush_ = Clock::now() - begun;
    return true;
}

// Whether it was done. Throws where the transaction is gone: where the disk is full SQLite has undone the whole of it.
bool GroupCommit::do_turn(Turn& turn) {
    try {
        (*turn.work)(database_);
        return true;
    } catch (...) {
        if (!database_.in_transaction()) throw;
        turn.fault = std::current_exception();
        return false;
    }
}

// Since the last time, in order; nobody: then the batch is closed.
std::vector<GroupCommit::Turn*> GroupCommit::those_who_came(Batch& batch) {
    std::unique_lock lock(mutex_);
    if (batch.begun == batch.turns.size() && batch.begun < expected_) {
        if (batch.until == Clock::time_point()) batch.until = Clock::now() + flush_ / 2;
        came_.wait_until(lock, batch.until, [&] { return batch.turns.size() >= expected_; });
    }
    std::vector<Turn*> turns;
    while (batch.begun < batch.turns.size()) turns.push_back(&batch.turns[batch.begun++]);
    if (turns.empty()) {
        expected_ = std::max(batch.begun, expected_ - 1);
        open_ = nullptr;
    }
    return turns;
}

void GroupCommit::close(const Batch& batch) {
    const std::lock_guard lock(mutex_);
    if (open_.get() == &batch) open_ = nullptr;
}

}  // namespace ehcflow::storage
