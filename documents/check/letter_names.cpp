// Whom a letter is about: no other child, and no other pronoun.
#include <algorithm>
#include <cctype>
#include <set>

#include "documents/check/letter_looks.h"

namespace ehcflow::documents::looks {
namespace {

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80U;
}

// Each word, without what an apostrophe adds to a name.
template <class See>
void each_word(std::string_view text, See see) {
    constexpr std::string_view kApostrophe = "\u2019";
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && !is_letter(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end]) && !text.substr(end).starts_with(kApostrophe) &&
               !text.substr(end).starts_with("\u00a0"))
            ++end;
        if (end > at) see(text.substr(at, end - at));
        at = std::max(end, at + 1);
    }
}

void add_names(const Value& value, std::set<std::string, std::less<>>& names) {
    if (value.text() != nullptr) each_word(*value.text(), [&](std::string_view word) { names.emplace(word); });
    for (const Value& item : list_of(value)) add_names(item, names);
    if (value.object() != nullptr)
        for (const templates::Member& member : *value.object()) add_names(member.value, names);
}

// The people and places of this case, whoever else may bear such a name.
std::set<std::string, std::less<>> names_of(const Subject& subject) {
    std::set<std::string, std::less<>> names;
    const Value& record = subject.file.record;
    for (const std::string_view name : {"child", "family", "setting", "officer", "advisers", "consulted"})
        add_names(part(record, name), names);
    add_names(part(part(record, "plan"), "my_team"), names);
    add_names(part(part(record, "review_meeting"), "invited"), names);
    add_names(part(part(record, "review"), "present"), names);
    add_names(subject.file.council, names);
    return names;
}

}  // namespace

// Names that every letter has as words: a month, the first word of a question.
constexpr std::string_view kAlsoWords[] = {"April", "August", "Autumn", "Grace",  "Hope",
                                           "June",  "Mark",   "May",    "Summer", "Will"};

Spots another_child(const Subject& subject) {
    if (subject.children.empty()) return {};
    const auto own = names_of(subject);
    return in_each_piece(subject, [&](const std::string& words, const std::string& place, Spots& spots) {
        bool found = false;
        each_word(words, [&](std::string_view word) {
            found = found || (std::binary_search(subject.children.begin(), subject.children.end(), word) &&
                              own.find(word) == own.end() &&
                              std::find(std::begin(kAlsoWords), std::end(kAlsoWords), word) == std::end(kAlsoWords));
        });
        if (found)
            spots.push_back({place, "A name of another child of ours stands here, and nobody of this case has it.",
                             "Put this child's name, or override it if somebody else is meant."});
    });
}

namespace {

struct PronounRow {
    std::string_view word, subject;
};

constexpr PronounRow kPronouns[] = {{"she", "she"}, {"her", "she"}, {"hers", "she"}, {"herself", "she"},
                                    {"he", "he"},   {"him", "he"},  {"his", "he"},   {"himself", "he"}};

// Whoever is named so in a paragraph may be the one that it says "he" or "she" of.
constexpr std::string_view kOthers[] = {"mr",           "mrs",         "ms",          "miss",      "dr",
                                        "mum",          "dad",         "mother",      "father",    "brother",
                                        "sister",       "teacher",     "head",        "therapist", "officer",
                                        "psychologist", "grandmother", "grandfather", "doctor",    "assistant"};

}  // namespace

Spots wrong_pronoun(const Subject& subject) {
    const std::string own = text_of(part(part(subject.file.record, "child"), "pronouns"), "subject");
    if (own.empty()) return {};
    std::set<std::string, std::less<>> people;
    for (const std::string_view name : {"family", "officer", "advisers"})
        add_names(part(subject.file.record, name), people);
    add_names(part(part(subject.file.record, "plan"), "my_team"), people);
    std::set<std::string, std::less<>> child;
    add_names(part(subject.file.record, "child"), child);
    return in_each_piece(subject, [&](const std::string& words, const std::string& place, Spots& spots) {
        bool wrong = false, somebody_else = false;
        each_word(words, [&](std::string_view word) {
            std::string low(word);
            for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            for (const PronounRow& row : kPronouns) wrong = wrong || (row.word == low && row.subject != own);
            somebody_else = somebody_else ||
                            std::find(std::begin(kOthers), std::end(kOthers), low) != std::end(kOthers) ||
                            (std::isupper(static_cast<unsigned char>(word.front())) != 0 &&
                             people.find(word) != people.end() && child.find(word) == child.end());
        });
        if (wrong && !somebody_else)
            spots.push_back({place, "A pronoun stands here that is not this child's, and nobody else is named.",
                             "Put the child's own, or override it if somebody else is meant."});
    });
}

}  // namespace ehcflow::documents::looks
