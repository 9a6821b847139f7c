#include "storage/ledger.h"

#include <algorithm>

#include "base/invariant.h"
#include "storage/ledger_parts.h"
#include "storage/schema.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

fs::path made_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
    return folder / "ledger.db";
}

bool key_is_used(Database& database, const Effects& effects) {
    if (!effects.reply) return false;
    invariant(!effects.reply->key.empty() && effects.reply->key.size() <= kLongestKey, "a kept reply has a fit key");
    return database.cached("SELECT 1 FROM replies WHERE key = ?1")->text(1, effects.reply->key).step();
}

bool is_document_there(Database& database, const DocumentId& id) {
    return database.cached("SELECT 1 FROM documents WHERE document_id = ?1")->text(1, id.text()).step();
}

bool has_part(const CaseHistory& history, const PartChange& given, const People& people) {
    const auto there = std::find_if(history.people.begin(), history.people.end(),
                                    [&](const Participant& one) { return one.part.name == given.name; });
    if (there == history.people.end() || there->part.role != given.role || there->part.part != given.part) return false;
    const auto made = std::find_if(people.parties.begin(), people.parties.end(),
                                   [&](const PartyChange& party) { return party.id == given.party; });
    if (made == people.parties.end()) return there->part.party == given.party;
    return there->party.kind == made->kind && there->party.about == made->about;
}

// Whether the case was opened with just these, whatever came after.
bool began_so(const CaseHistory& history, const NewCase& given) {
    if (history.record != given.record || history.events.size() < given.events.size()) return false;
    for (std::size_t i = 0; i < given.events.size(); ++i)
        if (history.events[i].body != given.events[i].body) return false;
    return history.people.size() == given.people.parts.size() &&
           std::all_of(given.people.parts.begin(), given.people.parts.end(),
                       [&](const PartChange& part) { return has_part(history, part, given.people); });
}

}  // namespace

std::optional<Conflict> unfit_case(Database& database, const CaseId& id, std::optional<Sequence> expected) {
    const auto query = database.cached(
        R"sql(
          SELECT EXISTS (SELECT 1 FROM erasures x WHERE x.case_id = c.case_id),
          (SELECT coalesce(max(sequence), 0) FROM events e WHERE e.case_id = c.case_id) FROM cases c
          WHERE c.case_id = ?1)sql");
    if (!query->text(1, id.text()).step()) return Conflict{Conflict::Code::CaseUnknown};
    if (query->number(0) != 0) return Conflict{Conflict::Code::CaseErased};
    const Sequence last = query->number(1);
    if (expected && last != *expected) return Conflict{Conflict::Code::SequenceMoved, last};
    return std::nullopt;
}

std::optional<Conflict> Ledger::Parts::write(const RecorderId& recorder, const Effects& effects, const Check& check,
                                             const Work& work) {
    invariant(writer != nullptr, "a ledger opened for reading is not written to");
    std::optional<Conflict> why;
    writer->run([&](Database& database) {
        why = key_is_used(database, effects) ? Conflict{Conflict::Code::KeyUsed} : check(database);
        if (!why && effects.ends && !holds_lease(database, *effects.ends)) why = Conflict{Conflict::Code::JobLost};
        if (why) return;
        Writing writing(database, recorder, settings.clock(), effects.now ? &effects.now->id : nullptr);
        const std::int64_t before = effects.now ? record_as_of(database, effects.now->id) : 0;
        work(writing);
        if (effects.reply) writing.reply(*effects.reply);
        for (const NewJob& job : effects.jobs) put_job(database, job, settings.clock());
        for (const NewBatch& batch : effects.batches) put_batch(database, batch, settings.clock());
        if (effects.ends && effects.yields) put_yield(database, effects.ends->id, *effects.yields);
        if (effects.ends) finish_job(database, *effects.ends, settings.clock());
        if (effects.now && writing.has_recorded()) {
            const auto last = writing.last_event() ? writing.last_event() : last_sequence(database, effects.now->id);
            put_now(database, *effects.now, before == effects.now->record_as_of && last == effects.now->sequence);
        }
    });
    return why;
}

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::open(const fs::path& folder, const Settings& settings) {
    const bool writes = settings.access == Access::Write;
    const fs::path file = writes ? made_folder(folder) : folder / "ledger.db";
    std::unique_ptr<GroupCommit> writer;
    if (writes) {
        {
            Database form(file, Database::Mode::Write, settings.busy_timeout);
            migrate(form, file.string());
            form.keep_write_ahead_log();
        }
        Database database(file, Database::Mode::WriteGathered, settings.busy_timeout);
        if (settings.most_bytes > 0) {
            const std::int64_t pages = settings.most_bytes / database.number("PRAGMA page_size");
            database.run(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
        }
        writer = std::make_unique<GroupCommit>(std::move(database));
    } else {
        Database database(file, Database::Mode::ReadOnly, settings.busy_timeout);
        expect_current(database, file.string());
    }
    return Ledger(
        std::unique_ptr<Parts>(new Parts{settings, file, std::move(writer), Readers(file, settings.busy_timeout)}));
}

Result<Opened, Conflict> Ledger::open_case(const CaseId& id, const NewCase& given, const RecorderId& recorder,
                                           const Effects& effects) {
    Opened opened{};
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        const auto there = history_of(database, id);
        opened = {Opened::Was::New, static_cast<Sequence>(given.events.size())};
        if (!there) return unfit_people(database, id, given.people);
        opened = {Opened::Was::Identical, there->sequence()};
        if (!began_so(*there, given)) return Conflict{Conflict::Code::CaseExists, there->sequence()};
        return std::nullopt;
    };
    const auto texts = texts_of(given.events);
    const auto why = parts_->write(recorder, effects, check, [&](Writing& writing) {
        writing.is_about(id);
        if (opened.was == Opened::Was::Identical) return;
        writing.open_case(id, given.record);
        writing.people(id, given.people);
        writing.events(id, 0, given.events, texts);
    });
    if (why) return Failure{*why};
    return opened;
}

