#include "service/app/export_case.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "interchange/disclosure.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/bundle_history.h"
#include "service/app/bundle_page.h"
#include "service/app/case_view.h"
#include "service/app/document_view.h"
#include "service/app/people.h"
#include "service/app/redaction.h"
#include "templates/engine/members.h"
#include "templates/engine/package.h"
#include "workflow/due.h"

namespace ehcflow::service {
namespace {

using templates::Value;
using templates::whole_number;

std::runtime_error damaged(const std::string& what) {
    return std::runtime_error(what + " cannot be read; run ehcflow verify");
}

// What stands in an OpenDocument text, tags once as spaces and once as nothing: a word may be cut by them, or kept
// apart.
std::string text_in(std::string_view odt) {
    std::string spaced;
    std::string joined;
    const auto entries = templates::read_package(odt);
    if (!entries) throw damaged("a document of the case");
    for (const templates::Entry& entry : *entries) {
        if (!entry.name.ends_with(".xml")) continue;
        bool in_tag = false;
        for (const char c : entry.bytes) {
            if (c == '<') spaced += ' ';
            if (c == '<' || c == '>') {
                in_tag = c == '<';
            } else if (!in_tag) {
                spaced += c;
                joined += c;
            }
        }
    }
    std::string text = spaced + " " + joined;
    constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
        {"&apos;", "'"}, {"&quot;", "\""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
    for (const auto& [entity, sign] : kEntities)
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += sign.size())
            text.replace(at, entity.size(), sign);
    return text;
}

// One line of the bundle: an event, a document, or how a text read before it was corrected.
struct Line {
    Date on;
    Instant recorded_at;
    Value value;  // for index.json, and with words added for index.html
};

class Bundling {
public:
    Bundling(const storage::Ledger& ledger, storage::CaseHistory history, const ExportJob& job)
        : ledger_(ledger), history_(std::move(history)), job_(job) {
        if (!history_.record) throw damaged("the record of the case");
        record_ = put_together(history_);
    }

    bool knows_reader() const {
        const Value* family = record_.find("family");
        return family != nullptr && family->list() != nullptr &&
               std::any_of(family->list()->begin(), family->list()->end(),
                           [&](const Value& person) { return text_of(person, "id") == *job_.reader; });
    }

    Bundle run() {
        links_ = ledger_.links_of(history_.id);
        if (job_.reader) redaction_.emplace(with_everybody(), *job_.reader);
        add_events();
        add_documents();
        add_record();
        add_earlier_wordings();
        add_chain();
        add_duties();
        std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) {
            return a.on != b.on ? a.on < b.on : a.recorded_at < b.recorded_at;
        });
        add_indexes();
        return std::move(bundle_);
    }

private:
    Value shown(const Value& value, const std::string& place) {
        return redaction_ ? redaction_->value(value, place, left_out_) : value;
    }
    void add_file(std::string name, std::string bytes) { bundle_.files.push_back({std::move(name), std::move(bytes)}); }

    void add_events() {
        Value::List events;
        for (const storage::RecordedEvent& recorded : history_.events) {
            auto event = recorded.body ? interchange::read_value(recorded.body->reveal())
                                       : Result<Value, std::string>(Failure{std::string()});
            const std::string place = "event " + std::to_string(recorded.sequence);
            if (!event) throw damaged(place + " of the case");
            bodies_.push_back(recorded.body->reveal());
            const Value seen = shown(*event, place);
            Value value;
            value.set("on", to_iso(recorded.happened_on));
            value.set("entry", "event");
            value.set("what", kind_in_words(recorded.kind));
            value.set("sequence", whole_number(recorded.sequence));
            value.set("recorded_at", to_iso(recorded.recorded_at));
            value.set("recorder", recorded.recorder.text());
            value.set("event", seen);
            lines_.push_back({recorded.happened_on, recorded.recorded_at, std::move(value)});
            events.push_back(seen);
        }
        bundle_.events = events.size();
        Value timeline;
        Value child;
        if (const Value* own = record_.find("child"); own != nullptr && own->find("born") != nullptr)
            child.set("born", *own->find("born"));
        if (!child.is_null()) timeline.set("child", std::move(child));
        timeline.set("events", std::move(events));
        add_file("timeline.json", interchange::write_value(timeline));
    }

    // Why a document cannot go to the reader; empty where it can.
    std::string kept_back(const storage::Document& document, const std::string& odt) const {
        if (!redaction_) return {};
        if (!document.recipient.empty() && document.recipient != *job_.reader)
            return "it is addressed to somebody else";
        if (redaction_->is_protected(text_in(odt))) return "it holds what must not be told to the reader";
        return {};
    }

