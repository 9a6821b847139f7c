#include "storage/writing.h"

#include "storage/content.h"
#include "storage/ledger_parts.h"

namespace ehcflow::storage {
namespace {

constexpr auto kClockMayFallBack = std::chrono::seconds(5);  // a clock that is being set right, not one that is wrong

std::string time_of(const Head& head, Instant now) {
    const auto newest = parse_instant(head.recorded_at);
    if (!newest || *newest <= now) return to_iso(now);
    if (*newest - now > kClockMayFallBack)
        throw StorageError(Trouble::Failed, "this machine's clock says " + to_iso(now) +
                                                ", before the newest entry of the ledger (" + head.recorded_at +
                                                "); set the clock right, then try again");
    return head.recorded_at;
}

}  // namespace

Digest text_digest(std::string_view salt, std::string_view body) { return sha256(std::string(salt).append(body)); }

SaltedText::SaltedText(const Body& said) : body(said), salt(new_salt()), digest(text_digest(salt, said.reveal())) {}

std::vector<SaltedText> texts_of(const std::vector<NewEvent>& events) {
    std::vector<SaltedText> texts;
    texts.reserve(events.size());
    for (const NewEvent& event : events) texts.emplace_back(event.body);
    return texts;
}

Writing::Writing(Database& database, const RecorderId& recorder, Instant now, const CaseId* told)
    : database_(database),
      recorder_(recorder.text()),
      head_(head_of(database)),
      recorded_at_(time_of(head_, now)),
      told_(told) {}

std::int64_t Writing::bind(const char* kind, const Facts& facts) {
    const Entry entry{head_.position + 1, kind, recorded_at_, recorder_};
    head_.hash = put_entry(database_, entry, facts, head_.hash);
    recorded_ = true;
    return head_.position = entry.position;
}

std::int64_t Writing::bind(const char* kind, const Facts& facts, const SaltedText& text) {
    const std::int64_t position = bind(kind, facts);
    database_.cached("INSERT INTO texts (position, salt, body) VALUES (?1, ?2, ?3)")
        ->number(1, position)
        .blob(2, text.salt)
        .text(3, text.body.reveal())
        .run();
    return position;
}

// What a case's record says has changed: how it stands is worked out again before it is believed. Where the caller says
// how it stands with what is written, that takes the row's place and marking it first would be for nothing.
void Writing::distrust(const CaseId& id) {
    if (told_ != nullptr && *told_ == id) return;
    database_.cached("UPDATE case_now SET through_day = '' WHERE case_id = ?1")->text(1, id.text()).run();
}

Digest Writing::content(std::string_view bytes) {
    const Digest digest = sha256(bytes);
    const auto there = database_.cached("SELECT 1 FROM contents WHERE digest = ?1");
    if (there->blob(1, digest.bytes()).step()) return digest;
    const Content packed = pack(bytes);
    database_.cached("INSERT INTO contents (digest, size, packed, bytes) VALUES (?1, ?2, ?3, ?4)")
        ->blob(1, digest.bytes())
        .number(2, static_cast<std::int64_t>(packed.size))
        .number(3, packed.packed ? 1 : 0)
        .blob(4, packed.bytes)
        .run();
    return digest;
}

void Writing::open_case(const CaseId& id, const Body& record) {
    is_about(id);
    const SaltedText text(record);
    const std::int64_t position = bind("case-opened", {id.text(), text.digest.hex()}, text);
    database_.cached("INSERT INTO cases (position, case_id, record) VALUES (?1, ?2, ?3)")
        ->number(1, position)
        .text(2, id.text())
        .blob(3, text.digest.bytes())
        .run();
}

void Writing::event(const CaseId& id, Sequence sequence, const NewEvent& event, const SaltedText& text) {
    const std::string happened_on = to_iso(event.happened_on);
    const std::int64_t position =
        bind("event", {id.text(), std::to_string(sequence), event.kind, happened_on, text.digest.hex()}, text);
    database_
        .cached(
            "INSERT INTO events (position, case_id, sequence, kind, happened_on, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        ->number(1, position)
        .text(2, id.text())
        .number(3, sequence)
        .text(4, event.kind)
        .text(5, happened_on)
        .blob(6, text.digest.bytes())
        .run();
}

void Writing::events(const CaseId& id, Sequence before, const std::vector<NewEvent>& events,
                     const std::vector<SaltedText>& texts) {
    is_about(id);
    for (std::size_t i = 0; i < events.size(); ++i) event(id, ++before, events[i], texts[i]);
    if (told_ != nullptr && *told_ == id) told_last_ = before;
    distrust(id);
}

void Writing::document(const NewDocument& document) {
    if (document.of_case) is_about(*document.of_case);
    const Digest data = content(document.data.reveal()), odt = content(document.odt);
    const std::optional<Digest> pdf = document.pdf ? std::optional(content(*document.pdf)) : std::nullopt;
    if (!document.template_source.empty()) content(document.template_source);
    const std::int64_t position =
        bind("document-prepared",
             {document.id.text(), document.of_case ? document.of_case->text() : std::string(), document.kind,
              document.recipient, document.title, document.template_name.text(), document.template_hash.hex(),
              document.rulebook, data.hex(), odt.hex(), pdf ? pdf->hex() : std::string()});
    const auto row = database_.cached(
        R"sql(
          INSERT INTO documents (position, document_id, case_id, kind, recipient, title, template,
          template_hash, rulebook, data, odt, pdf)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql");
    row->number(1, position)
        .text(2, document.id.text())
        .text(4, document.kind)
        .text(5, document.recipient)
        .text(6, document.title)
        .text(7, document.template_name.text())
        .blob(8, document.template_hash.bytes())
        .text(9, document.rulebook)
        .blob(10, data.bytes())
        .blob(11, odt.bytes());
    document.of_case ? row->text(3, document.of_case->text()) : row->nothing(3);
    pdf ? row->blob(12, pdf->bytes()) : row->nothing(12);
    row->run();
}

void Writing::step(const DocumentId& id, const NewStep& step, std::optional<Sequence> event) {
    const SaltedText text(step.note);
    const std::string happened_on = to_iso(step.happened_on);
    std::string of_case;
    if (const auto document = database_.cached("SELECT case_id FROM documents WHERE document_id = ?1");
        document->text(1, id.text()).step())
        of_case = document->text(0);
    const std::int64_t position = bind("document-step",
                                       {id.text(), of_case, step.kind, happened_on, step.officer, step.route,
                                        event ? std::to_string(*event) : std::string(), text.digest.hex()},
                                       text);
    const auto row = database_.cached(
        R"sql(
          INSERT INTO steps (position, document_id, kind, happened_on, officer, route, event, note)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql");
    row->number(1, position)
        .text(2, id.text())
        .text(3, step.kind)
        .text(4, happened_on)
        .text(5, step.officer)
        .text(6, step.route)
        .blob(8, text.digest.bytes());
    event ? row->number(7, *event) : row->nothing(7);
    row->run();
}

void Writing::revision(const CaseId& id, Sequence revision, const Body& record) {
    is_about(id);
    const SaltedText text(record);
    const std::int64_t position =
        bind("record-revised", {id.text(), std::to_string(revision), text.digest.hex()}, text);
    database_.cached("INSERT INTO revisions (position, case_id, revision, record) VALUES (?1, ?2, ?3, ?4)")
        ->number(1, position)
        .text(2, id.text())
        .number(3, revision)
        .blob(4, text.digest.bytes())
        .run();
    distrust(id);
}

void Writing::party(const PartyChange& change) {
    const SaltedText text(change.about);
    const Sequence version = change.expected + 1;
    const std::int64_t position =
        bind("party-recorded", {change.id.text(), std::to_string(version), change.kind, text.digest.hex()}, text);
    database_.cached("INSERT INTO parties (position, party_id, version, kind, about) VALUES (?1, ?2, ?3, ?4, ?5)")
        ->number(1, position)
        .text(2, change.id.text())
        .number(3, version)
        .text(4, change.kind)
        .blob(5, text.digest.bytes())
        .run();
    database_
        .cached("UPDATE case_now SET through_day = '' WHERE case_id IN (SELECT case_id FROM parts WHERE party_id = ?1)")
        ->text(1, change.id.text())
        .run();
}

// A part keeps its place among the case's for as long as it is there.
Sequence Writing::place_of(const CaseId& id, const std::string& name) {
    const auto query = database_.cached(
        R"sql(
          SELECT coalesce((SELECT max(place) FROM parts WHERE case_id = ?1 AND name = ?2),
          (SELECT count(DISTINCT name) + 1 FROM parts WHERE case_id = ?1)))sql");
    query->text(1, id.text()).text(2, name).step();
    return query->number(0);
}

void Writing::part(const CaseId& id, const PartChange& change) {
    is_about(id);
    const SaltedText text(change.part);
    const Sequence revision = change.expected + 1, place = place_of(id, change.name);
    const std::int64_t position =
        bind("part-recorded",
             {id.text(), change.name, std::to_string(revision), std::to_string(place), change.role,
              change.party ? change.party->text() : std::string(), text.digest.hex()},
             text);
    const auto row = database_.cached(
        R"sql(
          INSERT INTO parts (position, case_id, name, revision, place, role, party_id, part)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql");
    row->number(1, position)
        .text(2, id.text())
        .text(3, change.name)
        .number(4, revision)
        .number(5, place)
        .text(6, change.role)
        .blob(8, text.digest.bytes());
    change.party ? row->text(7, change.party->text()) : row->nothing(7);
    row->run();
    distrust(id);
}

void Writing::people(const std::optional<CaseId>& of_case, const People& people) {
    for (const PartyChange& change : people.parties) party(change);
    if (of_case)
        for (const PartChange& change : people.parts) part(*of_case, change);
}

void Writing::paper(const PaperName& paper, Sequence sequence, const NewPaperEvent& event) {
    const SaltedText text(event.body);
    const std::optional<Digest> file = event.content ? std::optional(content(*event.content)) : std::nullopt;
    const std::int64_t position = bind("paper-recorded",
                                       {paper.kind, paper.name, std::to_string(sequence), event.kind, text.digest.hex(),
                                        file ? file->hex() : std::string()},
                                       text);
    const auto row = database_.cached(
        R"sql(
          INSERT INTO papers (position, kind, name, sequence, event, body, content)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql");
    row->number(1, position)
        .text(2, paper.kind)
        .text(3, paper.name)
        .number(4, sequence)
        .text(5, event.kind)
        .blob(6, text.digest.bytes());
    file ? row->blob(7, file->bytes()) : row->nothing(7);
    row->run();
}

void Writing::hold(const CaseId& id, bool holds, const std::string& reason) {
    is_about(id);
    const std::int64_t position = bind("hold", {id.text(), holds ? "1" : "0", reason});
    database_.cached("INSERT INTO holds (position, case_id, holds, reason) VALUES (?1, ?2, ?3, ?4)")
        ->number(1, position)
        .text(2, id.text())
        .number(3, holds ? 1 : 0)
        .text(4, reason)
        .run();
}

void Writing::now(const DocumentNow& now) { put_now(database_, now); }

void Writing::reply(const KeptReply& reply) {
    const auto row =
        database_.cached("INSERT INTO replies (key, request, response, kept_at, case_id) VALUES (?1, ?2, ?3, ?4, ?5)");
    row->text(1, reply.key).blob(2, reply.request.bytes()).text(3, reply.response).text(4, recorded_at_);
    about_.empty() ? row->nothing(5) : row->text(5, about_);
    row->run();
}

}  // namespace ehcflow::storage
