// The members of a ledger that are about jobs, and what is cleared by age.
#include "base/invariant.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

constexpr char kColumns[] = "SELECT job_id, kind, case_id, body, state, not_before, attempts, lease, reason FROM jobs ";
const std::string kJobOfId = std::string(kColumns) + "WHERE job_id = ?1";
const std::string kJobsInState = std::string(kColumns) + "WHERE state = ?1 ORDER BY not_before, job_id LIMIT 1000";
// One of those that wait and one whose lease has ended, each found by the index without sorting the others.
std::string first_in(const char* state) {
    return "SELECT * FROM (" + std::string(kColumns) + "WHERE kind = ?1 AND state = '" + state +
           "' AND not_before <= ?2 ORDER BY not_before, job_id LIMIT 1)";
}
const std::string kNextJob =
    first_in("waiting") + " UNION ALL " + first_in("leased") + " ORDER BY not_before, job_id LIMIT 1";

Job job_at(const Statement& row) {
    const auto id = JobId::parse(row.text(0));
    if (!id) throw StorageError(Trouble::Corrupt, "the ledger: a job's number is none; run ehcflow verify");
    return {*id,
            row.text(1),
            row.is_null(2) ? std::nullopt : CaseId::parse(row.text(2)),
            row.text(3),
            row.text(4),
            parse_instant(row.text(5)).value_or(Instant{}),
            static_cast<int>(row.number(6)),
            row.text(7),
            row.text(8)};
}

std::optional<Job> next_job(Database& database, const std::string& kind, Instant now) {
    const auto query = database.cached(kNextJob.c_str());
    query->text(1, kind).text(2, to_iso(now));
    return query->step() ? std::optional(job_at(*query)) : std::nullopt;
}

void end_job(Database& database, const JobId& id, std::string_view state, std::string_view reason, Instant now) {
    database.cached("UPDATE jobs SET state = ?2, lease = '', reason = ?3, ended_at = ?4 WHERE job_id = ?1")
        ->text(1, id.text())
        .text(2, state)
        .text(3, reason)
        .text(4, to_iso(now))
        .run();
}

void put_off(Database& database, const JobId& id, std::string_view reason, Instant until) {
    database.cached("UPDATE jobs SET state = 'waiting', lease = '', reason = ?2, not_before = ?3 WHERE job_id = ?1")
        ->text(1, id.text())
        .text(2, reason)
        .text(3, to_iso(until))
        .run();
}

}  // namespace

bool holds_lease(Database& database, const JobLease& lease) {
    return database.cached("SELECT 1 FROM jobs WHERE job_id = ?1 AND state = 'leased' AND lease = ?2")
        ->text(1, lease.id.text())
        .text(2, lease.lease)
        .step();
}

void put_job(Database& database, const NewJob& job, Instant now) {
    invariant(policy_of(job.kind) != nullptr, "a job is of a kind that has a policy");
    const auto row = database.cached(
        R"sql(
          INSERT INTO jobs (job_id, kind, case_id, body, state, not_before, attempts, lease, reason, made_at)
          VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0, '', '', ?5) ON CONFLICT (job_id) DO NOTHING)sql");
    row->text(1, job.id.text()).text(2, job.kind).text(4, job.body).text(5, to_iso(now));
    job.of_case ? row->text(3, job.of_case->text()) : row->nothing(3);
    row->run();
}

void finish_job(Database& database, const JobLease& lease, Instant now) {
    end_job(database, lease.id, "done", "", now);
}

Result<void, Conflict> Ledger::add_jobs(const std::optional<CaseId>& of_case, const RecorderId& recorder,
                                        const Effects& effects) {
    const auto check = [&](Database& database) { return of_case ? unfit_case(database, *of_case) : std::nullopt; };
    if (const auto why = parts_->write(recorder, effects, check, [](Writing&) {})) return Failure{*why};
    return {};
}

