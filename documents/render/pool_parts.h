// What a pool is made of, for its two sources: office_pool.cpp has the callers' side, pool_seats.cpp the offices'.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "documents/render/job_queue.h"
#include "documents/render/office_pool.h"
#include "documents/render/office_seed.h"
#include "documents/render/office_worker.h"
#include "documents/render/private_folder.h"
#include "documents/render/quarantine.h"
#include "documents/render/supervision.h"
#include "documents/render/turns.h"

namespace ehcflow::documents {

struct OfficePool::Parts {
    explicit Parts(OfficeSettings given);

    void work(std::size_t seat);
    std::unique_ptr<OfficeWorker> start(std::size_t seat, unsigned life);
    void wait_for_first_office();
    bool wait_for_turn(std::size_t seat, OfficeWorker& office);
    void serve(std::size_t seat, OfficeWorker& office);
    void died_idle();
    std::uint64_t documents_of(std::size_t seat) const;  // that its office has done
    bool is_quarantined(Quarantine::Content content) const;
    void count_asked();
    void count_checked(const Result<Pdf, std::string>& pdf, std::chrono::steady_clock::duration took);
    // What follows where an office made no whole PDF of it; with None it is in the queue again.
    Reply after_spoiling(const JobPtr& job);
    RenderError offices_failed(const std::string& what) const;
    void count(const Decision& decision, Outcome outcome, std::chrono::steady_clock::duration took);  // under the lock
    Decision attempt(std::size_t seat, OfficeWorker& office, const JobPtr& job);
    RenderAnswer answer_for(const Decision& decision, OfficeAnswer&& answer);
    void note(std::size_t seat, WorkerStats::State state, OfficeWorker* office);
    std::chrono::milliseconds likely_wait() const;
    Result<Pdf, RenderError> refuse(RenderError error);
    RenderError no_answer();

    const OfficeSettings settings;
    const PrivateFolder folder;
    const UnoRuntime runtime;
    const OfficeSeed seed;
    JobQueue queue;
    Turns turns;

    mutable std::mutex mutex;  // of all below
    std::condition_variable idle;
    PoolStats stats;
    Quarantine quarantine;
    std::vector<OfficeWorker*> offices;                   // by seat; null where there is none
    std::chrono::duration<double, std::milli> usual{50};  // that a document takes, smoothed
    std::chrono::steady_clock::duration waited{0}, worked{0}, checked{0};

    std::vector<std::thread> threads;
};

}  // namespace ehcflow::documents
