#include "documents/render/office_pool.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include "base/invariant.h"
#include "documents/check/pdf_file.h"
#include "documents/check/source_document.h"
#include "documents/render/job_queue.h"
#include "documents/render/office_worker.h"
#include "documents/render/private_folder.h"
#include "documents/render/quarantine.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr auto kLook = std::chrono::seconds(1);  // how often an idle worker looks whether its office still lives

SourceForm source_form(DocumentForm form) {
    switch (form) {
        case DocumentForm::Package:
            return SourceForm::Package;
        case DocumentForm::FlatXml:
            return SourceForm::FlatXml;
    }
    broken_invariant("an open document in no form");
}

std::string installed_version(const OfficeSettings& settings) {
    const std::string version = office_version(settings.program);
    if (version.empty() || !fs::exists(settings.program / "soffice.bin"))
        throw OfficeUnavailable("LibreOffice is not in " + settings.program.string() +
                                "; install the package libreoffice-writer-nogui (tools/install does)");
    return version;
}

Sandbox seed_profile(const OfficeSettings& settings, const fs::path& home, const std::vector<ProfileLine>& lines) {
    try {
        make_seed(settings, Sandbox::Bubblewrap, home, lines);
        return Sandbox::Bubblewrap;
    } catch (const StartFailure& why) {
        if (settings.confinement == Confinement::Required)
            throw OfficeUnavailable("LibreOffice cannot be run in its sandbox: " + std::string(why.what()) +
                                    ". Install the package bubblewrap and allow user namespaces, or set confinement "
                                    "to preferred and accept that it runs unconfined");
    }
    fs::remove_all(home);
    make_seed(settings, Sandbox::None, home, lines);
    return Sandbox::None;
}

}  // namespace

std::string_view name(WorkerStats::State state) {
    switch (state) {
        case WorkerStats::State::Starting:
            return "starting";
        case WorkerStats::State::Idle:
            return "idle";
        case WorkerStats::State::Rendering:
            return "rendering";
        case WorkerStats::State::BackingOff:
            return "backing-off";
    }
    broken_invariant("a worker in no state");
}

struct OfficePool::Parts {
    explicit Parts(OfficeSettings given);

    void work(std::size_t seat);
    std::unique_ptr<OfficeWorker> start(std::size_t seat, unsigned life);
    void serve(std::size_t seat, OfficeWorker& office);
    Decision attempt(std::size_t seat, OfficeWorker& office, const JobPtr& job);
    RenderAnswer answer_for(const Decision& decision, OfficeAnswer&& answer);
    void note(std::size_t seat, WorkerStats::State state, OfficeWorker* office);
    std::chrono::milliseconds likely_wait() const;
    Result<Pdf, RenderError> refuse(RenderError error);
    RenderError no_answer();

    const OfficeSettings settings;
    const PrivateFolder folder;
    const std::vector<ProfileLine> lines;
    const UnoRuntime runtime;
    const Sandbox sandbox;
    JobQueue queue;

    mutable std::mutex mutex;  // of all below
    std::condition_variable idle;
    PoolStats stats;
    Quarantine quarantine;
    std::vector<OfficeWorker*> offices;                   // by seat; null where there is none
    std::chrono::duration<double, std::milli> usual{50};  // that a document takes, smoothed

    std::vector<std::thread> threads;
};

OfficePool::Parts::Parts(OfficeSettings given)
    : settings(std::move(given)),
      folder(settings.private_root),
      lines(profile_lines(installed_version(settings))),
      runtime(settings.program),
      sandbox(seed_profile(settings, folder.path() / "seed", lines)),
      queue(settings.queue_limit),
      quarantine(settings.quarantine),
      offices(std::max(1U, settings.workers)) {
    stats.confined = sandbox == Sandbox::Bubblewrap;
    stats.workers.resize(offices.size());
}

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

