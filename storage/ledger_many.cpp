// Writes to many cases in one transaction.
#include "base/invariant.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

// What a write may not do is found before anything of it is written, so that the others go on.
std::optional<Conflict> unfit(Database& database, const CaseWrite& write) {
    if (write.opens) {
        if (const auto last = last_sequence(database, write.id)) return Conflict{Conflict::Code::CaseExists, *last};
        return unfit_people(database, write.id, write.people);
    }
    if (auto why = unfit_case(database, write.id, write.expected)) return why;
    if (!write.record) return std::nullopt;
    if (const Sequence now = revision_of(database, write.id); now != write.expected_revision)
        return Conflict{Conflict::Code::RevisionMoved, now};
    return unfit_people(database, write.id, write.people);
}

void put(Writing& writing, const CaseWrite& write) {
    if (write.opens) {
        invariant(write.record.has_value(), "a case is opened with a record");
        writing.open_case(write.id, *write.record);
        writing.people(write.id, write.people);
    }
    if (!write.events.empty()) writing.events(write.id, write.expected, write.events, texts_of(write.events));
    if (write.opens || !write.record) return;
    writing.revision(write.id, write.expected_revision + 1, *write.record);
    writing.people(write.id, write.people);
}

}  // namespace

Result<Outcomes, Conflict> Ledger::write_cases(const std::vector<CaseWrite>& writes, const RecorderId& recorder,
                                               const std::string& key, const KeepOutcomes& keep) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Outcomes outcomes;
    bool used = false;
    parts_->writer->run([&](Database& database) {
        used = !key.empty() && database.cached("SELECT 1 FROM replies WHERE key = ?1")->text(1, key).step();
        if (used) return;
        outcomes.clear();
        Writing writing(database, recorder, parts_->settings.clock());
        for (const CaseWrite& write : writes) {
            outcomes.push_back(unfit(database, write));
            if (!outcomes.back()) put(writing, write);
        }
        if (key.empty()) return;
        writing.is_about_many();
        writing.reply(keep(outcomes));
    });
    if (used) return Failure{Conflict{Conflict::Code::KeyUsed}};
    return outcomes;
}

}  // namespace ehcflow::storage
