// GroupCommit: many writers, one connection. A flush to the disk costs many times what an insert does, so those that
// come while another's transaction is flushed, or while it is still being made, are done together in one. The first to
// come leads: as soon as the connection is free it does its own work and that of everybody who has come meanwhile,
// until nobody waits; then it waits a part of a flush for those who came along the last times, so that sixteen make one
// batch and not one and fifteen, and commits. A writer who is alone waits for nobody. Nobody is woken but the next
// leader and those whose batch has ended. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

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
    std::vector<Turn*> those_who_came(Batch& batch);
    void close(const Batch& batch);
    bool do_together(Batch& batch);
    bool do_turn(Turn& turn);
    void do_all(Batch& batch);

    Database database_;
    std::mutex mutex_;                             // of those below, and of the turns of a batch that is open
    std::condition_variable free_;                 // the leader of those who gather waits for it, and nobody else
    std::condition_variable came_;                 // the leader at work waits for it, and nobody else
    std::shared_ptr<Batch> open_;                  // that others may join; none: whoever comes next leads
    std::size_t expected_ = 1;                     // how many come together, going by the last batches
    std::chrono::steady_clock::duration flush_{};  // how long the last one took
    bool busy_ = false;                            // a leader is using the connection
};

}  // namespace ehcflow::storage