Result<Sequence, Conflict> Ledger::append(const CaseId& id, Sequence expected, const std::vector<NewEvent>& events,
                                          const RecorderId& recorder, const Effects& effects) {
    const auto check = [&](Database& database) { return unfit_case(database, id, expected); };
    const auto texts = texts_of(events);
    const auto why =
        parts_->write(recorder, effects, check, [&](Writing& writing) { writing.events(id, expected, events, texts); });
    if (why) return Failure{*why};
    return expected + static_cast<Sequence>(events.size());
}

Result<Sequence, Conflict> Ledger::revise_record(const CaseId& id, Sequence expected, const Body& record,
                                                 const RecorderId& recorder, const Effects& effects,
                                                 const People& people) {
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        if (auto why = unfit_case(database, id)) return why;
        if (const Sequence now = revision_of(database, id); now != expected)
            return Conflict{Conflict::Code::RevisionMoved, now};
        return unfit_people(database, id, people);
    };
    const auto why = parts_->write(recorder, effects, check, [&](Writing& writing) {
        writing.revision(id, expected + 1, record);
        writing.people(id, people);
    });
    if (why) return Failure{*why};
    return expected + 1;
}

Result<void, Conflict> Ledger::hold(const CaseId& id, bool holds, const std::string& reason, const RecorderId& recorder,
                                    const Effects& effects) {
    const auto why = parts_->write(
        recorder, effects, [&](Database& database) { return unfit_case(database, id); },
        [&](Writing& writing) { writing.hold(id, holds, reason); });
    if (why) return Failure{*why};
    return {};
}

Result<Erasure, Conflict> Ledger::erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by,
                                        const RecorderId& recorder, const Effects& effects) {
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        if (auto why = unfit_case(database, id)) return why;
        if (storage::is_held(database, id)) return Conflict{Conflict::Code::CaseHeld};
        return std::nullopt;
    };
    Erasure erased;
    const auto why = parts_->write(recorder, effects, check,
                                   [&](Writing& writing) { erased = writing.erase(id, rule, approved_by); });
    if (why) return Failure{*why};
    // The log beside the file still has the pages as they were: it is put into the file and cut to nothing.
    Database(parts_->file, Database::Mode::Write, parts_->settings.busy_timeout)
        .prepare("PRAGMA wal_checkpoint(TRUNCATE)")
        .step();
    return erased;
}

Result<void, Conflict> Ledger::prepare_documents(const std::vector<Prepared>& documents, const RecorderId& recorder,
                                                 const Effects& effects) {
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        for (const auto& [document, now] : documents) {
            if (document.of_case)
                if (auto why = unfit_case(database, *document.of_case)) return why;
            if (is_document_there(database, document.id)) return Conflict{Conflict::Code::DocumentExists};
        }
        return std::nullopt;
    };
    const auto why = parts_->write(recorder, effects, check, [&](Writing& writing) {
        for (const auto& [document, now] : documents) {
            writing.document(document);
            if (now) writing.now(*now);
        }
    });
    if (why) return Failure{*why};
    return {};
}

Result<Sequence, Conflict> Ledger::record_step(const DocumentId& id, const NewStep& step, const Seen& seen,
                                               const std::vector<NewEvent>& events, const RecorderId& recorder,
                                               const Effects& effects) {
    std::optional<CaseId> of_case;
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        const auto document = document_of(database, id);
        if (!document) return Conflict{Conflict::Code::DocumentUnknown};
        if (!document->of_case) return Conflict{Conflict::Code::DocumentOfNoCase};
        if (is_erased(database, *document->of_case)) return Conflict{Conflict::Code::CaseErased};
        if (papers_as_of(database, *document->of_case) != seen.papers_as_of)
            return Conflict{Conflict::Code::DocumentMoved, static_cast<Sequence>(document->steps.size())};
        if (const auto last = last_sequence(database, *document->of_case); last != seen.sequence)
            return Conflict{Conflict::Code::SequenceMoved, last.value_or(0)};
        of_case = document->of_case;
        return std::nullopt;
    };
    const Sequence after = seen.sequence + static_cast<Sequence>(events.size());
    const auto texts = texts_of(events);
    const auto why = parts_->write(recorder, effects, check, [&](Writing& writing) {
        writing.is_about(*of_case);
        writing.events(*of_case, seen.sequence, events, texts);
        writing.step(id, step, events.empty() ? std::nullopt : std::optional(after));
    });
    if (why) return Failure{*why};
    return after;
}

DocumentId new_document_id() { return *DocumentId::parse("D-" + random_token().substr(0, 32)); }
PartyId new_party_id() { return *PartyId::parse("P-" + random_token().substr(0, 32)); }

}  // namespace ehcflow::storage
