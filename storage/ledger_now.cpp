// The members of a ledger that are about how cases now stand: the rows that pages read.
#include <algorithm>
#include <map>

#include "base/invariant.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

enum Urgency : std::int64_t { kDated = 0, kUndated = 1, kNothing = 2 };

std::optional<Date> day_or_nothing(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : Date::parse(row.text(column));
}

Date day(const Statement& row, int column) {
    const auto read = Date::parse(row.text(column));
    if (!read) throw StorageError(Trouble::Corrupt, "the ledger: a day that pages read is none; run ehcflow rebuild");
    return *read;
}

CaseId case_at(const Statement& row, int column) {
    const auto id = CaseId::parse(row.text(column));
    if (!id) throw StorageError(Trouble::Corrupt, "the ledger: a case's reference is none; run ehcflow verify");
    return *id;
}

void bind_day(Statement& to, int index, const std::optional<Date>& day) {
    day ? to.text(index, to_iso(*day)) : to.nothing(index);
}

// From this column on: rule, who, due, safe, started_by, started_on.
OwedDuty duty_at(const Statement& row, int column) {
    return {
        row.text(column),     row.text(column + 1), day_or_nothing(row, column + 2), day_or_nothing(row, column + 3),
        row.text(column + 4), day(row, column + 5)};
}

// From this column on: source, setting, phase, since, until.
Placed placed_at(const Statement& row, int column) {
    return {row.text(column), row.text(column + 1), row.text(column + 2), day(row, column + 3),
            day_or_nothing(row, column + 4)};
}

// Rows that stay as they were are not written again: most events change little, and each page costs at the next flush.
bool has_duties(Database& database, const CaseNow& now) {
    const auto rows = database.cached(
        "SELECT rule, who, due, safe, started_by, started_on FROM duty_now WHERE case_id = ?1 ORDER BY place");
    rows->text(1, now.id.text());
    std::vector<OwedDuty> there;
    while (rows->step()) there.push_back(duty_at(*rows, 0));
    return there == now.duties;
}

bool has_placements(Database& database, const CaseNow& now) {
    const auto rows = database.cached(
        "SELECT source, setting, phase, since, until FROM placement_now WHERE case_id = ?1 ORDER BY place");
    rows->text(1, now.id.text());
    std::vector<Placed> there;
    while (rows->step()) there.push_back(placed_at(*rows, 0));
    return there == now.placements;
}

