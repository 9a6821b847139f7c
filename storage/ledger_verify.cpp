#include <map>
#include <set>

#include "storage/chain.h"
#include "storage/content.h"
#include "storage/ledger_parts.h"
#include "storage/writing.h"

namespace ehcflow::storage {
namespace {

using Fault = std::optional<std::string>;

// Walks the chain from its first entry, remembering what the next ones must agree with.
class Walk {
public:
    explicit Walk(Database& database) : database_(database) {}

    Verification whole();

private:
    Fault entry(const Entry& entry, const Digest& hash);
    Fault event(const std::vector<std::string>& facts);
    Fault next_of(std::map<std::string, Sequence>& last, const std::string& of, const std::string& number);
    Fault text(const Entry& entry, bool erased, const std::string& digest_hex);
    Fault content(std::string_view name, const std::string& of_case, const std::string& digest_hex);
    Fault template_source(const std::string& digest_hex);
    Fault rows_without_entries();
    std::string place(const Entry& entry, const std::vector<std::string>& facts) const;

    Database& database_;
    Verification found_;
    std::map<std::string, Sequence> last_;       // of each case
    std::map<std::string, Sequence> revisions_;  // likewise
    std::map<std::string, Sequence> versions_;   // of each person and place
    std::map<std::string, Sequence> parts_;      // of each part of each case
    std::map<std::string, Sequence> papers_;     // of each paper
    std::set<std::string> erased_;               // cases
    std::set<std::string> forgotten_;            // people and places of erased cases alone
    std::string place_;
};

std::string Walk::place(const Entry& entry, const std::vector<std::string>& facts) const {
    std::string text = "entry " + std::to_string(entry.position);
    if (facts.empty()) return text;
    if (entry.kind == "event") return text + " (case " + facts[0] + ", event " + facts[1] + ")";
    if (entry.kind == "paper-recorded") return text + " (" + facts[0] + " " + facts[1] + ", " + facts[2] + ")";
    if (entry.kind == "part-recorded") return text + " (case " + facts[0] + ", " + facts[1] + ")";
    const bool of_party = entry.kind == "party-recorded";
    return text +
           (entry.kind.starts_with("document") ? " (document "
            : of_party                         ? " (person "
                                               : " (case ") +
           facts[0] + ")";
}

Fault Walk::next_of(std::map<std::string, Sequence>& last, const std::string& of, const std::string& number) {
    if (std::to_string(++last[of]) == number) return std::nullopt;
    return "an earlier one of the same is missing";
}

Fault Walk::text(const Entry& entry, bool erased, const std::string& digest_hex) {
    const auto query = database_.cached("SELECT salt, body FROM texts WHERE position = ?1");
    if (!query->number(1, entry.position).step()) {
        if (!erased) return "its text is missing";
        ++found_.erased;
        return std::nullopt;
    }
    if (erased) return "its case was erased, and its text is still there";
    if (text_digest(query->text(0), query->text(1)).hex() != digest_hex)
        return "its text is not the one that was recorded";
    return std::nullopt;
}

Fault Walk::content(std::string_view name, const std::string& of_case, const std::string& digest_hex) {
    const auto digest = Digest::parse(digest_hex);
    const auto query = database_.cached("SELECT size, packed, bytes FROM contents WHERE digest = ?1");
    if (!digest || !query->blob(1, digest->bytes()).step()) {
        if (!erased_.contains(of_case)) return "its " + std::string(name) + " is missing";
        ++found_.erased;
        return std::nullopt;
    }
    const auto bytes = unpack({static_cast<std::size_t>(query->number(0)), query->number(1) != 0, query->text(2)});
    if (!bytes || sha256(*bytes) != *digest) return "its " + std::string(name) + " was altered";
    return std::nullopt;
}

// What a document was made of is kept beside it; one that was brought from elsewhere has none.
Fault Walk::template_source(const std::string& digest_hex) {
    const auto digest = Digest::parse(digest_hex);
    const auto query = database_.cached("SELECT 1 FROM contents WHERE digest = ?1");
    if (!digest || !query->blob(1, digest->bytes()).step()) return std::nullopt;
    return content("template", "", digest_hex);
}

Fault Walk::event(const std::vector<std::string>& facts) {
    ++found_.events;
    const auto known = last_.find(facts[0]);
    if (known == last_.end()) return "the opening of its case is missing";
    if (std::to_string(++known->second) != facts[1]) return "an earlier event of its case is missing";
    return std::nullopt;
}

Fault Walk::entry(const Entry& entry, const Digest& hash) {
    place_ = place(entry, {});
    if (entry.position != found_.entries + 1) return "an entry before it is missing";
    const std::vector<std::string> facts = facts_of(database_, entry);
    place_ = place(entry, facts);
    if (facts.empty()) return "what it recorded is missing";
    if (entry_hash(entry, facts, found_.head) != hash) return "it was altered, or the entry before it was";
    ++found_.entries;
    found_.head = hash;
    if (entry.kind == "case-opened") {
        ++found_.cases;
        last_.emplace(facts[0], 0);
        return text(entry, erased_.contains(facts[0]), facts[1]);
    }
    if (entry.kind == "record-revised") {
        if (auto fault = next_of(revisions_, facts[0], facts[1])) return fault;
        return text(entry, erased_.contains(facts[0]), facts[2]);
    }
    if (entry.kind == "party-recorded") {
        if (auto fault = next_of(versions_, facts[0], facts[1])) return fault;
        return text(entry, forgotten_.contains(facts[0]), facts[3]);
    }
    if (entry.kind == "part-recorded") {
        if (auto fault = next_of(parts_, facts[0] + "/" + facts[1], facts[2])) return fault;
        return text(entry, erased_.contains(facts[0]), facts[6]);
    }
    if (entry.kind == "paper-recorded") {
        if (auto fault = next_of(papers_, facts[0] + "/" + facts[1], facts[2])) return fault;
        if (!facts[5].empty())
            if (auto fault = content("file", "", facts[5])) return fault;
        return text(entry, false, facts[4]);
    }
    if (entry.kind == "event") {
        if (auto fault = event(facts)) return fault;
        return text(entry, erased_.contains(facts[0]), facts[4]);
    }
    if (entry.kind == "document-step") return text(entry, erased_.contains(facts[1]), facts[7]);
    if (entry.kind == "document-prepared") {
        ++found_.documents;
        for (const auto& [name, column] : {std::pair("data", 8U), {"ODT", 9U}, {"PDF", 10U}})
            if (!facts[column].empty())
                if (auto fault = content(name, facts[1], facts[column])) return fault;
        return template_source(facts[6]);
    }
    return std::nullopt;
}

// A row that no entry binds was put in behind the ledger's back.
Fault Walk::rows_without_entries() {
    const auto query = database_.cached(
        R"sql(
          SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM events) + (SELECT count(*)
          FROM documents) + (SELECT count(*) FROM issues) + (SELECT count(*) FROM revisions) +
          (SELECT count(*) FROM erasures) + (SELECT count(*) FROM holds) + (SELECT count(*)
          FROM parties) + (SELECT count(*) FROM parts) + (SELECT count(*) FROM papers) +
          (SELECT count(*) FROM steps))sql");
    query->step();
    if (query->number(0) == found_.entries) return std::nullopt;
    place_ = "the ledger";
    return "it holds " + std::to_string(query->number(0) - found_.entries) + " rows that no entry binds";
}

Verification Walk::whole() {
    place_ = "the file";
    Fault fault;
    if (const auto pages = database_.cached("PRAGMA integrity_check(1)"); !pages->step() || pages->text(0) != "ok")
        fault = "its pages are damaged; restore a backup";
    const auto erased = database_.cached("SELECT case_id FROM erasures");
    while (erased->step()) erased_.insert(erased->text(0));
    const auto forgotten = database_.cached(
        R"sql(
          SELECT DISTINCT party_id FROM parts WHERE party_id IS NOT NULL EXCEPT SELECT party_id
          FROM parts WHERE party_id IS NOT NULL AND case_id NOT IN (SELECT case_id FROM erasures))sql");
    while (forgotten->step()) forgotten_.insert(forgotten->text(0));
    const auto entries =
        database_.cached("SELECT position, kind, recorded_at, recorder, hash FROM entries ORDER BY position");
    while (!fault && entries->step())
        fault = entry({entries->number(0), entries->text(1), entries->text(2), entries->text(3)},
                      Digest::from_bytes(entries->text(4)).value_or(Digest()));
    if (!fault) fault = rows_without_entries();
    if (fault) found_.fault = Verification::Fault{place_, *fault};
    return std::move(found_);
}

}  // namespace

Verification Ledger::verify() const {
    return parts_->readers.read([](Database& database) { return Walk(database).whole(); });
}

std::optional<Ledger::Anchor> Ledger::head() const {
    return parts_->readers.read([](Database& database) -> std::optional<Anchor> {
        const Head head = head_of(database);
        if (head.position == 0) return std::nullopt;
        return Anchor{head.position, head.recorded_at, head.hash};
    });
}

std::optional<Ledger::Anchor> Ledger::anchor_at(std::int64_t position) const {
    return parts_->readers.read([&](Database& database) -> std::optional<Anchor> {
        const auto query = database.cached("SELECT recorded_at, hash FROM entries WHERE position = ?1");
        if (!query->number(1, position).step()) return std::nullopt;
        return Anchor{position, query->text(0), Digest::from_bytes(query->text(1)).value_or(Digest())};
    });
}

bool Ledger::had_head(std::string_view hash) const {
    const auto digest = Digest::parse(hash);
    return digest && parts_->readers.read([&](Database& database) {
        return database.cached("SELECT 1 FROM entries WHERE hash = ?1")->blob(1, digest->bytes()).step();
    });
}

}  // namespace ehcflow::storage
