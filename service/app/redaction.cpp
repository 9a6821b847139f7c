#include "service/app/redaction.h"

#include <algorithm>
#include <array>

#include "interchange/disclosure.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Member;
using templates::Value;

constexpr std::size_t kShortest = 3;  // bytes of a word that is looked for: shorter ones stand everywhere
constexpr std::string_view kParticulars[] = {"address", "phone", "email", "email_consent"};
constexpr std::string_view kOfEverybody[] = {"id"};  // what is kept of somebody who must not be disclosed

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Lower case, runs of white space as one space.
std::string folded(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (!is_space(c))
            kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!kept.empty() && kept.back() != ' ')
            kept += ' ';
    }
    while (!kept.empty() && kept.back() == ' ') kept.pop_back();
    return kept;
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// As a word of its own, so that "Ann" is not found in "announced".
bool stands_in(std::string_view needle, std::string_view hay) {
    for (std::size_t at = hay.find(needle); at != std::string_view::npos; at = hay.find(needle, at + 1)) {
        const std::size_t end = at + needle.size();
        if ((at == 0 || !is_word(hay[at - 1])) && (end == hay.size() || !is_word(hay[end]))) return true;
    }
    return false;
}

using Texts = std::vector<std::string>;

void add(Texts& texts, const std::string& text) {
    std::string one = folded(text);
    if (one.size() < kShortest) return;
    if (std::string joined = without_spaces(one); joined != one) texts.push_back(std::move(joined));
    texts.push_back(std::move(one));
}

void add_particulars(Texts& texts, const Value& person) {
    add(texts, text_of(person, "phone"));
    add(texts, text_of(person, "email"));
    const Value* address = person.find("address");
    if (address == nullptr) return;
    add(texts, text_of(*address, "postcode"));
    // The first line and those with a number say where; the rest are the town's, in which others live too.
    const Value* lines = address->find("lines");
    if (lines == nullptr || lines->list() == nullptr) return;
    for (const Value& line : *lines->list())
        if (line.text() != nullptr &&
            (&line == lines->list()->data() || line.text()->find_first_of("0123456789") != std::string::npos))
            add(texts, *line.text());
}

// The name, and each word of it: a text may use the first name alone.
void add_names(Texts& texts, const std::string& name) {
    add(texts, name);
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find_first_of(" -", at), name.size());
        add(texts, name.substr(at, end - at));
        at = end + 1;
    }
}

void remove(Texts& texts, const Texts& known) {
    std::erase_if(texts,
                  [&](const std::string& one) { return std::find(known.begin(), known.end(), one) != known.end(); });
}

template <class Names>
bool holds(const Names& names, std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// How somebody is spoken to tells their name.
bool is_kept_back(const Value& person, std::string_view field) {
    return holds(kParticulars, field) || interchange::is_marked(person, field == "salutation" ? "name" : field);
}

}  // namespace

Redaction::Redaction(const Value& record, std::string_view reader) : reader_(reader) {
    static const Value kNobody;
    const Value* child = record.find("child");
    if (child == nullptr) child = &kNobody;
    const Value* family = record.find("family");
    const Value::List people = family != nullptr && family->list() != nullptr ? *family->list() : Value::List{};
    Texts own;  // what the reader knows of themself
    Texts childs_names;
    Texts childs_places;
    add_names(childs_names, text_of(*child, "first_name") + " " + text_of(*child, "last_name"));
    add(childs_names, text_of(*child, "known_as"));
    add_particulars(childs_places, *child);
    for (const Value& person : people) {
        if (text_of(person, "id") != reader_) continue;
        add_particulars(own, person);
        add_names(own, text_of(person, "name"));
        add_names(own, text_of(person, "salutation"));
    }
    for (const Value& person : people) {
        if (text_of(person, "id") == reader_) continue;
        Texts of_person;
        add_particulars(of_person, person);
        if (interchange::is_marked(person, "name")) {
            add_names(of_person, text_of(person, "name"));
            add(of_person, text_of(person, "salutation"));
        }
        // Where the child lives with somebody who must not be found, the child's address would give them away.
        if (!interchange::is_marked(person, "address")) remove(of_person, childs_places);
        remove(of_person, own);
        remove(of_person, childs_names);
        needles_.insert(needles_.end(), of_person.begin(), of_person.end());
    }
    std::sort(needles_.begin(), needles_.end());
    needles_.erase(std::unique(needles_.begin(), needles_.end()), needles_.end());
}

bool Redaction::is_protected(std::string_view text) const {
    const std::string hay = folded(text);
    return std::any_of(needles_.begin(), needles_.end(),
                       [&](const std::string& needle) { return stands_in(needle, hay); });
}

Value Redaction::value(const Value& value, const std::string& place, std::vector<std::string>& places) const {
    if (const std::string* text = value.text()) {
        if (!is_protected(*text)) return value;
        places.push_back(place);
        return kLeftOut;
    }
    if (const Value::List* list = value.list()) {
        Value::List kept;
        for (std::size_t i = 0; i < list->size(); ++i)
            kept.push_back(this->value((*list)[i], place + ", " + std::to_string(i + 1), places));
        return kept;
    }
    if (const Value::Object* object = value.object()) {
        Value::Object kept;
        for (const Member& member : *object)
            kept.push_back({member.name, this->value(member.value, place + ", " + member.name, places)});
        return kept;
    }
    return value;
}

Value Redaction::record(const Value& record, std::vector<std::string>& places) const {
    Value whole = record;
    Value* people = nullptr;
    if (whole.object() != nullptr)
        for (Member& member : *whole.object())
            if (member.name == "family" && member.value.list() != nullptr) people = &member.value;
    if (people != nullptr)
        for (Value& person : *people->list()) {
            if (person.object() == nullptr || text_of(person, "id") == reader_) continue;
            const Value marked = person;
            for (Member& member : *person.object()) {
                if (holds(kOfEverybody, member.name)) continue;
                if (!is_kept_back(marked, member.name)) continue;
                places.push_back("record, family, " + text_of(person, "id") + ", " + member.name);
                member.value = kLeftOut;
            }
        }
    return value(whole, "record", places);
}

}  // namespace ehcflow::service
