#include "storage/group_commit.h"

#include <algorithm>
#include <exception>

namespace ehcflow::storage {

struct GroupCommit::Turn {
    const Work& work;
    std::exception_ptr fault{};
    bool done = false;
};

void GroupCommit::run(const Work& work) {
    Turn mine{work};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    gathered_.notify_one();
    changed_.wait(lock, [&] { return mine.done || !led_; });
    if (!mine.done) {  // nobody leads: this caller does, for all that wait
        led_ = true;
        gathered_.wait_for(lock, took_ / 2, [&] { return waiting_.size() >= expected_; });
        std::vector<Turn*> turns;
        turns.swap(waiting_);
        expected_ = std::max(turns.size(), expected_ - 1);
        lock.unlock();
        const auto begun = std::chrono::steady_clock::now();
        commit(turns);
        lock.lock();
        took_ = std::chrono::steady_clock::now() - begun;
        for (Turn* turn : turns) turn->done = true;
        led_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    if (mine.fault) std::rethrow_exception(mine.fault);
}

void GroupCommit::commit(const std::vector<Turn*>& turns) {
    try {
        Transaction transaction(database_);
        for (Turn* turn : turns) {
            database_.cached("SAVEPOINT turn")->run();
            try {
                turn->work(database_);
            } catch (...) {
                turn->fault = std::current_exception();
                // Where the disk is full SQLite has undone the whole transaction: nobody's work was kept.
                if (!database_.in_transaction()) throw;
                database_.cached("ROLLBACK TO turn")->run();
            }
            database_.cached("RELEASE turn")->run();
        }
        transaction.commit();
    } catch (...) {
        for (Turn* turn : turns)
            if (!turn->fault) turn->fault = std::current_exception();
    }
}

}  // namespace ehcflow::storage