void put_duties(Database& database, const CaseNow& now) {
    database.cached("DELETE FROM duty_now WHERE case_id = ?1")->text(1, now.id.text()).run();
    std::int64_t place = 0;
    for (const OwedDuty& duty : now.duties) {
        const auto row = database.cached(
            R"sql(
              INSERT INTO duty_now (case_id, place, rule, who, due, safe, started_by, started_on)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql");
        row->text(1, now.id.text())
            .number(2, place++)
            .text(3, duty.rule)
            .text(4, duty.who)
            .text(7, duty.started_by)
            .text(8, to_iso(duty.started_on));
        bind_day(*row, 5, duty.due);
        bind_day(*row, 6, duty.safe);
        row->run();
    }
}

void put_placements(Database& database, const CaseNow& now) {
    database.cached("DELETE FROM placement_now WHERE case_id = ?1")->text(1, now.id.text()).run();
    std::int64_t place = 0;
    for (const Placed& placed : now.placements) {
        const auto row = database.cached(
            R"sql(
              INSERT INTO placement_now (case_id, place, source, setting, phase, since, until)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql");
        row->text(1, now.id.text())
            .number(2, place++)
            .text(3, placed.source)
            .text(4, placed.setting)
            .text(5, placed.phase)
            .text(6, to_iso(placed.since));
        bind_day(*row, 7, placed.until);
        row->run();
    }
}

std::vector<CaseNow> all_cases_now(Database& database) {
    std::vector<CaseNow> cases;
    const auto rows = database.cached(
        "SELECT case_id, sequence, stage, from_day, through_day, next_duty FROM case_now ORDER BY case_id");
    while (rows->step()) {
        CaseNow now{case_at(*rows, 0), rows->number(1), 0, rows->text(2), day(*rows, 3), kFirstDate, {}, {}, {}};
        if (const auto through = day_or_nothing(*rows, 4)) now.through = *through;
        if (!rows->is_null(5)) now.next = static_cast<std::size_t>(rows->number(5));
        cases.push_back(std::move(now));
    }
    auto at = cases.begin();
    const auto of = [&](const Statement& row) {
        const std::string id = row.text(0);
        while (at != cases.end() && at->id.text() < id) ++at;
        return at != cases.end() && at->id.text() == id ? &*at : nullptr;
    };
    const auto duties = database.cached(
        "SELECT case_id, rule, who, due, safe, started_by, started_on FROM duty_now ORDER BY case_id, place");
    while (duties->step())
        if (CaseNow* now = of(*duties)) now->duties.push_back(duty_at(*duties, 1));
    at = cases.begin();
    const auto placements = database.cached(
        "SELECT case_id, source, setting, phase, since, until FROM placement_now ORDER BY case_id, place");
    while (placements->step())
        if (CaseNow* now = of(*placements)) now->placements.push_back(placed_at(*placements, 1));
    return cases;
}

// Whether the two say the same of the day. A row that no day trusts says nothing, so it says nothing wrong.
bool agree(const CaseNow& was, const CaseNow& is, Date today) {
    if (today < was.from || today > was.through) return true;
    return was.sequence == is.sequence && was.stage == is.stage && was.duties == is.duties && was.next == is.next &&
           was.placements == is.placements;
}

std::map<std::string, std::string> all_documents_now(Database& database) {
    std::map<std::string, std::string> documents;
    const auto rows = database.cached("SELECT document_id, sent_on, sequence, number, findings FROM document_now");
    while (rows->step())
        documents.emplace(rows->text(0),
                          rows->text(1) + "/" + rows->text(2) + "/" + rows->text(3) + "/" + rows->text(4));
    return documents;
}

}  // namespace

std::int64_t record_as_of(Database& database, const CaseId& id) {
    const auto query = database.cached(
        R"sql(
          SELECT (SELECT coalesce(max(position), 0) FROM revisions WHERE case_id = ?1),
          (SELECT coalesce(max(position), 0) FROM parts WHERE case_id = ?1),
          (SELECT coalesce(max(p.position), 0) FROM parts r JOIN parties p ON p.party_id = r.party_id
          WHERE r.case_id = ?1))sql");
    query->text(1, id.text()).step();
    return std::max({query->number(0), query->number(1), query->number(2)});
}

bool is_newest(Database& database, const CaseNow& now) {
    return record_as_of(database, now.id) == now.record_as_of && last_sequence(database, now.id) == now.sequence;
}

void put_now(Database& database, const CaseNow& now, bool holds) {
    const OwedDuty* next = now.next ? &now.duties.at(*now.next) : nullptr;
    const auto put = [&](const char* sql) {
        const auto row = database.cached(sql);
        row->text(1, now.id.text())
            .number(2, now.sequence)
            .text(3, now.stage)
            .text(4, to_iso(now.from))
            .text(5, holds ? to_iso(now.through) : std::string())
            .number(6, next == nullptr ? kNothing
                       : next->due     ? kDated
                                       : kUndated);
        bind_day(*row, 7, next == nullptr ? std::nullopt : next->due);
        now.next ? row->number(8, static_cast<std::int64_t>(*now.next)) : row->nothing(8);
        row->run();
        return database.changed() > 0;
    };
    // Most events leave a case where it was: then its place in each index is not written again.
    put(R"sql(
      UPDATE case_now SET sequence = ?2 WHERE case_id = ?1 AND stage = ?3 AND from_day = ?4
      AND through_day = ?5 AND urgency = ?6 AND next_due IS ?7 AND next_duty IS ?8)sql") ||
        put(R"sql(
          INSERT INTO case_now (case_id, sequence, stage, from_day, through_day, urgency, next_due, next_duty)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (case_id)
          DO UPDATE SET sequence = excluded.sequence, stage = excluded.stage,
          from_day = excluded.from_day, through_day = excluded.through_day, urgency = excluded.urgency,
          next_due = excluded.next_due, next_duty = excluded.next_duty)sql");
    if (!has_duties(database, now)) put_duties(database, now);
    if (!has_placements(database, now)) put_placements(database, now);
}

void put_now(Database& database, const DocumentNow& now) {
    database
        .cached(
            "INSERT INTO document_now (document_id, sent_on, sequence, findings, number) VALUES (?1, ?2, ?3, ?4, ?5)")
        ->text(1, now.id.text())
        .text(2, to_iso(now.sent_on))
        .number(3, now.sequence)
        .text(4, now.findings)
        .text(5, now.number)
        .run();
}

std::vector<CaseId> Ledger::stale(Date today) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<CaseId> cases;
        const auto query = database.cached(
            R"sql(
              SELECT case_id FROM case_now WHERE through_day < ?1 UNION ALL SELECT case_id FROM case_now
              WHERE from_day > ?1 UNION ALL SELECT case_id FROM cases c WHERE NOT EXISTS (SELECT 1
              FROM case_now n WHERE n.case_id = c.case_id) AND NOT EXISTS (SELECT 1 FROM erasures e
              WHERE e.case_id = c.case_id))sql");
        query->text(1, to_iso(today));
        while (query->step()) cases.push_back(case_at(*query, 0));
        std::sort(cases.begin(), cases.end());
        cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
        return cases;
    });
}

