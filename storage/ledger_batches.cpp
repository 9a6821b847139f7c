// The members of a ledger that are about batches.
#include <array>
#include <cstdio>

#include "storage/content.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

// A job that is gone was erased with its case.
constexpr char kCounts[] =
    R"sql(
      SELECT b.batch_id, b.made_at, b.what, count(*), count(*) FILTER (WHERE r.made),
      count(*) FILTER (WHERE NOT r.made AND (j.state IS NULL OR j.state = 'dead')) FROM batches b
      JOIN batch_records r USING (batch_id) LEFT JOIN jobs j USING (job_id)
)sql";
const std::string kOne = std::string(kCounts) + "WHERE b.batch_id = ?1 GROUP BY b.batch_id";
const std::string kAll = std::string(kCounts) + "GROUP BY b.batch_id ORDER BY b.made_at DESC, b.batch_id LIMIT 100";

[[noreturn]] void corrupt() { throw StorageError(Trouble::Corrupt, "the ledger: a batch's row says what none can"); }

template <class T>
T id_in(const std::string& text) {
    auto id = T::parse(text);
    if (!id) corrupt();
    return std::move(*id);
}

BatchState state_at(const Statement& row) {
    return {id_in<BatchId>(row.text(0)),
            parse_instant(row.text(1)).value_or(Instant{}),
            row.text(2),
            row.number(3),
            row.number(4),
            row.number(5)};
}

// Named so that they are taken in the order of the records.
JobId job_of(const BatchId& batch, RecordNumber record) {
    std::array<char, 24> digits{};
    std::snprintf(digits.data(), digits.size(), "%08lld", static_cast<long long>(record));
    return *JobId::parse("J-" + batch.text().substr(2) + "-" + digits.data());
}

std::string written(const std::vector<DocumentId>& documents) {
    std::string text;
    for (const DocumentId& id : documents) text.append(text.empty() ? "" : " ").append(id.text());
    return text;
}

std::vector<DocumentId> read_ids(std::string_view text) {
    std::vector<DocumentId> ids;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        ids.push_back(id_in<DocumentId>(std::string(text.substr(0, end))));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return ids;
}

bool is_known(Database& database, const CaseId& id) {
    return database.cached("SELECT 1 FROM cases WHERE case_id = ?1")->text(1, id.text()).step();
}

}  // namespace

void put_batch(Database& database, const NewBatch& batch, Instant now) {
    database.cached("INSERT INTO batches (batch_id, made_at, what, form) VALUES (?1, ?2, ?3, ?4)")
        ->text(1, batch.id.text())
        .text(2, to_iso(now))
        .text(3, batch.what)
        .blob(4, batch.form)
        .run();
    RecordNumber number = 0;
    for (const BatchRecord& record : batch.records) {
        const JobId job = job_of(batch.id, ++number);
        const bool known = record.of_case && is_known(database, *record.of_case);
        put_job(database, {job, "bulk", known ? record.of_case : std::nullopt, "{}"}, now);
        database
            .cached(
                R"sql(
                  INSERT INTO batch_records (batch_id, record, job_id, made, documents, body, size, packed, bytes)
                  VALUES (?1, ?2, ?3, 0, '', ?4, 0, 0, x''))sql")
            ->text(1, batch.id.text())
            .number(2, number)
            .text(3, job.text())
            .text(4, record.body)
            .run();
    }
}

void put_yield(Database& database, const JobId& job, const BatchYield& yield) {
    const Content content = pack(yield.bytes);
    database
        .cached(
            R"sql(
              UPDATE batch_records
              SET made = 1, documents = ?2, body = '', size = ?3, packed = ?4, bytes = ?5
              WHERE job_id = ?1)sql")
        ->text(1, job.text())
        .text(2, written(yield.documents))
        .number(3, static_cast<std::int64_t>(content.size))
        .number(4, content.packed ? 1 : 0)
        .blob(5, content.bytes)
        .run();
}

std::int64_t clear_batches(Database& database, Instant before) {
    std::vector<std::string> old;
    {
        const auto query = database.cached(
            R"sql(
              SELECT batch_id FROM batches b WHERE made_at < ?1 AND NOT EXISTS (SELECT 1
              FROM batch_records r JOIN jobs j USING (job_id) WHERE r.batch_id = b.batch_id
              AND j.state IN ('waiting', 'leased')))sql");
        query->text(1, to_iso(before));
        while (query->step()) old.push_back(query->text(0));
    }
    for (const std::string& id : old)
        for (const char* sql :
             {"DELETE FROM jobs WHERE job_id IN (SELECT job_id FROM batch_records WHERE batch_id = ?1)",
              "DELETE FROM batch_records WHERE batch_id = ?1", "DELETE FROM batches WHERE batch_id = ?1"})
            database.cached(sql)->text(1, id).run();
    return static_cast<std::int64_t>(old.size());
}

