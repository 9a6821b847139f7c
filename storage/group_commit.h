// GroupCommit: many writers, one connection. Those that wait while another's transaction is being flushed are done
// together in the next one: a flush to the disk costs a hundred times what an insert does. Whoever is first waits a
// part of a flush for those who came along the last times, so that sixteen make one batch and not one and fifteen; a
// writer who is alone waits for nobody. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "storage/database.h"

namespace ehcflow::storage {

class GroupCommit {
public:
    using Work = std::function<void(Database&)>;

    explicit GroupCommit(Database database) : database_(std::move(database)) {}

    // Does the work and returns when it has been flushed to the disk; throws what the work threw, or what broke, and
    // then nothing of the work was kept. Work that throws does not harm the others.
    void run(const Work& work);

private:
    struct Turn;
    void commit(const std::vector<Turn*>& turns);

    Database database_;
    std::mutex mutex_;  // of those below
    std::condition_variable changed_, gathered_;
    std::vector<Turn*> waiting_;
    std::size_t expected_ = 1;                    // how many come together, going by the last batches
    std::chrono::steady_clock::duration took_{};  // the last batch
    bool led_ = false;                            // somebody is using the connection for all who waited
};

}  // namespace ehcflow::storage
