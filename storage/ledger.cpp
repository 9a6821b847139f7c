#include "storage/ledger.h"

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

// Why nothing can be recorded of the case, where that is so.
std::optional<Conflict> unfit(Database& database, const CaseId& id, const Effects& effects) {
    if (key_is_used(database, effects)) return Conflict{Conflict::Code::KeyUsed};
    if (!last_sequence(database, id)) return Conflict{Conflict::Code::CaseUnknown};
    if (is_erased(database, id)) return Conflict{Conflict::Code::CaseErased};
    return std::nullopt;
}

bool is_document_there(Database& database, const DocumentId& id) {
    return database.cached("SELECT 1 FROM documents WHERE document_id = ?1")->text(1, id.text()).step();
}

// Whether the case was opened with just these, whatever came after.
bool began_so(const CaseHistory& history, const Body& record, const std::vector<NewEvent>& events) {
    if (history.record != record || history.events.size() < events.size()) return false;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (history.events[i].body != events[i].body) return false;
    return true;
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::open(const fs::path& folder, const Settings& settings) {
    const bool writes = settings.access == Access::Write;
    const fs::path file = writes ? made_folder(folder) : folder / "ledger.db";
    std::unique_ptr<GroupCommit> writer;
    if (writes) {
        Database database(file, Database::Mode::Write, settings.busy_timeout);
        migrate(database, file.string());
        database.keep_write_ahead_log();
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

Result<Opened, Conflict> Ledger::open_case(const CaseId& id, const Body& record, const std::vector<NewEvent>& events,
                                           const RecorderId& recorder, const Effects& effects) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<Opened, Conflict> answer = Opened{Opened::Was::New, static_cast<Sequence>(events.size())};
    parts_->writer->run([&](Database& database) {
        if (key_is_used(database, effects)) {
            answer = Failure{Conflict{Conflict::Code::KeyUsed}};
            return;
        }
        if (const auto there = history_of(database, id)) {
            if (!began_so(*there, record, events)) {
                answer = Failure{Conflict{Conflict::Code::CaseExists, there->sequence()}};
                return;
            }
            answer = Opened{Opened::Was::Identical, there->sequence()};
        }
        Writing writing(database, recorder, parts_->settings.clock());
        if (answer->was == Opened::Was::New) {
            writing.open_case(id, record);
            for (std::size_t i = 0; i < events.size(); ++i) writing.event(id, static_cast<Sequence>(i) + 1, events[i]);
        }
        if (effects.reply) writing.reply(*effects.reply);
    });
    return answer;
}

Result<Sequence, Conflict> Ledger::append(const CaseId& id, Sequence expected, const std::vector<NewEvent>& events,
                                          const RecorderId& recorder, const Effects& effects) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<Sequence, Conflict> answer = expected + static_cast<Sequence>(events.size());
    parts_->writer->run([&](Database& database) {
        if (const auto why = unfit(database, id, effects))
            answer = Failure{*why};
        else if (const auto last = last_sequence(database, id); last != expected)
            answer = Failure{Conflict{Conflict::Code::SequenceMoved, last.value_or(0)}};
        if (!answer) return;
        Writing writing(database, recorder, parts_->settings.clock());
        Sequence sequence = expected;
        for (const NewEvent& event : events) writing.event(id, ++sequence, event);
        if (effects.reply) writing.reply(*effects.reply);
    });
    return answer;
}

Result<Sequence, Conflict> Ledger::revise_record(const CaseId& id, Sequence expected, const Body& record,
                                                 const RecorderId& recorder, const Effects& effects) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<Sequence, Conflict> answer = expected + 1;
    parts_->writer->run([&](Database& database) {
        if (const auto why = unfit(database, id, effects))
            answer = Failure{*why};
        else if (const auto now = history_of(database, id); now->revision != expected)
            answer = Failure{Conflict{Conflict::Code::RevisionMoved, now->revision}};
        if (!answer) return;
        Writing writing(database, recorder, parts_->settings.clock());
        writing.revision(id, expected + 1, record);
        if (effects.reply) writing.reply(*effects.reply);
    });
    return answer;
}

Result<void, Conflict> Ledger::hold(const CaseId& id, bool holds, const std::string& reason,
                                    const RecorderId& recorder) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<void, Conflict> answer;
    parts_->writer->run([&](Database& database) {
        if (const auto why = unfit(database, id, {})) {
            answer = Failure{*why};
            return;
        }
        Writing(database, recorder, parts_->settings.clock()).hold(id, holds, reason);
    });
    return answer;
}

Result<Erasure, Conflict> Ledger::erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by,
                                        const RecorderId& recorder) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<Erasure, Conflict> answer = Erasure{};
    parts_->writer->run([&](Database& database) {
        if (const auto why = unfit(database, id, {}))
            answer = Failure{*why};
        else if (storage::is_held(database, id))
            answer = Failure{Conflict{Conflict::Code::CaseHeld}};
        if (!answer) return;
        answer = Writing(database, recorder, parts_->settings.clock()).erase(id, rule, approved_by);
    });
    return answer;
}

Result<void, Conflict> Ledger::prepare_document(const NewDocument& document, const RecorderId& recorder,
                                                const Effects& effects) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<void, Conflict> answer;
    parts_->writer->run([&](Database& database) {
        if (key_is_used(database, effects))
            answer = Failure{Conflict{Conflict::Code::KeyUsed}};
        else if (const auto why = document.of_case ? unfit(database, *document.of_case, {}) : std::nullopt)
            answer = Failure{*why};
        else if (is_document_there(database, document.id))
            answer = Failure{Conflict{Conflict::Code::DocumentExists}};
        if (!answer) return;
        Writing writing(database, recorder, parts_->settings.clock());
        writing.document(document);
        if (effects.reply) writing.reply(*effects.reply);
    });
    return answer;
}

Result<Sequence, Conflict> Ledger::issue_document(const DocumentId& id, Date sent_on, Sequence expected,
                                                  const std::vector<NewEvent>& events, const RecorderId& recorder,
                                                  const Effects& effects) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Result<Sequence, Conflict> answer = expected + static_cast<Sequence>(events.size());
    parts_->writer->run([&](Database& database) {
        const auto document = document_of(database, id);
        const auto last = document && document->of_case ? last_sequence(database, *document->of_case) : std::nullopt;
        if (key_is_used(database, effects))
            answer = Failure{Conflict{Conflict::Code::KeyUsed}};
        else if (!document)
            answer = Failure{Conflict{Conflict::Code::DocumentUnknown}};
        else if (!document->of_case)
            answer = Failure{Conflict{Conflict::Code::DocumentOfNoCase}};
        else if (is_erased(database, *document->of_case))
            answer = Failure{Conflict{Conflict::Code::CaseErased}};
        else if (document->issued)
            answer = Failure{Conflict{Conflict::Code::DocumentIssued}};
        else if (last != expected)
            answer = Failure{Conflict{Conflict::Code::SequenceMoved, last.value_or(0)}};
        if (!answer) return;
        Writing writing(database, recorder, parts_->settings.clock());
        for (std::size_t i = 0; i < events.size(); ++i)
            writing.event(*document->of_case, expected + static_cast<Sequence>(i) + 1, events[i]);
        // Without events of its own it went with those that another letter of its notice recorded last.
        writing.issue(id, sent_on, *answer);
        if (effects.reply) writing.reply(*effects.reply);
    });
    return answer;
}

DocumentId new_document_id() { return *DocumentId::parse("D-" + random_token().substr(0, 32)); }

}  // namespace ehcflow::storage