Result<void, Conflict> Ledger::add_batch(const NewBatch& batch, const RecorderId& recorder, const Effects& effects) {
    Effects all = effects;
    all.batches.push_back(batch);
    return add_jobs(std::nullopt, recorder, all);
}

std::optional<BatchTask> Ledger::batch_task(const JobId& job) const {
    return parts_->readers.read([&](Database& database) -> std::optional<BatchTask> {
        const auto query = database.cached(
            R"sql(
              SELECT r.batch_id, r.record, b.what, r.body FROM batch_records r
              JOIN batches b USING (batch_id) WHERE r.job_id = ?1)sql");
        if (!query->text(1, job.text()).step()) return std::nullopt;
        return BatchTask{id_in<BatchId>(query->text(0)), query->number(1), query->text(2), query->text(3)};
    });
}

std::string Ledger::batch_form(const BatchId& id) const {
    return parts_->readers.read([&](Database& database) {
        const auto query = database.cached("SELECT form FROM batches WHERE batch_id = ?1");
        return query->text(1, id.text()).step() ? query->text(0) : std::string();
    });
}

std::optional<BatchState> Ledger::batch(const BatchId& id) const {
    return parts_->readers.read([&](Database& database) -> std::optional<BatchState> {
        const auto query = database.cached(kOne.c_str());
        if (!query->text(1, id.text()).step()) return std::nullopt;
        return state_at(*query);
    });
}

std::vector<BatchState> Ledger::batches() const {
    return parts_->readers.read([](Database& database) {
        std::vector<BatchState> states;
        const auto query = database.cached(kAll.c_str());
        while (query->step()) states.push_back(state_at(*query));
        return states;
    });
}

std::vector<BatchFailure> Ledger::batch_failures(const BatchId& id, const Slice& slice) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<BatchFailure> failures;
        const auto query = database.cached(
            R"sql(
              SELECT r.record, r.job_id, coalesce(j.reason, '') FROM batch_records r
              LEFT JOIN jobs j USING (job_id) WHERE r.batch_id = ?1 AND NOT r.made
              AND (j.state IS NULL OR j.state = 'dead') ORDER BY r.record LIMIT ?2 OFFSET ?3)sql");
        query->text(1, id.text()).number(2, slice.most).number(3, slice.after);
        while (query->step()) failures.push_back({query->number(0), id_in<JobId>(query->text(1)), query->text(2)});
        return failures;
    });
}

std::vector<BatchMade> Ledger::batch_made(const BatchId& id, const Slice& slice) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<BatchMade> made;
        const auto query = database.cached(
            R"sql(
              SELECT record, documents FROM batch_records WHERE batch_id = ?1 AND made ORDER BY record
              LIMIT ?2 OFFSET ?3)sql");
        query->text(1, id.text()).number(2, slice.most).number(3, slice.after);
        while (query->step()) made.push_back({query->number(0), read_ids(query->text(1))});
        return made;
    });
}

std::optional<std::string> Ledger::batch_bytes(const BatchId& id, RecordNumber record) const {
    return parts_->readers.read([&](Database& database) -> std::optional<std::string> {
        const auto query = database.cached(
            R"sql(
              SELECT size, packed, bytes FROM batch_records WHERE batch_id = ?1 AND record = ?2 AND made
              AND documents = '')sql");
        if (!query->text(1, id.text()).number(2, record).step()) return std::nullopt;
        auto bytes = unpack({static_cast<std::size_t>(query->number(0)), query->number(1) != 0, query->text(2)});
        if (!bytes) corrupt();
        return bytes;
    });
}

std::int64_t Ledger::retry_batch(const BatchId& id) {
    std::int64_t again = 0;
    parts_->writer->run([&](Database& database) {
        database
            .cached(
                R"sql(
                  UPDATE jobs SET state = 'waiting', attempts = 0, not_before = ?2, ended_at = NULL
                  WHERE state = 'dead' AND job_id IN (SELECT job_id FROM batch_records
                  WHERE batch_id = ?1))sql")
            ->text(1, id.text())
            .text(2, to_iso(parts_->settings.clock()))
            .run();
        again = database.changed();
    });
    return again;
}

BatchId new_batch_id() { return *BatchId::parse("B-" + random_token().substr(0, 32)); }

}  // namespace ehcflow::storage
