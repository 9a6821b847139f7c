// The members of a ledger that are about the council's own papers.
#include "base/invariant.h"
#include "storage/ledger_parts.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

Sequence last_of(Database& database, const PaperName& paper) {
    const auto query = database.cached("SELECT coalesce(max(sequence), 0) FROM papers WHERE kind = ?1 AND name = ?2");
    query->text(1, paper.kind).text(2, paper.name).step();
    return query->number(0);
}

StorageError damaged() {
    return {Trouble::Corrupt, "an entry of a paper cannot be read; run ehcflow verify, and restore a backup"};
}

template <class T>
T sound(std::optional<T> read) {
    if (!read) throw damaged();
    return std::move(*read);
}

}  // namespace

Result<Sequence, Conflict> Ledger::record_paper(const PaperName& paper, Sequence expected, const NewPaperEvent& event,
                                                const RecorderId& recorder, const Effects& effects) {
    invariant(is_id(paper.kind) && is_id(paper.name) && is_id(event.kind), "a paper's words are ids");
    const auto check = [&](Database& database) -> std::optional<Conflict> {
        if (const Sequence now = last_of(database, paper); now != expected)
            return Conflict{Conflict::Code::PaperMoved, now};
        return std::nullopt;
    };
    const auto why =
        parts_->write(recorder, effects, check, [&](Writing& writing) { writing.paper(paper, expected + 1, event); });
    if (why) return Failure{*why};
    return expected + 1;
}

std::vector<PaperEvent> Ledger::paper_events(const PaperName& paper) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<PaperEvent> events;
        const auto row = database.cached(
            R"sql(
              SELECT sequence, event, recorded_at, recorder, texts.body, content FROM papers
              JOIN entries USING (position) JOIN texts USING (position) WHERE papers.kind = ?1
              AND name = ?2 ORDER BY sequence)sql");
        row->text(1, paper.kind).text(2, paper.name);
        while (row->step())
            events.push_back({row->number(0), row->text(1), sound(parse_instant(row->text(2))),
                              sound(RecorderId::parse(row->text(3))), Body(row->text(4)),
                              row->is_null(5) ? std::nullopt : std::optional(sound(Digest::from_bytes(row->text(5))))});
        return events;
    });
}

std::vector<std::string> Ledger::papers(const std::string& kind) const {
    return parts_->readers.read([&](Database& database) {
        std::vector<std::string> names;
        const auto row = database.cached("SELECT DISTINCT name FROM papers WHERE kind = ?1 ORDER BY name");
        row->text(1, kind);
        while (row->step()) names.push_back(row->text(0));
        return names;
    });
}

}  // namespace ehcflow::storage
