#include "storage/group_commit.h"

#include <algorithm>
#include <exception>
#include <future>
#include <utility>
#include <vector>

namespace ehcflow::storage {

struct GroupCommit::Turn {
    const Work* work;
    std::exception_ptr fault{};
};

struct GroupCommit::Batch {
    std::vector<Turn> turns;
    std::promise<void> end{};
    std::shared_future<void> ended = end.get_future().share();  // all who wait for it are woken at once
};

void GroupCommit::run(const Work& work) {
    std::unique_lock lock(mutex_);
    const bool first = gathering_ == nullptr;
    const std::shared_ptr<Batch> batch = first ? std::make_shared<Batch>() : gathering_;
    const std::size_t mine = batch->turns.size();
    batch->turns.push_back({&work});
    if (first) {
        gathering_ = batch;
        lead(lock);
    } else {
        if (batch->turns.size() >= expected_) changed_.notify_one();
        lock.unlock();
        batch->ended.wait();
    }
    if (batch->turns[mine].fault) std::rethrow_exception(batch->turns[mine].fault);
}

void GroupCommit::lead(std::unique_lock<std::mutex>& lock) {
    changed_.wait(lock, [&] { return !busy_; });
    changed_.wait_for(lock, took_ / 2, [&] { return gathering_->turns.size() >= expected_; });
    const std::shared_ptr<Batch> batch = std::exchange(gathering_, nullptr);
    expected_ = std::max(batch->turns.size(), expected_ - 1);
    busy_ = true;
    lock.unlock();
    const auto begun = std::chrono::steady_clock::now();
    commit(batch->turns);
    lock.lock();
    took_ = std::chrono::steady_clock::now() - begun;
    busy_ = false;
    changed_.notify_one();
    lock.unlock();
    batch->end.set_value();
}

// One that throws costs the others a second time and nothing else: each is then done in a transaction of its own. What
// breaks a transaction itself is everybody's, at once: sixteen do not wait for the same lock one after another.
void GroupCommit::commit(std::span<Turn> turns) {
    std::size_t known = 0;  // of so many the end is known
    try {
        if (in_one_transaction(turns)) return;
        if (turns.size() == 1) return;
        for (Turn& turn : turns) turn.fault = nullptr;
        for (; known < turns.size(); ++known) in_one_transaction(turns.subspan(known, 1));
    } catch (...) {
        for (Turn& turn : turns.subspan(known)) turn.fault = std::current_exception();
    }
}

// Whether all was done and kept. False: one threw, which has its fault now, and nothing was kept.
bool GroupCommit::in_one_transaction(std::span<Turn> turns) {
    Transaction transaction(database_);
    for (Turn& turn : turns) {
        try {
            (*turn.work)(database_);
        } catch (...) {
            // Where the disk is full SQLite has undone the whole transaction.
            if (!database_.in_transaction()) throw;
            turn.fault = std::current_exception();
            return false;
        }
    }
    transaction.commit();
    return true;
}

}  // namespace ehcflow::storage
