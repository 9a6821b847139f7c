#include <algorithm>

#include "base/invariant.h"
#include "documents/render/pool_parts.h"

namespace ehcflow::documents {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto kLook = std::chrono::seconds(1);  // how often an idle thread looks whether its office still lives

}  // namespace

void OfficePool::Parts::note(std::size_t seat, WorkerStats::State state, OfficeWorker* office) {
    {
        const std::lock_guard lock(mutex);
        WorkerStats& worker = stats.workers[seat];
        if (office != offices[seat]) worker = {};
        worker.state = state;
        worker.process = office == nullptr ? 0 : office->office_pid();
        offices[seat] = office;
    }
    idle.notify_all();
}

// One thread a seat, for as long as the pool lives: an office dies with the thread that spawned it. There are more
// seats than turns: whoever is without one keeps a warmed office ready, and takes over as soon as another must go.
void OfficePool::Parts::work(std::size_t seat) {
    // At first the spares let those go ahead whom callers wait for.
    if (seat >= offices.size() - settings.spares) wait_for_first_office();
    unsigned failures = 0;
    for (unsigned life = 0; !queue.closed(); ++life) {
        note(seat, WorkerStats::State::Starting, nullptr);
        const auto office = start(seat, life);
        if (!office) {
            note(seat, WorkerStats::State::BackingOff, nullptr);
            queue.wait_until_closed(back_off(++failures, settings));
            continue;
        }
        failures = 0;
        if (wait_for_turn(seat, *office)) {
            serve(seat, *office);
            turns.give_back();
        }
        note(seat, WorkerStats::State::Starting, nullptr);
    }
}

void OfficePool::Parts::wait_for_first_office() {
    std::unique_lock lock(mutex);
    idle.wait_for(lock, settings.longest_start, [&] { return stats.started > 0 || queue.closed(); });
}

// False where there will be none, or the office did not live to see it.
bool OfficePool::Parts::wait_for_turn(std::size_t seat, OfficeWorker& office) {
    note(seat, WorkerStats::State::Spare, &office);
    while (!queue.closed()) {
        if (turns.take(kLook)) return true;
        if (!office.ended()) continue;
        died_idle();
        return false;
    }
    return false;
}

void OfficePool::Parts::died_idle() {
    const std::lock_guard lock(mutex);
    ++stats.died_idle;
}

std::unique_ptr<OfficeWorker> OfficePool::Parts::start(std::size_t seat, unsigned life) {
    const std::string label = std::to_string(seat) + "-" + std::to_string(life);
    try {
        auto office = std::make_unique<OfficeWorker>(
            settings, runtime, seed,
            OfficeWorker::Place{folder.path() / ("worker-" + label), folder.name() + "-" + label});
        const std::lock_guard lock(mutex);
        ++stats.started;
        return office;
    } catch (const std::exception& why) {
        const std::lock_guard lock(mutex);
        ++stats.failed_starts;
        stats.last_start_failure = why.what();
        return nullptr;
    }
}

std::uint64_t OfficePool::Parts::documents_of(std::size_t seat) const {
    const std::lock_guard lock(mutex);
    return stats.workers[seat].documents;
}

void OfficePool::Parts::serve(std::size_t seat, OfficeWorker& office) {
    note(seat, WorkerStats::State::Idle, &office);
    while (!queue.closed()) {
        if (office.ended()) return died_idle();
        const bool fresh = documents_of(seat) == 0;
        if (!fresh && queue.further_try_waits(kLook)) {  // and no office is new enough for it: this one makes room
            const std::lock_guard lock(mutex);
            ++stats.recycled;
            return;
        }
        const JobPtr job = queue.take(kLook, fresh ? JobQueue::Office::Fresh : JobQueue::Office::Used);
        if (!job) continue;
        if (office.ended()) {  // while it was idle: not the document's doing
            queue.put_first(job);
            return died_idle();
        }
        note(seat, WorkerStats::State::Rendering, &office);
        const Decision decision = attempt(seat, office, job);
        if (decision.office != NextOffice::Keep) return;
        note(seat, WorkerStats::State::Idle, &office);
    }
}

void OfficePool::Parts::count(const Decision& decision, Outcome outcome, Steady::duration took) {
    switch (outcome) {
        case Outcome::Rendered:
            usual = usual * 0.9 + took * 0.1;
            worked += took;
            break;
        case Outcome::Spoiled:
            ++stats.spoiled;
            break;
        case Outcome::Refused:
            break;
        case Outcome::Crashed:
            ++stats.crashed;
            break;
        case Outcome::Stuck:
            ++stats.stuck;
            break;
        case Outcome::Swollen:
            ++stats.swollen;
            break;
        case Outcome::Hung:
            ++stats.hung;
            break;
    }
    if (decision.office == NextOffice::Recycle) ++stats.recycled;
    if (decision.reply == Reply::None) ++stats.retried;
}

Decision OfficePool::Parts::attempt(std::size_t seat, OfficeWorker& office, const JobPtr& job) {
    const auto began = Steady::now();
    OfficeAnswer answer{Outcome::Crashed, {}, {}, Excuse::Starved};
    try {
        answer = office.render(job->bytes, job->form, job->deadline);
    } catch (const std::exception& why) {  // the disk, most likely: the next office has a new folder
        answer.what = why.what();
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - began);
    const std::size_t resident = office.resident_bytes();

    std::unique_lock lock(mutex);
    waited += began - job->put;
    job->seat = seat;
    job->office = stats.workers[seat].process;
    WorkerStats& worker = stats.workers[seat];
    ++worker.documents;
    worker.resident_bytes = resident;
    job->office_documents = worker.documents;
    job->excuse = answer.excuse;
    const Attempt attempt{answer.outcome, job->tries,       job->blames, quarantine.kills(job->content, Steady::now()),
                          took,           worker.documents, resident,    answer.excuse,
                          office.age()};
    const Decision decision = decide(attempt, settings);
    quarantine.mark(job->content, decision.blame, Steady::now());
    count(decision, answer.outcome, Steady::now() - began);
    if (decision.office == NextOffice::Replace && answer.excuse != Excuse::None) ++stats.excused;
    lock.unlock();

    if (decision.reply != Reply::None) {
        queue.answer(job, answer_for(decision, std::move(answer)));
    } else {
        ++job->tries;
        if (is_to_blame(attempt)) ++job->blames;
        queue.put_first(job);
    }
    return decision;
}

RenderAnswer OfficePool::Parts::answer_for(const Decision& decision, OfficeAnswer&& answer) {
    switch (decision.reply) {
        case Reply::Pdf:
            return std::move(answer.pdf);
        case Reply::BadDocument:
            return Failure{RenderError{RenderFault::BadDocument, answer.what}};
        case Reply::TimedOut:
            return Failure{no_answer()};
        case Reply::OfficeFailed:
            return Failure{offices_failed(answer.what)};
        case Reply::None:
            break;
    }
    broken_invariant("no reply to give");
}

}  // namespace ehcflow::documents
