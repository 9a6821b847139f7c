#include "service/app/import_caseload.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <set>
#include <thread>

#include "interchange/value.h"
#include "service/app/people.h"
#include "service/app/project.h"
#include "service/app/recording.h"

namespace ehcflow::service {
namespace {

using interchange::Admission;
using interchange::ImportedCaseload;
using interchange::Recorded;
using templates::Value;

// Children that wait for the disk together are flushed together: with 64 writers a caseload took two thirds of the time
// that it took with 16.
constexpr std::size_t kWriters = 64;
constexpr std::string_view kOvertaken = "somebody recorded in the case meanwhile; import it again";

struct Before {
    interchange::KnownChildren children;
    std::set<std::string> references;
};

Before what_is_recorded(const storage::Ledger* ledger) {
    Before before;
    if (ledger == nullptr) return before;
    ledger->for_each_case([&](const storage::CaseHistory& history) {
        before.references.insert(history.id.text());
        if (const auto child = interchange::child_of(history.id.text(), put_together(history))) before.children.add(*child);
    });
    return before;
}

std::optional<Recorded> look_up(const storage::Ledger& ledger, const std::string& reference) {
    const auto history = ledger.read_case(*CaseId::parse(reference));
    if (!history) return std::nullopt;
    Recorded recorded{history->erased, put_together(*history), history->revision, {}};
    for (const storage::RecordedEvent& event : history->events)
        recorded.events.push_back(event.body ? event.body->reveal() : std::string("null"));
    return recorded;
}

// Whether the whole of it is recorded; where it is not, somebody else was quicker.
bool record(storage::Ledger& ledger, const Admission& child, const storage::RecorderId& recorder) {
    const CaseId id = *CaseId::parse(child.reference);
    const auto events = new_events(child.events);
    const auto there = child.is_new ? std::nullopt : ledger.read_case(id);
    if (!child.is_new && !there) return false;
    const storage::CaseHistory none{id, {}, recorder, std::nullopt, {}, {}, 0, false};
    auto apart = take_apart(ledger, there.value_or(none), child.record);
    invariant(apart.ok(), "a record that was made from an import has its people in order");
    const storage::Body body(interchange::write_value(apart->rest));
    if (child.is_new) return ledger.open_case(id, {body, events, std::move(apart->people)}, recorder).ok();
    const auto seen = static_cast<storage::Sequence>(child.recorded_events);
    if (!events.empty() && !ledger.append(id, seen, events, recorder)) return false;
    return !child.record_changes ||
           ledger.revise_record(id, child.revision, body, recorder, {}, apart->people).ok();
}

// Each child by itself, many at once. What breaks stops all of them; those that were recorded are whole.
std::vector<char> record_all(storage::Ledger& ledger, const std::vector<Admission>& children,
                             const storage::RecorderId& recorder) {
    std::vector<char> done(children.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> broken = false;
    std::exception_ptr fault;
    const auto work = [&] {
        try {
            for (std::size_t i; !broken && (i = next++) < children.size();)
                done[i] = record(ledger, children[i], recorder) ? 1 : 0;
        } catch (...) {
            if (!broken.exchange(true)) fault = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> writers;
        for (std::size_t i = 0; i < std::min(kWriters, children.size()); ++i) writers.emplace_back(work);
    }
    if (fault) std::rethrow_exception(fault);
    return done;
}

}  // namespace

std::size_t ImportReport::rows(interchange::Verdict::Was was) const {
    std::size_t count = 0;
    for (const interchange::SourceFile& file : files)
        for (const interchange::SourceRow& row : file.rows) count += row.verdict.was == was ? 1U : 0U;
    return count;
}

Result<ImportReport, std::vector<std::string>> import_caseload(storage::Ledger* ledger,
                                                               const workflow::Calendar& calendar, ImportJob job) {
    invariant(ledger != nullptr || job.mode == ImportMode::Dry, "a caseload is recorded in a ledger");
    std::vector<interchange::SourceFile> files;
    std::vector<std::string> faults;
    for (ImportSource& source : job.sources) {
        auto read = interchange::read_source(std::move(source.name), source.kind, std::move(source.bytes), job.mapping,
                                             job.today);
        if (read)
            files.push_back(std::move(read).value());
        else
            faults.push_back(read.error());
    }
    if (!faults.empty()) return Failure{std::move(faults)};

    Before before = what_is_recorded(ledger);
    const auto recorded = [&](const std::string& reference) {
        return before.references.contains(reference) ? look_up(*ledger, reference) : std::nullopt;
    };
    ImportedCaseload caseload = interchange::admit(std::move(files), std::move(before.children), recorded, calendar, job.today);

    ImportReport report;
    std::vector<char> done(caseload.admissions.size(), 1);
    if (job.mode == ImportMode::Record) {
        done = record_all(*ledger, caseload.admissions, job.recorder);
        refresh(*ledger, calendar, job.today);
    }
    for (std::size_t i = 0; i < done.size(); ++i) {
        const Admission& child = caseload.admissions[i];
        if (done[i] == 0) {
            interchange::hold_back(caseload, child, std::string(kOvertaken));
            continue;
        }
        ++(child.is_new ? report.new_children : report.added_to);
        report.events += child.events.size();
    }
    report.files = std::move(caseload.files);
    return report;
}

}  // namespace ehcflow::service
