#include "documents/render/job_queue.h"

#include <algorithm>

namespace ehcflow::documents {
namespace {

RenderError ending() { return {RenderFault::ShuttingDown, "the program is ending; ask again when it is back"}; }

}  // namespace

JobQueue::Taken JobQueue::put(const JobPtr& job) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return Taken::Closed;
        if (jobs_.size() >= limit_) return Taken::Full;
        job->put = std::chrono::steady_clock::now();
        const auto place =
            job->can_wait ? jobs_.end() : std::ranges::find_if(jobs_, [](const JobPtr& one) { return one->can_wait; });
        jobs_.insert(place, job);
    }
    work_.notify_all();
    return Taken::Yes;
}

void JobQueue::put_first(const JobPtr& job) {
    {
        const std::lock_guard lock(mutex_);
        job->answer.reset();
        job->put = std::chrono::steady_clock::now();
        if (closed_)
            job->answer = Failure{ending()};
        else
            jobs_.push_front(job);
    }
    work_.notify_all();
    answered_.notify_all();
}

std::optional<RenderAnswer> JobQueue::wait_for(const JobPtr& job) {
    std::unique_lock lock(mutex_);
    answered_.wait_until(lock, job->deadline.moment(), [&] { return job->answer.has_value(); });
    if (!job->answer) std::erase(jobs_, job);
    return std::move(job->answer);
}

JobPtr JobQueue::take(std::chrono::milliseconds patience, Office office) {
    const auto suits = [office](const JobPtr& job) { return office == Office::Fresh || job->tries == 0; };
    std::unique_lock lock(mutex_);
    work_.wait_for(lock, patience, [&] { return closed_ || std::ranges::any_of(jobs_, suits); });
    for (;;) {
        const auto next = std::ranges::find_if(jobs_, suits);
        if (next == jobs_.end()) return nullptr;
        JobPtr job = *next;
        jobs_.erase(next);
        if (!job->deadline.passed()) return job;
    }
}

bool JobQueue::further_try_waits(std::chrono::milliseconds since) const {
    const auto before = std::chrono::steady_clock::now() - since;
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(jobs_, [&](const JobPtr& job) { return job->tries > 0 && job->put < before; });
}

void JobQueue::answer(const JobPtr& job, RenderAnswer answer) {
    {
        const std::lock_guard lock(mutex_);
        job->answer = std::move(answer);
    }
    answered_.notify_all();
}

void JobQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        for (const JobPtr& job : jobs_) job->answer = Failure{ending()};
        jobs_.clear();
    }
    work_.notify_all();
    answered_.notify_all();
}

bool JobQueue::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

bool JobQueue::wait_until_closed(std::chrono::milliseconds patience) const {
    std::unique_lock lock(mutex_);
    return work_.wait_for(lock, patience, [&] { return closed_; });
}

std::size_t JobQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

}  // namespace ehcflow::documents