// One thread a seat, for as long as the pool lives: an office dies with the thread that spawned it.
void OfficePool::Parts::work(std::size_t seat) {
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
        serve(seat, *office);
        note(seat, WorkerStats::State::Starting, nullptr);
    }
}

std::unique_ptr<OfficeWorker> OfficePool::Parts::start(std::size_t seat, unsigned life) {
    const std::string label = std::to_string(seat) + "-" + std::to_string(life);
    try {
        return std::make_unique<OfficeWorker>(
            settings, runtime, lines,
            OfficeWorker::Place{sandbox, folder.path() / "seed", folder.path() / ("worker-" + label),
                                folder.name() + "-" + label});
    } catch (const std::exception& why) {
        const std::lock_guard lock(mutex);
        ++stats.failed_starts;
        stats.last_start_failure = why.what();
        return nullptr;
    }
}

void OfficePool::Parts::serve(std::size_t seat, OfficeWorker& office) {
    note(seat, WorkerStats::State::Idle, &office);
    while (!queue.closed() && !office.ended()) {
        const JobPtr job = queue.take(kLook);
        if (!job) continue;
        if (office.ended()) {  // while it was idle: not the document's doing
            queue.put_first(job);
            return;
        }
        note(seat, WorkerStats::State::Rendering, &office);
        const Decision decision = attempt(seat, office, job);
        if (decision.office != NextOffice::Keep) return;
        note(seat, WorkerStats::State::Idle, &office);
    }
}

Decision OfficePool::Parts::attempt(std::size_t seat, OfficeWorker& office, const JobPtr& job) {
    const auto began = Steady::now();
    OfficeAnswer answer{Outcome::Crashed, {}, {}};
    try {
        answer = office.render(job->bytes, job->form, job->deadline);
    } catch (const std::exception& why) {  // the disk, most likely: the next office has a new folder
        answer.what = why.what();
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - began);
    const std::size_t resident = office.resident_bytes();

    std::unique_lock lock(mutex);
    WorkerStats& worker = stats.workers[seat];
    ++worker.documents;
    worker.resident_bytes = resident;
    const Decision decision = decide(
        {answer.outcome, job->crashes, quarantine.kills(job->content, Steady::now()), took, worker.documents, resident},
        settings);
    quarantine.mark(job->content, decision.mark, Steady::now());
    if (answer.outcome == Outcome::Crashed) ++stats.crashed;
    if (answer.outcome == Outcome::Rendered) {
        ++stats.rendered;
        usual = usual * 0.9 + (Steady::now() - began) * 0.1;
    }
    if (decision.office == NextOffice::Recycle) ++stats.recycled;
    lock.unlock();

    if (decision.reply != Reply::None) {
        queue.answer(job, answer_for(decision, std::move(answer)));
    } else {
        ++job->crashes;
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
            return Failure{RenderError{RenderFault::OfficeFailed,
                                       "the office ended twice under this document: " + answer.what,
                                       settings.first_back_off}};
        case Reply::None:
            break;
    }
    broken_invariant("no reply to give");
}

// Where no office can be started at all, that is the reason, and not the document or the caller's haste.
RenderError OfficePool::Parts::no_answer() {
    const std::lock_guard lock(mutex);
    const bool none = std::all_of(stats.workers.begin(), stats.workers.end(), [](const WorkerStats& worker) {
        return worker.state == WorkerStats::State::BackingOff;
    });
    if (none)
        return {RenderFault::OfficeFailed, "no office can be started: " + stats.last_start_failure,
                settings.longest_back_off};
    return {RenderFault::TimedOut, "there was no PDF by the deadline; give it longer, or make the document smaller"};
}

std::chrono::milliseconds OfficePool::Parts::likely_wait() const {
    const std::lock_guard lock(mutex);
    const double turns = static_cast<double>(settings.queue_limit) / static_cast<double>(offices.size());
    return std::chrono::ceil<std::chrono::milliseconds>(usual * turns);
}