std::optional<Job> Ledger::take_job(const std::string& kind) {
    const JobPolicy* policy = policy_of(kind);
    invariant(policy != nullptr && parts_->writer != nullptr, "a job is of a kind that has a policy");
    // Most of the time there is none: found by a reader, without the writer's turn.
    const auto waits = parts_->readers.read(
        [&](Database& database) { return next_job(database, kind, parts_->settings.clock()).has_value(); });
    if (!waits) return std::nullopt;
    std::optional<Job> taken;
    parts_->writer->run([&](Database& database) {
        const Instant now = parts_->settings.clock();
        while ((taken = next_job(database, kind, now))) {
            if (taken->attempts < policy->most_attempts) break;
            // Begun as often as may be and never ended: whoever took it crashed each time.
            end_job(database, taken->id, "dead",
                    "was begun " + std::to_string(taken->attempts) + " times and never ended", now);
        }
        if (!taken) return;
        taken->lease = random_token();
        ++taken->attempts;
        database
            .cached("UPDATE jobs SET state = 'leased', lease = ?2, attempts = ?3, not_before = ?4 WHERE job_id = ?1")
            ->text(1, taken->id.text())
            .text(2, taken->lease)
            .number(3, taken->attempts)
            .text(4, to_iso(now + policy->lease))
            .run();
    });
    return taken;
}

void Ledger::fail_job(const JobLease& lease, const std::string& reason, Again again) {
    parts_->writer->run([&](Database& database) {
        if (!holds_lease(database, lease)) return;  // another has it by now, and its word counts
        const auto query = database.cached(kJobOfId.c_str());
        query->text(1, lease.id.text()).step();
        const Job job = job_at(*query);
        const Instant now = parts_->settings.clock();
        const auto wait = wait_after(*policy_of(job.kind), job.attempts);
        if (again == Again::Never || !wait)
            end_job(database, job.id, "dead", reason, now);
        else
            put_off(database, job.id, reason, now + *wait);
    });
}

bool Ledger::retry_job(const JobId& id) {
    bool done = false;
    parts_->writer->run([&](Database& database) {
        database
            .cached(
                R"sql(
                  UPDATE jobs
                  SET attempts = iif(state = 'dead', 0, attempts), state = 'waiting', not_before = ?2,
                  ended_at = NULL WHERE job_id = ?1 AND state IN ('dead', 'waiting'))sql")
            ->text(1, id.text())
            .text(2, to_iso(parts_->settings.clock()))
            .run();
        done = database.changed() > 0;
    });
    return done;
}

std::optional<Job> Ledger::job(const JobId& id) const {
    return parts_->readers.read([&](Database& database) -> std::optional<Job> {
        const auto query = database.cached(kJobOfId.c_str());
        if (!query->text(1, id.text()).step()) return std::nullopt;
        return job_at(*query);
    });
}

std::vector<Job> Ledger::jobs(const std::string& state) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<Job> jobs;
        const auto query = database.cached(kJobsInState.c_str());
        query->text(1, state);
        while (query->step()) jobs.push_back(job_at(*query));
        return jobs;
    });
}

void Ledger::take_back_leases() {
    parts_->writer->run([&](Database& database) {
        database.cached("UPDATE jobs SET state = 'waiting', lease = '', not_before = made_at WHERE state = 'leased'")
            ->run();
    });
}

Cleared Ledger::clear(Instant replies_before, Instant jobs_before) {
    Cleared cleared;
    parts_->writer->run([&](Database& database) {
        database.cached("DELETE FROM replies WHERE kept_at < ?1")->text(1, to_iso(replies_before)).run();
        cleared.replies = database.changed();
        database.cached("DELETE FROM jobs WHERE state = 'done' AND ended_at < ?1")->text(1, to_iso(jobs_before)).run();
        cleared.jobs = database.changed();
        cleared.batches = clear_batches(database, jobs_before);
    });
    return cleared;
}

JobId new_job_id() { return *JobId::parse("J-" + random_token().substr(0, 32)); }

}  // namespace ehcflow::storage