    void add_documents() {
        std::size_t number = 0;
        for (const storage::Document& document : ledger_.documents_of(history_.id)) {
            const std::optional<std::string> odt = ledger_.bytes(document.odt);
            const std::optional<std::string> pdf = document.pdf ? ledger_.bytes(*document.pdf) : std::nullopt;
            if (!odt || (document.pdf && !pdf)) throw damaged("document " + document.id.text());
            const storage::DocumentStep* last = document.steps.empty() ? nullptr : &document.steps.back();
            const storage::DocumentStep* sent = document.last("dispatched");
            const Date on = sent != nullptr ? sent->happened_on : london_date(document.prepared_at);
            std::string name = std::to_string(++number);
            name = "documents/" + std::string(name.size() < 4 ? 4 - name.size() : 0, '0') + name + "-" + to_iso(on) +
                   "-" + document.kind;
            if (!document.recipient.empty()) name += "-" + document.recipient;
            Value value;
            value.set("on", to_iso(on));
            value.set("entry", "document");
            value.set("what", document.title);
            value.set("document", document.id.text());
            value.set("kind", document.kind);
            if (!document.recipient.empty()) value.set("to", document.recipient);
            value.set("state", last != nullptr ? last->kind : "prepared");
            value.set("prepared_at", to_iso(document.prepared_at));
            if (sent != nullptr) value.set("sent_on", to_iso(sent->happened_on));
            if (sent != nullptr && sent->event) value.set("event", whole_number(*sent->event));
            value.set("recorder", (last != nullptr ? last->recorder : document.prepared_by).text());
            if (last != nullptr) value.set("steps", steps_value(document, redaction_ ? Notes::KeptBack : Notes::Told));
            value.set("template", document.template_name.text());
            value.set("rulebook", document.rulebook);
            if (const std::string why = kept_back(document, *odt); !why.empty()) {
                value.set("left_out", why);
                left_out_.push_back("document " + document.id.text() + ": " + why);
            } else {
                Value::List files;
                if (pdf) files.emplace_back(name + ".pdf");
                files.emplace_back(name + ".odt");
                value.set("files", std::move(files));
                if (pdf) add_file(name + ".pdf", *pdf);
                add_file(name + ".odt", *odt);
                ++bundle_.documents;
            }
            const Instant at = sent != nullptr ? sent->recorded_at : document.prepared_at;
            lines_.push_back({on, at, std::move(value)});
        }
    }

    void add_record() {
        const Value seen = redaction_ ? redaction_->record(record_, left_out_) : record_;
        record_rows_ = record_rows(seen);
        add_file("record.json", interchange::write_value(seen));
    }

    // The record with everybody who ever was of the family. A mark of today goes for earlier wordings too.
    Value with_everybody() const {
        Value family = family_ever(links_);
        const Value* now = record_.find("family");
        for (Value& person : *family.list()) {
            if (now == nullptr || now->list() == nullptr || interchange::is_marked_as_a_whole(person)) continue;
            for (const Value& one : *now->list())
                if (const Value* mark = one.find("do_not_disclose");
                    text_of(one, "id") == text_of(person, "id") && mark)
                    person.set("do_not_disclose", *mark);
        }
        if (now != nullptr && now->list() != nullptr)
            family.list()->insert(family.list()->end(), now->list()->begin(), now->list()->end());
        Value record = record_;
        record.set("family", std::move(family));
        return record;
    }

    // Whose particulars go to the reader whole: their own, and the child's.
    bool may_see(const EarlierWording& wording) const {
        if (!redaction_ || wording.of == "record") return true;
        return wording.role == "child" || wording.of == *job_.reader || wording.of == *job_.reader + "-part";
    }

    void add_earlier_wordings() {
        std::size_t count = 0;
        for (const EarlierWording& wording : earlier_wordings(links_)) {
            const Date on = london_date(wording.recorded_at);
            const std::string place = wording.of + ", wording " + std::to_string(wording.number);
            Value value;
            value.set("on", to_iso(on));
            value.set("entry", "earlier-wording");
            value.set("what", "Earlier wording: " + place);
            value.set("of", wording.of);
            value.set("recorded_at", to_iso(wording.recorded_at));
            value.set("recorder", wording.recorder);
            if (may_see(wording)) {
                const std::string name =
                    "wordings/" + std::to_string(++count) + "-" + to_iso(on) + "-" + wording.of + ".json";
                value.set("files", Value::List{name});
                add_file(name, interchange::write_value(shown(wording.text, "earlier " + place)));
            } else {
                constexpr char kWhy[] = "it holds the particulars of somebody else";
                value.set("left_out", kWhy);
                left_out_.push_back("earlier " + place + ": " + kWhy);
            }
            lines_.push_back({on, wording.recorded_at, std::move(value)});
        }
    }

