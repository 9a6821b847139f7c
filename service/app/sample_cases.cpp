#include "service/app/sample_cases.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "interchange/timeline.h"
#include "interchange/value.h"

namespace ehcflow::service {
namespace {

using templates::Value;
namespace fs = std::filesystem;

// What is wrong with the files, while they are read.
struct BadSamples : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Value whole_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw BadSamples(path.filename().string() + " cannot be read");
    auto value = interchange::read_value(std::string(std::istreambuf_iterator<char>(in), {}));
    if (!value) throw BadSamples(path.filename().string() + ": " + value.error());
    return std::move(value).value();
}

const Value& member(const Value& of, std::string_view name) {
    const Value* found = of.find(name);
    if (found == nullptr) throw BadSamples("\"" + std::string(name) + "\" is missing");
    return *found;
}

const std::string& text(const Value& of, std::string_view name) {
    const std::string* found = member(of, name).text();
    if (found == nullptr) throw BadSamples("\"" + std::string(name) + "\" is text");
    return *found;
}

const Value::List& list(const Value& of, std::string_view name) {
    const Value::List* found = member(of, name).list();
    if (found == nullptr) throw BadSamples("\"" + std::string(name) + "\" is a list");
    return *found;
}

// "family.0.relation": by names and, in lists, by positions. All but the last must be there.
void change(Value& record, std::string_view path, const Value& to) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    if (dot == std::string_view::npos) return record.set(name, to);
    Value* next = nullptr;
    std::size_t position = 0;
    if (Value::List* items = record.list()) {
        const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), position);
        if (fault == std::errc() && end == name.data() + name.size() && position < items->size())
            next = &items->at(position);
    } else if (Value::Object* members = record.object()) {
        for (templates::Member& one : *members)
            if (one.name == name) next = &one.value;
    }
    if (next == nullptr) throw BadSamples("\"" + std::string(path) + "\" leads nowhere in record.json");
    change(*next, path.substr(dot + 1), to);
}

std::shared_ptr<const Value> record_of(const Value& usual, const Value& family) {
    Value record = usual;
    const Value& changes = member(family, "changes");
    if (changes.object() == nullptr) throw BadSamples("\"changes\" is an object");
    for (const templates::Member& one : *changes.object()) change(record, one.name, one.value);
    return std::make_shared<const Value>(std::move(record));
}

workflow::Timeline timeline_of(const Value& record, const Value& events) {
    Value child, whole;
    child.set("born", text(member(record, "child"), "born"));
    whole.set("child", std::move(child));
    whole.set("events", events);
    auto timeline = interchange::read_timeline(interchange::write_value(whole));
    if (!timeline) throw BadSamples(timeline.error().detail);
    return std::move(timeline).value();
}

SampleLetter letter_of(const Value& family, std::shared_ptr<const Value> record, const Value& letter,
                       const Value& timelines) {
    const auto notice = documents::notice_named(text(letter, "notice"));
    const auto sent_on = Date::parse(text(letter, "sent_on"));
    if (!notice || !sent_on) throw BadSamples("a letter has a \"notice\" and the day \"sent_on\"");
    const bool of_family = documents::notice_row(*notice).addressed == documents::Addressee::Family;
    workflow::Timeline timeline = timeline_of(*record, member(timelines, text(letter, "after")));
    return {text(family, "name"),
            text(family, "about"),
            std::move(record),
            std::move(timeline),
            {*notice, text(of_family ? family : letter, "to"), *sent_on}};
}

}  // namespace

Result<SampleCases, Finding> SampleCases::read(const fs::path& folder) try {
    const Value usual = whole_file(folder / "record.json");
    const Value cases = whole_file(folder / "cases.json");
    SampleCases samples;
    for (const Value& family : list(cases, "families")) {
        const auto record = record_of(usual, family);
        for (const Value& letter : list(cases, "letters")) {
            SampleLetter one = letter_of(family, record, letter, member(cases, "timelines"));
            samples.letters_[one.sending.notice].push_back(std::move(one));
        }
    }
    return samples;
} catch (const BadSamples& bad) {
    return Failure{Finding{"bad-samples", Severity::Error, folder.string(), std::string(bad.what()) + ".",
                           "Put the samples back, or mend them."}};
}

const std::vector<SampleLetter>& SampleCases::of(documents::Notice notice) const {
    static const std::vector<SampleLetter> kNone;
    const auto found = letters_.find(notice);
    return found == letters_.end() ? kNone : found->second;
}

const SampleLetter* SampleCases::of(documents::Notice notice, std::string_view family) const {
    for (const SampleLetter& one : of(notice))
        if (one.family == family) return &one;
    return nullptr;
}

}  // namespace ehcflow::service
