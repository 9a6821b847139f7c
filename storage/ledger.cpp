#include "storage/ledger.h"

#include "storage/hash.h"

namespace ehcflow::storage {

extern const std::string_view kFirstMigration;  // storage/migrations/0001_ledger.sql

namespace {

constexpr std::int64_t kApplication = 0x45484346;  // "EHCF"
// In order; a database's user_version is the number of those it has had.
const std::string_view* const kMigrations[] = {&kFirstMigration};
constexpr std::int64_t kVersion = std::size(kMigrations);

const std::string kNoHash(64, '0');

void migrate(Database& database, const std::string& file) {
    Transaction transaction(database);
    const std::int64_t application = database.number("PRAGMA application_id");
    const std::int64_t version = database.number("PRAGMA user_version");
    const bool fresh = application == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!fresh && application != kApplication)
        throw StorageError(file + ": is a database of another program; name another file");
    if (version > kVersion)
        throw StorageError(file + ": was made by a newer Ehcflow (version " + std::to_string(version) +
                           ", this one knows " + std::to_string(kVersion) + "); use that program");
    for (std::int64_t next = version; next < kVersion; ++next) database.run(std::string(*kMigrations[next]).c_str());
    database.run(("PRAGMA application_id=" + std::to_string(kApplication)).c_str());
    database.run(("PRAGMA user_version=" + std::to_string(kVersion)).c_str());
    transaction.commit();
}

// Each part stands with its length, so that no two entries can be written alike.
std::string entry_hash(std::string_view case_id, Sequence sequence, std::string_view recorded_at,
                       std::string_view recorder, std::string_view body_hash, std::string_view previous) {
    std::string entry;
    for (const std::string& part : {std::string(case_id), std::to_string(sequence), std::string(recorded_at),
                                    std::string(recorder), std::string(body_hash), std::string(previous)})
        entry.append(std::to_string(part.size())).append(":").append(part);
    return sha256(entry);
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& file) : database_(file) {
    migrate(database_, file.string());
    database_.keep_write_ahead_log();
}

std::optional<Sequence> Ledger::last_sequence(const CaseId& id) const {
    Statement query = database_.prepare(
        "SELECT (SELECT coalesce(max(sequence), 0) FROM events WHERE case_id = c.case_id) FROM cases c WHERE c.case_id "
        "= ?1");
    query.bind(1, id.text());
    if (!query.step()) return std::nullopt;
    return query.number(0);
}

Result<Sequence, Conflict> Ledger::create(const CaseId& id, const std::string& record,
                                          std::span<const std::string> bodies, const std::string& recorder,
                                          Instant now) {
    const std::lock_guard lock(turn_);
    Transaction transaction(database_);
    if (const auto last = last_sequence(id)) return Failure{Conflict{Conflict::Kind::CaseExists, *last}};
    database_.prepare("INSERT INTO cases (case_id, created_at) VALUES (?1, ?2)")
        .bind(1, id.text())
        .bind(2, to_iso(now))
        .step();
    database_.prepare("INSERT INTO records (case_id, body) VALUES (?1, ?2)").bind(1, id.text()).bind(2, record).step();
    const Sequence last = insert(id, 0, bodies, recorder, now);
    transaction.commit();
    return last;
}

Result<Sequence, Conflict> Ledger::append(const CaseId& id, Sequence expected, std::span<const std::string> bodies,
                                          const std::string& recorder, Instant now) {
    const std::lock_guard lock(turn_);
    Transaction transaction(database_);
    const auto last = last_sequence(id);
    if (!last) return Failure{Conflict{Conflict::Kind::NoSuchCase, 0}};
    if (*last != expected) return Failure{Conflict{Conflict::Kind::SequenceMoved, *last}};
    const Sequence now_last = insert(id, expected, bodies, recorder, now);
    transaction.commit();
    return now_last;
}

Sequence Ledger::insert(const CaseId& id, Sequence last, std::span<const std::string> bodies,
                        const std::string& recorder, Instant now) {
    std::string previous = kNoHash;
    Statement newest = database_.prepare("SELECT position, hash FROM events ORDER BY position DESC LIMIT 1");
    std::int64_t position = 0;
    if (newest.step()) {
        position = newest.number(0);
        previous = newest.text(1);
    }
    Statement event = database_.prepare(
        "INSERT INTO events (position, case_id, sequence, recorded_at, recorder, body_hash, previous, hash) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    Statement body_row = database_.prepare("INSERT INTO bodies (position, body) VALUES (?1, ?2)");
    const std::string recorded_at = to_iso(now);
    for (const std::string& body : bodies) {
        const std::string body_hash = sha256(body);
        std::string hash = entry_hash(id.text(), ++last, recorded_at, recorder, body_hash, previous);
        event.bind(1, ++position)
            .bind(2, id.text())
            .bind(3, last)
            .bind(4, recorded_at)
            .bind(5, recorder)
            .bind(6, body_hash)
            .bind(7, previous)
            .bind(8, hash);
        event.step();
        event.reset();
        body_row.bind(1, position).bind(2, body).step();
        body_row.reset();
        previous = std::move(hash);
    }
    return last;
}

std::vector<CaseId> Ledger::cases() const {
    const std::lock_guard lock(turn_);
    std::vector<CaseId> ids;
    Statement query = database_.prepare("SELECT case_id FROM cases ORDER BY case_id");
    while (query.step())
        if (auto id = CaseId::parse(query.text(0))) ids.push_back(std::move(*id));
    return ids;
}

std::optional<std::string> Ledger::record(const CaseId& id) const {
    const std::lock_guard lock(turn_);
    Statement query = database_.prepare("SELECT body FROM records WHERE case_id = ?1");
    query.bind(1, id.text());
    if (!query.step()) return std::nullopt;
    return query.text(0);
}

std::vector<StoredEvent> Ledger::events(const CaseId& id) const {
    const std::lock_guard lock(turn_);
    std::vector<StoredEvent> events;
    Statement query = database_.prepare(
        "SELECT sequence, recorded_at, recorder, body FROM events JOIN bodies USING (position) WHERE case_id = ?1 "
        "ORDER BY sequence");
    query.bind(1, id.text());
    while (query.step())
        events.push_back(
            {query.number(0), parse_instant(query.text(1)).value_or(Instant{}), query.text(2), query.text(3)});
    return events;
}

Audit Ledger::verify() const {
    const std::lock_guard lock(turn_);
    Audit audit;
    audit.cases = database_.number("SELECT count(*) FROM cases");
    audit.last_hash = kNoHash;
    Statement query = database_.prepare(
        "SELECT position, case_id, sequence, recorded_at, recorder, body_hash, previous, hash, body, "
        "(SELECT count(*) FROM events b WHERE b.case_id = events.case_id AND b.sequence < events.sequence) "
        "FROM events LEFT JOIN bodies USING (position) ORDER BY position");
    while (query.step()) {
        const auto fault = [&](std::string_view what) {
            audit.fault = "entry " + std::to_string(query.number(0)) + " (case " + query.text(1) + ", event " +
                          query.text(2) + "): " + std::string(what);
        };
        ++audit.events;
        if (query.number(0) != audit.events) return fault("an entry before it is missing"), audit;
        if (query.text(6) != audit.last_hash) return fault("it does not follow the entry before it"), audit;
        if (query.number(9) + 1 != query.number(2)) return fault("an earlier event of its case is missing"), audit;
        if (entry_hash(query.text(1), query.number(2), query.text(3), query.text(4), query.text(5), query.text(6)) !=
            query.text(7))
            return fault("it was altered"), audit;
        if (sha256(query.text(8)) != query.text(5)) return fault("its body was altered or is missing"), audit;
        audit.last_hash = query.text(7);
    }
    return audit;
}

}  // namespace ehcflow::storage
