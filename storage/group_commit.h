// GroupCommit: many writers, one connection. Those that come while another's transaction is flushed gather in the next
// one: a flush to the disk costs many times what an insert does. The first to come leads: it waits for the connection
// and a part of a flush for those who came along the last times, so that sixteen make one batch and not one and
// fifteen, then does the works of all; a writer who is alone waits for nobody. Nobody is woken but the leader and those
// whose batch has ended. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>

#include "storage/database.h"

namespace ehcflow::storage {

class GroupCommit {
public:
    // May be done twice, the first time in vain: it sets what it answers with, and adds to nothing of its caller's.
    using Work = std::function<void(Database&)>;

    explicit GroupCommit(Database database) : database_(std::move(database)) {}

    // Does the work and returns when it has been flushed to the disk; throws what the work threw, or what broke, and
    // then nothing of the work was kept. Work that throws does not harm the others.
    void run(const Work& work);

private:
    struct Turn;
    struct Batch;
    void lead(std::unique_lock<std::mutex>& lock);
    void commit(std::span<Turn> turns);
    bool in_one_transaction(std::span<Turn> turns);

    Database database_;
    std::mutex mutex_;                            // of those below
    std::condition_variable changed_;             // the leader of those who gather waits for it, and nobody else
    std::shared_ptr<Batch> gathering_;            // none: whoever comes next leads
    std::size_t expected_ = 1;                    // how many come together, going by the last batches
    std::chrono::steady_clock::duration took_{};  // the last batch
    bool busy_ = false;                           // a leader is using the connection
};

}  // namespace ehcflow::storage
