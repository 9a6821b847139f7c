#include "documents/render/office_pool.h"

#include <algorithm>

#include "base/invariant.h"
#include "documents/check/pdf/pdf_file.h"
#include "documents/check/pdf/pdf_rules.h"
#include "documents/check/source_document.h"
#include "documents/render/pool_parts.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

SourceForm source_form(DocumentForm form) {
    switch (form) {
        case DocumentForm::Package:
            return SourceForm::Package;
        case DocumentForm::FlatXml:
            return SourceForm::FlatXml;
    }
    broken_invariant("an open document in no form");
}

// A file without its marks would be taken for one that was never meant for everybody: nobody gets it.
std::optional<std::string> what_is_missing(const PdfFacts& facts, PdfKind kind) {
    if (facts.pages == 0) return "it has no pages";
    for (const PdfPage& page : facts.each_page)
        if (page.missing_fonts > 0) return "the office made a PDF that writes with fonts that are not in it";
    if (!facts.tagged) return "the office made a PDF whose structure is not marked";
    if (!facts.marked_pdf_ua) return "the office made a PDF that is not marked as PDF/UA-1";
    if (kind == PdfKind::AccessibleArchive && !facts.marked_pdf_a)
        return "the office made a PDF that is not marked as PDF/A-2b";
    return {};
}

Result<Pdf, std::string> finished(std::string made, const Odt& document, PdfKind kind) {
    auto pdf = finish_pdf(made, {document.draft, document.dated});
    if (!pdf) return Failure{pdf.error()};
    if (auto fault = what_is_missing(pdf->facts, kind)) return Failure{*fault};
    Findings findings = check_pdf(pdf->facts);
    return Pdf{std::move(pdf->bytes), pdf->facts.pages, std::move(findings), std::move(pdf->repairs)};
}

}  // namespace

std::string_view name(WorkerStats::State state) {
    switch (state) {
        case WorkerStats::State::Starting:
            return "starting";
        case WorkerStats::State::Spare:
            return "spare";
        case WorkerStats::State::Idle:
            return "idle";
        case WorkerStats::State::Rendering:
            return "rendering";
        case WorkerStats::State::BackingOff:
            return "backing-off";
    }
    broken_invariant("a worker in no state");
}

OfficePool::Parts::Parts(OfficeSettings given)
    : settings(std::move(given)),
      folder(settings.private_root),
      runtime(settings.program),
      seed(make_seed(settings, folder.path() / "seed")),
      queue(settings.queue_limit),
      turns(std::max(1U, settings.workers)),
      quarantine(settings.quarantine),
      offices(std::max(1U, settings.workers) + settings.spares) {
    stats.confined = seed.sandbox == Sandbox::Bubblewrap;
    stats.at_once = std::max(1U, settings.workers);
    stats.workers.resize(offices.size());
}

RenderError OfficePool::Parts::offices_failed(const std::string& what) const {
    return {RenderFault::OfficeFailed, "the offices that were given this document failed: " + what,
            settings.first_back_off};
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
    const double rounds =
        static_cast<double>(settings.queue_limit) / static_cast<double>(std::max(1U, settings.workers));
    return std::chrono::ceil<std::chrono::milliseconds>(usual * rounds);
}

Result<Pdf, RenderError> OfficePool::Parts::refuse(RenderError error) {
    const std::lock_guard lock(mutex);
    ++stats.failures[static_cast<std::size_t>(error.fault)];
    return Failure{std::move(error)};
}

bool OfficePool::Parts::is_quarantined(Quarantine::Content content) const {
    const std::lock_guard lock(mutex);
    return quarantine.holds(content, Steady::now());
}

void OfficePool::Parts::count_asked() {
    const std::lock_guard lock(mutex);
    ++stats.asked;
}

void OfficePool::Parts::count_checked(const Result<Pdf, std::string>& pdf, Steady::duration took) {
    const std::lock_guard lock(mutex);
    checked += took;
    if (!pdf) return;
    ++stats.rendered;
    if (!pdf->repairs.empty()) ++stats.repaired;
}

Reply OfficePool::Parts::after_spoiling(const JobPtr& job) {
    Reply reply = Reply::None;
    Attempt attempt{Outcome::Spoiled, job->tries, job->blames, 0, {}, job->office_documents, 0, job->excuse};
    {
        const std::lock_guard lock(mutex);
        ++stats.spoiled;
        // It may be at the next document already, which it would spoil as well; that one is tried again, too.
        OfficeWorker* const office = offices[job->seat];
        if (office != nullptr && stats.workers[job->seat].process == job->office) {
            if (attempt.excuse == Excuse::None) attempt.excuse = office->excuse();
            office->kill();
        }
        if (attempt.excuse != Excuse::None) ++stats.excused;
        reply = decide(attempt, settings).reply;
        if (reply != Reply::None) return reply;
        ++stats.retried;
    }
    ++job->tries;
    if (is_to_blame(attempt)) ++job->blames;
    queue.put_first(job);
    return reply;
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
    parts_->count_asked();
    const auto form = check_source(document.bytes);
    if (!form) return parts_->refuse({RenderFault::BadDocument, form.error()});
    const auto content = Quarantine::content(document.bytes);
    if (parts_->is_quarantined(content))
        return parts_->refuse({RenderFault::Quarantined,
                               "this document ended two offices and is not tried again for a while; change it"});
    const auto longest = Deadline::in(parts_->settings.longest_render);
    const auto job =
        std::make_shared<Job>(Job{document.bytes, source_form(*form), content,
                                  Deadline::at(std::min(deadline.moment(), longest.moment())), document.can_wait});
    switch (parts_->queue.put(job)) {
        case JobQueue::Taken::Yes:
            break;
        case JobQueue::Taken::Full:
            return parts_->refuse({RenderFault::Busy, "too many documents wait already", parts_->likely_wait()});
        case JobQueue::Taken::Closed:
            return parts_->refuse({RenderFault::ShuttingDown, "the program is ending"});
    }
    for (;;) {
        auto answer = parts_->queue.wait_for(job);
        if (!answer) return parts_->refuse(parts_->no_answer());
        if (!*answer) return parts_->refuse(std::move(*answer).error());
        const auto began = Steady::now();
        auto pdf = finished(std::move(**answer), document, parts_->settings.pdf);
        parts_->count_checked(pdf, Steady::now() - began);
        if (pdf) return std::move(pdf).value();
        const Reply reply = parts_->after_spoiling(job);
        if (reply == Reply::BadDocument) return parts_->refuse({RenderFault::BadDocument, pdf.error()});
        if (reply == Reply::OfficeFailed) return parts_->refuse(parts_->offices_failed(pdf.error()));
    }
}

PoolStats OfficePool::stats() const {
    const std::size_t waiting = parts_->queue.waiting();
    const std::lock_guard lock(parts_->mutex);
    PoolStats now = parts_->stats;
    now.waiting = waiting;
    now.quarantined = parts_->quarantine.held(Steady::now());
    const auto rounded = [](Steady::duration time) { return std::chrono::round<std::chrono::milliseconds>(time); };
    now.waited = rounded(parts_->waited);
    now.working = rounded(parts_->worked);
    now.checking = rounded(parts_->checked);
    return now;
}

void OfficePool::shut_down() {
    if (!parts_) return;
    parts_->queue.close();
    parts_->turns.close();
    {
        std::unique_lock lock(parts_->mutex);
        parts_->idle.notify_all();
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
