// JobQueue: documents that wait for an office, and the callers that wait for an answer. Bounded; a job that nobody
// waits for any longer is not started. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/deadline.h"
#include "documents/render/quarantine.h"
#include "documents/render/renderer.h"
#include "documents/render/supervision.h"
#include "documents/uno/office_link.h"

namespace ehcflow::documents {

using RenderAnswer = Result<std::string, RenderError>;  // the PDF's bytes

struct Job {
    std::string bytes;
    SourceForm form;
    Quarantine::Content content;
    Deadline deadline;
    bool can_wait = false;
    std::chrono::steady_clock::time_point put{};  // into the queue, the last time
    // Touched by the worker that has it, and by the caller once there is an answer.
    unsigned tries = 0;    // before this one
    unsigned blames = 0;   // of those, for which the document was to blame
    std::size_t seat = 0;  // of the office that answered
    int office = 0;
    std::uint64_t office_documents = 0;    // that it had done, this one included
    Excuse excuse = Excuse::None;          // of that office
    std::optional<RenderAnswer> answer{};  // under the queue's lock
};
using JobPtr = std::shared_ptr<Job>;

class JobQueue {
public:
    explicit JobQueue(std::size_t limit) : limit_(limit) {}

    enum class Taken { Yes, Full, Closed };
    // Behind those that came before, but for those that can wait.
    Taken put(const JobPtr& job);
    // A further try goes before all others, and always fits. An answer that was there is forgotten.
    void put_first(const JobPtr& job);
    // Whether a further try has waited that long: for an office that has done nothing else.
    bool further_try_waits(std::chrono::milliseconds since) const;

    // Waits for the answer until the job's deadline; nothing where there is none by then. The job is then forgotten.
    std::optional<RenderAnswer> wait_for(const JobPtr& job);

    // The next job that somebody waits for; nothing after `patience`, or when the queue is closed. A further try is for
    // an office that has done nothing yet: its end would tell something of the document.
    enum class Office : std::uint8_t { Fresh, Used };
    JobPtr take(std::chrono::milliseconds patience, Office office);
    void answer(const JobPtr& job, RenderAnswer answer);

    void close();  // answers all that wait with ShuttingDown
    bool closed() const;
    bool wait_until_closed(std::chrono::milliseconds patience) const;
    std::size_t waiting() const;

private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    mutable std::condition_variable work_;  // something to take, or closed
    std::condition_variable answered_;
    std::deque<JobPtr> jobs_;
    bool closed_ = false;
};

}  // namespace ehcflow::documents