Result<Pdf, RenderError> OfficePool::Parts::refuse(RenderError error) {
    const std::lock_guard lock(mutex);
    switch (error.fault) {
        case RenderFault::BadDocument:
        case RenderFault::Quarantined:
            ++stats.refused_documents;
            break;
        case RenderFault::Busy:
            ++stats.refused_busy;
            break;
        case RenderFault::TimedOut:
            ++stats.timed_out;
            break;
        case RenderFault::OfficeFailed:
        case RenderFault::ShuttingDown:
            break;
    }
    return Failure{std::move(error)};
}

OfficePool::OfficePool(OfficeSettings settings) {
    try {
        parts_ = std::make_unique<Parts>(std::move(settings));
    } catch (const OfficeUnavailable&) {
        throw;
    } catch (const std::exception& why) {  // the folder, the spawning, the registries
        throw OfficeUnavailable(why.what());
    }
    for (std::size_t seat = 0; seat < parts_->offices.size(); ++seat)
        parts_->threads.emplace_back([parts = parts_.get(), seat] { parts->work(seat); });
}

OfficePool::~OfficePool() { shut_down(); }

Result<Pdf, RenderError> OfficePool::render(const Odt& document, const Deadline& deadline) {
    const auto form = check_source(document.bytes);
    if (!form) return parts_->refuse({RenderFault::BadDocument, form.error()});
    const auto content = Quarantine::content(document.bytes);
    {
        const std::unique_lock lock(parts_->mutex);
        if (parts_->quarantine.holds(content, Steady::now())) {
            ++parts_->stats.refused_documents;
            return Failure{
                RenderError{RenderFault::Quarantined,
                            "this document ended two offices and is not tried again for a while; change it"}};
        }
    }
    const auto longest = Deadline::in(parts_->settings.longest_render);
    const auto job = std::make_shared<Job>(Job{document.bytes,
                                               source_form(*form),
                                               content,
                                               Deadline::at(std::min(deadline.moment(), longest.moment())),
                                               0,
                                               {}});
    switch (parts_->queue.put(job)) {
        case JobQueue::Taken::Yes:
            break;
        case JobQueue::Taken::Full:
            return parts_->refuse({RenderFault::Busy, "too many documents wait already", parts_->likely_wait()});
        case JobQueue::Taken::Closed:
            return parts_->refuse({RenderFault::ShuttingDown, "the program is ending"});
    }
    auto answer = parts_->queue.wait_for(job);
    if (!answer) return parts_->refuse(parts_->no_answer());
    if (!*answer) return parts_->refuse(std::move(*answer).error());
    const auto facts = read_pdf(**answer);
    if (!facts || facts->pages == 0)
        return parts_->refuse({RenderFault::BadDocument, facts ? "it has no pages" : facts.error()});
    return Pdf{std::move(**answer), facts->pages, check_pdf(*facts)};
}

PoolStats OfficePool::stats() const {
    const std::size_t waiting = parts_->queue.waiting();
    const std::lock_guard lock(parts_->mutex);
    PoolStats now = parts_->stats;
    now.waiting = waiting;
    return now;
}

void OfficePool::shut_down() {
    if (!parts_) return;
    parts_->queue.close();
    {
        std::unique_lock lock(parts_->mutex);
        const auto in_hand = [this] {
            return std::any_of(parts_->stats.workers.begin(), parts_->stats.workers.end(),
                               [](const WorkerStats& worker) { return worker.state == WorkerStats::State::Rendering; });
        };
        if (!parts_->idle.wait_for(lock, parts_->settings.drain, [&] { return !in_hand(); }))
            for (const OfficeWorker* office : parts_->offices)
                if (office != nullptr) office->kill();
    }
    for (std::thread& thread : parts_->threads)
        if (thread.joinable()) thread.join();
}

}  // namespace ehcflow::documents
