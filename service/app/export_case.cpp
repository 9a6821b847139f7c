#include "service/app/export_case.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "service/app/case_view.h"
#include "service/app/people.h"
#include "service/app/redaction.h"
#include "templates/engine/package.h"
#include "workflow/due.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Value whole_number(std::int64_t number) {
    return templates::Number{static_cast<double>(number), std::to_string(number)};
}

std::runtime_error damaged(const std::string& what) {
    return std::runtime_error(what + " cannot be read; run ehcflow verify");
}

std::string text_of(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value == nullptr || value->text() == nullptr ? std::string() : *value->text();
}

// What stands in an OpenDocument text, tags once as spaces and once as nothing: a word may be cut by them, or kept apart.
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

// One line of the bundle: an event, a document or a revision of what is left of it.
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
        if (job_.reader) redaction_.emplace(record_, *job_.reader);
        add_events();
        add_documents();
        add_record();
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
        if (!document.recipient.empty() && document.recipient != *job_.reader) return "it is addressed to somebody else";
        if (redaction_->is_protected(text_in(odt))) return "it holds what must not be told to the reader";
        return {};
    }

    // Proof of notice: who approved it, when it went and how, when it arrived. What was noted of it may name people, and
    // goes into a whole bundle alone.
    Value steps_of(const storage::Document& document) const {
        Value::List steps;
        for (const storage::DocumentStep& step : document.steps) {
            Value one;
            one.set("step", step.kind);
            one.set("on", to_iso(step.happened_on));
            if (!step.officer.empty()) one.set("officer", step.officer);
            if (!step.route.empty()) one.set("route", step.route);
            if (!redaction_ && step.note && !step.note->reveal().empty()) one.set("note", step.note->reveal());
            one.set("recorded_at", to_iso(step.recorded_at));
            steps.push_back(std::move(one));
        }
        return steps;
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
            if (last != nullptr) value.set("steps", steps_of(document));
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
        add_rows(seen, "");
        add_file("record.json", interchange::write_value(seen));
    }

    // Each text of the record with its place, for a reader: "child, first name".
    void add_rows(const Value& value, const std::string& place) {
        const auto within = [&](std::string name) {
            std::replace(name.begin(), name.end(), '_', ' ');
            return place.empty() ? kind_in_words(std::move(name)) : place + ", " + name;
        };
        if (const Value::Object* object = value.object()) {
            for (const templates::Member& one : *object) add_rows(one.value, within(one.name));
        } else if (const Value::List* list = value.list()) {
            for (std::size_t i = 0; i < list->size(); ++i) add_rows((*list)[i], within(std::to_string(i + 1)));
        } else if (!value.is_null()) {
            Value row;
            row.set("name", place);
            row.set("text", in_a_line(value));
            record_rows_.push_back(std::move(row));
        }
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

    Value looked() const {
        Value::List list;
        for (const Looked& one : *job_.looked) {
            Value value;
            value.set("at", to_iso(one.at));
            value.set("who", one.who.text());
            value.set("what", one.at_what);
            list.push_back(std::move(value));
        }
        return list;
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
        if (job_.looked) index.set("looked", looked());
        index.set("files", std::move(files));
        bundle_.files.insert(bundle_.files.begin(), {"index.html", page(index)});
        add_file("index.json", interchange::write_value(index));
        std::string sums;
        for (const BundleFile& file : bundle_.files) sums += storage::sha256(file.bytes).hex() + "  " + file.name + "\n";
        add_file("SHA256SUMS", std::move(sums));
    }

    // The same for a reader: days in words, and what an event says as a list.
    std::string page(const Value& index) const {
        Value values = index;
        values.set("made_on", to_long(london_date(job_.now)));
        values.set("record", record_rows_);
        values.set("duties", duty_rows_);
        values.set("has_log", job_.looked.has_value());
        if (!job_.looked) values.set("looked", Value::List{});
        for (Value& entry : *member(values, "entries")->list()) {
            entry.set("day", to_plain(*Date::parse(text_of(entry, "on"))));
            const bool is_document = text_of(entry, "entry") == "document";
            entry.set("is_document", is_document);
            const std::string recorded = text_of(entry, is_document ? "prepared_at" : "recorded_at");
            entry.set("recorded", to_plain(london_date(*parse_instant(recorded))));
            entry.set("says", said(entry));
            for (const std::string_view name : {"to", "left_out", "sent_on"})
                if (entry.find(name) == nullptr) entry.set(name, "");
            if (entry.find("files") == nullptr) entry.set("files", Value::List{});
        }
        if (values.find("reader") == nullptr) values.set("reader", "");
        auto html = job_.index.fill(values);
        if (html) return std::move(html).value();
        throw std::logic_error("the index of a bundle: " + html.error().front().code + " at " + html.error().front().place);
    }

    static Value* member(Value& object, std::string_view name) {
        for (templates::Member& one : *object.object())
            if (one.name == name) return &one.value;
        return nullptr;
    }

    // What an event says beside its kind and day, one line each: "outcome: maintain".
    static Value said(const Value& entry) {
        Value::List lines;
        const Value* event = entry.find("event");
        if (event == nullptr || event->object() == nullptr) return lines;
        for (const templates::Member& one : *event->object()) {
            if (one.name == "kind" || one.name == "on") continue;
            Value line;
            line.set("name", kind_in_words(std::string(one.name)));
            const std::string* text = one.value.text();
            line.set("text", text != nullptr ? *text : in_a_line(one.value));
            lines.push_back(std::move(line));
        }
        return lines;
    }

    // "name Saltmere Primary School, phase primary": an object or a list within an event.
    static std::string in_a_line(const Value& value) {
        if (value.text() != nullptr) return *value.text();
        std::string line;
        if (const Value::Object* object = value.object()) {
            for (const templates::Member& one : *object)
                line.append(line.empty() ? "" : ", ").append(one.name).append(" ").append(in_a_line(one.value));
        } else if (const Value::List* list = value.list()) {
            for (const Value& one : *list) line.append(line.empty() ? "" : ", ").append(in_a_line(one));
        } else if (const bool* truth = value.truth()) {
            line = *truth ? "yes" : "no";
        } else {
            line = interchange::write_value(value);
        }
        std::replace(line.begin(), line.end(), '_', ' ');
        return line;
    }

    const storage::Ledger& ledger_;
    const storage::CaseHistory history_;
    const ExportJob& job_;
    Value record_;
    std::optional<Redaction> redaction_;
    std::vector<std::string> bodies_;
    std::vector<Line> lines_;
    std::vector<std::string> left_out_;
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