std::vector<CaseLine> Ledger::case_lines(const Slice& slice, bool with_child) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<CaseLine> lines;
        const auto query = database.cached(
            R"sql(
              SELECT n.case_id, n.sequence, (SELECT coalesce(max(revision), 0) FROM revisions r
              WHERE r.case_id = n.case_id), n.stage, d.rule, d.who, d.due, d.safe, d.started_by, d.started_on
              FROM case_now n LEFT JOIN duty_now d ON d.case_id = n.case_id AND d.place = n.next_duty
              ORDER BY n.urgency, n.next_due, n.case_id LIMIT ?2 OFFSET ?1)sql");
        query->number(1, slice.after).number(2, slice.most);
        const auto child = database.cached(
            R"sql(
              SELECT t.body FROM parts r JOIN parties p ON p.party_id = r.party_id
              JOIN texts t ON t.position = p.position WHERE r.case_id = ?1 AND r.name = 'child'
              ORDER BY r.revision DESC, p.version DESC LIMIT 1)sql");
        while (query->step()) {
            CaseLine line{case_at(*query, 0), query->number(1), query->number(2), query->text(3), {}, {}};
            if (!query->is_null(4)) line.next = duty_at(*query, 4);
            if (with_child) {
                child->reset();
                if (child->text(1, line.id.text()).step()) line.child = Body(child->text(0));
            }
            lines.push_back(std::move(line));
        }
        return lines;
    });
}

CaseCounts Ledger::count_cases(Date today, Date no_longer_soon) const {
    return parts_->readers.read([&](Database& database) {
        const auto query = database.cached(
            R"sql(
              SELECT (SELECT count(*) FROM case_now), (SELECT count(*) FROM case_now WHERE urgency = 0
              AND next_due < ?1), (SELECT count(*) FROM case_now WHERE urgency = 0 AND next_due >= ?1
              AND next_due < ?2))sql");
        query->text(1, to_iso(today)).text(2, to_iso(no_longer_soon)).step();
        return CaseCounts{query->number(0), query->number(1), query->number(2)};
    });
}

