#include "service/app/import_caseload.h"

#include <optional>
#include <set>

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
        if (const auto child = interchange::child_of(history.id.text(), put_together(history)))
            before.children.add(*child);
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

// What is to be written of a child; nothing where somebody else was quicker.
std::optional<storage::CaseWrite> write_of(SharedParties& shared, const storage::Ledger& ledger, const Admission& child,
                                           const storage::RecorderId& recorder) {
    const CaseId id = *CaseId::parse(child.reference);
    const auto there = child.is_new ? std::nullopt : ledger.read_case(id);
    if (!child.is_new && !there) return std::nullopt;
    storage::CaseWrite write{id,
                             child.is_new,
                             static_cast<storage::Sequence>(child.recorded_events),
                             child.revision,
                             new_events(child.events),
                             std::nullopt,
                             {}};
    if (!child.is_new && !child.record_changes) return write;
    const storage::CaseHistory none{id, {}, recorder, std::nullopt, {}, {}, 0, false};
    auto apart = take_apart(shared, ledger, there.value_or(none), child.record);
    invariant(apart.ok(), "a record that was made from an import has its people in order");
    write.record = storage::Body(interchange::write_value(apart->rest));
    write.people = std::move(apart->people);
    return write;
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
    ImportedCaseload caseload =
        interchange::admit(std::move(files), std::move(before.children), recorded, calendar, job.today);

    // Of what was recorded. May be asked twice: the ledger may have to write what it could not keep a second time.
    const auto report_of = [&](const std::vector<char>& done) {
        ImportReport report{caseload.files};
        for (std::size_t i = 0; i < done.size(); ++i) {
            const Admission& child = caseload.admissions[i];
            if (done[i] == 0) {
                interchange::hold_back(report.files, child, std::string(kOvertaken));
                continue;
            }
            ++(child.is_new ? report.new_children : report.added_to);
            report.events += child.events.size();
        }
        return report;
    };
    if (job.mode == ImportMode::Dry) return report_of(std::vector<char>(caseload.admissions.size(), 1));
    SharedParties shared(*ledger);
    std::vector<storage::CaseWrite> writes;
    std::vector<char> is_there;
    for (const Admission& child : caseload.admissions) {
        auto write = write_of(shared, *ledger, child, job.recorder);
        is_there.push_back(write ? 1 : 0);
        if (write) writes.push_back(std::move(*write));
    }
    const auto done_of = [&](const storage::Outcomes& outcomes) {
        std::vector<char> done;
        std::size_t next = 0;
        for (const char one : is_there) done.push_back(one != 0 && !outcomes[next++] ? 1 : 0);
        return done;
    };
    ImportReport report;
    const auto recorded_all =
        ledger->write_cases(writes, job.recorder, job.key, [&](const storage::Outcomes& outcomes) {
            report = report_of(done_of(outcomes));
            return job.keep(report);
        });
    if (!recorded_all) return Failure{std::vector<std::string>{"this Idempotency-Key was used meanwhile"}};
    if (job.key.empty()) report = report_of(done_of(*recorded_all));
    refresh(*ledger, calendar, job.today);
    return report;
}

}  // namespace ehcflow::service