    // For whoever checks the bundle by itself. A text of which the reader may not see all goes as its digest alone.
    void add_chain() {
        const auto told = [&](const storage::ChainLink& link) {
            if (!redaction_) return true;
            if (link.kind != "event" || !link.text || redaction_->is_protected(link.text->reveal())) return false;
            std::vector<std::string> places;
            const auto event = interchange::read_value(link.text->reveal());
            if (event) redaction_->value(*event, "", places);
            return event && places.empty();
        };
        add_file("chain.json", interchange::write_value(chain_value(ledger_, links_, told)));
    }

    // Worked out from the whole of what happened, whatever the reader sees of it.
    void add_duties() {
        const auto timeline = interchange::read_timeline(timeline_json(record_, bodies_));
        if (!timeline) throw damaged("the timeline of the case");
        const auto answer = workflow::due(*timeline, job_.calendar, london_date(job_.now));
        if (!answer) throw damaged("the timeline of the case");
        stage_ = workflow::stage_in_words(answer->state);
        for (const workflow::Duty& duty : answer->duties) {
            Value row;
            row.set("what", duty.rule->sense);
            row.set("due", duty.due ? to_plain(*duty.due) : std::string("no number of days"));
            row.set("status", workflow::name_of(duty.status));
            row.set("cite", duty.rule->cite);
            duty_rows_.push_back(std::move(row));
        }
        add_file("duties.json", interchange::write_answer(*answer, job_.calendar));
    }

    Value head() const {
        Value value;
        value.set("case", history_.id.text());
        value.set("made_at", to_iso(job_.now));
        value.set("opened_at", to_iso(history_.opened_at));
        value.set("stage", stage_);
        value.set("complete", !redaction_.has_value());
        if (job_.reader) value.set("reader", *job_.reader);
        return value;
    }

    void add_indexes() {
        bundle_.left_out = left_out_.size();
        Value index = head();
        Value::List entries;
        for (const Line& line : lines_) entries.push_back(line.value);
        Value::List left_out;
        for (const std::string& place : left_out_) left_out.emplace_back(place);
        Value::List files;
        for (const BundleFile& file : bundle_.files) {
            Value value;
            value.set("name", file.name);
            value.set("bytes", whole_number(static_cast<std::int64_t>(file.bytes.size())));
            value.set("sha256", storage::sha256(file.bytes).hex());
            files.push_back(std::move(value));
        }
        index.set("entries", std::move(entries));
        index.set("left_out", std::move(left_out));
        if (job_.looked) index.set("looked", looked_value(*job_.looked));
        index.set("files", std::move(files));
        bundle_.files.insert(
            bundle_.files.begin(),
            {"index.html", bundle_page(index, {job_.index, london_date(job_.now), record_rows_, duty_rows_})});
        add_file("index.json", interchange::write_value(index));
        std::string sums;
        for (const BundleFile& file : bundle_.files)
            sums += storage::sha256(file.bytes).hex() + "  " + file.name + "\n";
        add_file("SHA256SUMS", std::move(sums));
    }

    const storage::Ledger& ledger_;
    const storage::CaseHistory history_;
    const ExportJob& job_;
    Value record_;
    std::optional<Redaction> redaction_;
    std::vector<std::string> bodies_;
    std::vector<Line> lines_;
    std::vector<std::string> left_out_;
    std::vector<storage::ChainLink> links_;
    std::string stage_;
    Value::List record_rows_, duty_rows_;  // for index.html
    Bundle bundle_;
};

}  // namespace

Result<Bundle, Refused> export_case(const storage::Ledger& ledger, const CaseId& id, const ExportJob& job) {
    auto history = ledger.read_case(id);
    if (!history) return Failure{Refused{Reason::UnknownCase, "No case has this reference."}};
    if (history->erased) return Failure{from_ledger({storage::Conflict::Code::CaseErased})};
    Bundling bundling(ledger, std::move(*history), job);
    if (job.reader && !bundling.knows_reader())
        return Failure{malformed("Nobody in the case's family has this id; the record lists them.")};
    return bundling.run();
}

}  // namespace ehcflow::service
