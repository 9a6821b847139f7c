#include "service/app/paper.h"

#include <stdexcept>

#include "interchange/value.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

constexpr const char* kRecorded = "version-recorded";

PaperVersion version_of(const storage::PaperName& name, const storage::PaperEvent& event) {
    const auto body = interchange::read_value(event.body.reveal());
    const auto by = body ? storage::RecorderId::parse(text_of(*body, "by")) : std::nullopt;
    if (!by || !event.content)
        throw std::runtime_error("a version of the paper " + name.name + " in the ledger cannot be read");
    return {event.sequence, event.recorded_at, event.recorder, *by, text_of(*body, "why"), *event.content};
}

}  // namespace

Result<storage::Sequence, storage::Conflict> record_version(storage::Ledger& ledger, const PaperGiven& given,
                                                            const storage::RecorderId& recorder,
                                                            const storage::Effects& effects) {
    Value body;
    body.set("by", given.by.text());
    body.set("why", given.why);
    return ledger.record_paper(given.name, given.expected,
                               {kRecorded, storage::Body(interchange::write_value(body)), given.text}, recorder,
                               effects);
}

std::vector<PaperVersion> versions_of(const storage::Ledger& ledger, const storage::PaperName& name) {
    std::vector<PaperVersion> versions;
    for (const storage::PaperEvent& event : ledger.paper_events(name)) versions.push_back(version_of(name, event));
    return versions;
}

std::optional<PaperVersion> newest_version(const storage::Ledger& ledger, const storage::PaperName& name) {
    const auto events = ledger.paper_events(name);
    return events.empty() ? std::nullopt : std::optional(version_of(name, events.back()));
}

}  // namespace ehcflow::service