std::vector<DutyLine> Ledger::duty_lines(std::optional<Date> from, std::optional<Date> to, const Slice& slice) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<DutyLine> lines;
        const auto query = database.cached(
            R"sql(
              SELECT case_id, rule, who, due, safe, started_by, started_on FROM duty_now
              WHERE due BETWEEN ?1 AND ?2 ORDER BY due, case_id, place LIMIT ?4 OFFSET ?3)sql");
        query->text(1, to_iso(from.value_or(kFirstDate)))
            .text(2, to_iso(to.value_or(kLastDate)))
            .number(3, slice.after)
            .number(4, slice.most);
        while (query->step()) lines.push_back({case_at(*query, 0), duty_at(*query, 1)});
        return lines;
    });
}

std::vector<PlacementLine> Ledger::placement_lines(const std::string& setting, const Slice& slice) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<PlacementLine> lines;
        const auto query = database.cached(setting.empty() ? R"sql(
                  SELECT case_id, source, setting, phase, since, until FROM placement_now
                  WHERE ?1 IS NOT NULL ORDER BY setting, case_id, place LIMIT ?3 OFFSET ?2)sql"
                                                           : R"sql(
                  SELECT case_id, source, setting, phase, since, until FROM placement_now
                  WHERE setting = ?1 ORDER BY setting, case_id, place LIMIT ?3 OFFSET ?2)sql");
        query->text(1, setting).number(2, slice.after).number(3, slice.most);
        while (query->step()) lines.push_back({case_at(*query, 0), placed_at(*query, 1)});
        return lines;
    });
}

std::vector<CaseNow> Ledger::all_now() const {
    return parts_->readers.read([](Database& database) { return all_cases_now(database); });
}

void Ledger::refresh(const std::vector<CaseNow>& cases) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    if (cases.empty()) return;
    parts_->writer->run([&](Database& database) {
        for (const CaseNow& now : cases)
            if (!unfit_case(database, now.id)) put_now(database, now, is_newest(database, now));
    });
}

Rebuilt Ledger::rebuild(const std::vector<CaseNow>& cases, const std::vector<DocumentNow>& documents,
                        const std::string& stamp, Date today) {
    invariant(parts_->writer != nullptr, "a ledger opened for reading is not written to");
    Rebuilt rebuilt{static_cast<std::int64_t>(cases.size()), static_cast<std::int64_t>(documents.size()), 0};
    parts_->writer->run([&](Database& database) {
        rebuilt.differed = 0;
        std::map<CaseId, CaseNow> were;
        for (CaseNow& now : all_cases_now(database)) were.emplace(now.id, std::move(now));
        auto papers_were = all_documents_now(database);
        for (const char* sql : {"DELETE FROM case_now", "DELETE FROM duty_now", "DELETE FROM placement_now",
                                "DELETE FROM document_now", "DELETE FROM now_made_by"})
            database.cached(sql)->run();
        for (const CaseNow& now : cases) {
            const auto was = were.find(now.id);
            if (was == were.end() || !agree(was->second, now, today)) ++rebuilt.differed;
            if (was != were.end()) were.erase(was);
            put_now(database, now, is_newest(database, now));
        }
        for (const DocumentNow& now : documents) {
            const std::string is =
                to_iso(now.sent_on) + "/" + std::to_string(now.sequence) + "/" + now.number + "/" + now.findings;
            if (papers_were[now.id.text()] != is) ++rebuilt.differed;
            papers_were.erase(now.id.text());
            put_now(database, now);
        }
        rebuilt.differed += static_cast<std::int64_t>(were.size() + papers_were.size());
        database.cached("INSERT INTO now_made_by (one, stamp) VALUES (1, ?1)")->text(1, stamp).run();
    });
    return rebuilt;
}

std::string Ledger::made_by() const {
    return parts_->readers.read([](Database& database) {
        const auto query = database.cached("SELECT stamp FROM now_made_by");
        return query->step() ? query->text(0) : std::string();
    });
}

}  // namespace ehcflow::storage
