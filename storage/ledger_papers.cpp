// The members of a ledger, and of a writer's turn, that are about the council's own papers.
#include "storage/ledger_parts.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

Sequence version_of(Database& database, const PaperName& name) {
    const auto query = database.cached("SELECT coalesce(max(version), 0) FROM papers WHERE name = ?1");
    query->text(1, name.text()).step();
    return query->number(0);
}

}  // namespace

void Writing::paper(const NewPaper& paper) {
    const Entry entry = next("paper-recorded");
    database_
        .cached("INSERT INTO papers (position, name, version, answers_for_it, why, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        ->number(1, entry.position)
        .text(2, paper.name.text())
        .number(3, paper.expected + 1)
        .text(4, paper.answers_for_it.text())
        .text(5, paper.why)
        .blob(6, content(paper.body).bytes())
        .run();
    bind(entry);
}

Result<Sequence, Conflict> Ledger::put_paper(const NewPaper& paper, const RecorderId& recorder,
                                             const Effects& effects) {
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        if (const Sequence now = version_of(database, paper.name); now != paper.expected)
            return Conflict{Conflict::Code::PaperMoved, now};
        return std::nullopt;
    };
    const auto why = parts_->write(recorder, effects, check, [&](Writing& writing) { writing.paper(paper); });
    if (why) return Failure{*why};
    return paper.expected + 1;
}

std::vector<Paper> Ledger::paper_versions(const PaperName& name) const {
    return parts_->readers.read([&](Database& database) {
        const auto query = database.cached(
            "SELECT p.version, e.recorded_at, e.recorder, p.answers_for_it, p.why, p.body FROM papers p JOIN entries e "
            "USING (position) WHERE p.name = ?1 ORDER BY p.version");
        query->text(1, name.text());
        std::vector<Paper> versions;
        while (query->step())
            versions.push_back({name, query->number(0), *parse_instant(query->text(1)), *RecorderId::parse(query->text(2)),
                                *RecorderId::parse(query->text(3)), query->text(4),
                                Digest::from_bytes(query->text(5)).value_or(Digest())});
        return versions;
    });
}

std::optional<Paper> Ledger::paper(const PaperName& name) const {
    std::vector<Paper> versions = paper_versions(name);
    if (versions.empty()) return std::nullopt;
    return std::move(versions.back());
}

}  // namespace ehcflow::storage
