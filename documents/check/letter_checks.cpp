#include "documents/check/letter_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "documents/compose/foresight.h"
#include "workflow/phase.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using Spots = std::vector<Spot>;

const Value& part(const Value& from, std::string_view name) {
    static const Value kNothing;
    const Value* value = from.find(name);
    return value == nullptr ? kNothing : *value;
}

std::string text_of(const Value& from, std::string_view name) {
    const Value& value = part(from, name);
    return value.text() == nullptr ? std::string() : *value.text();
}

const Value::List& list_of(const Value& value) {
    static const Value::List kNone;
    return value.list() == nullptr ? kNone : *value.list();
}

const NoticeRow& notice_of(const Subject& subject) { return *subject.composed.notice; }

// ---- what is missing -----------------------------------------------------------------------------------------------

Spots missing_data(const Subject& subject) {
    constexpr std::string_view kMark = "is missing]]";
    Spots spots;
    for (std::size_t at = subject.text.find(kMark); at != std::string_view::npos;
         at = subject.text.find(kMark, at + 1)) {
        const std::size_t from = subject.text.rfind("[[", at);
        const std::string field(from == std::string_view::npos ? "" : subject.text.substr(from + 2, at - from - 3));
        spots.push_back({field, "The letter has a mark where a value should stand.", "Enter it in the record."});
    }
    return spots;
}

Spots missing_passages(const Subject& subject) {
    Spots spots;
    for (Finding& finding : check_notice_content(subject.text, subject.required))
        spots.push_back({std::move(finding.place), std::move(finding.what), std::move(finding.mend)});
    return spots;
}

Spots missing_enclosures(const Subject& subject) {
    Spots spots;
    for (const EnclosureRow& row : enclosure_rows())
        if (row.notice == notice_of(subject).notice && !row.words.empty() &&
            subject.text.find(row.words) == std::string_view::npos)
            spots.push_back({std::string(row.cite),
                             "The letter does not say that \"" + std::string(row.words) + "\" is with it.",
                             "Put {{> enclosures}} back into the template."});
    return spots;
}

// ---- days ----------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::string as_printed(Date day) {
    return std::to_string(day.day()) + " " + std::string(kMonths.at(static_cast<std::size_t>(day.month()) - 1)) + " " +
           std::to_string(day.year());
}

struct NamedDay {
    std::string name;
    Date day;
};

void collect_days(const Value& value, const std::string& name, std::vector<NamedDay>& days) {
    if (value.text() != nullptr)
        if (const auto day = Date::parse(*value.text())) days.push_back({name, *day});
    for (const Value& item : list_of(value)) collect_days(item, name + "[]", days);
    if (value.object() != nullptr)
        for (const templates::Member& member : *value.object())
            collect_days(member.value, name.empty() ? member.name : name + "." + member.name, days);
}

// Each day that the rule book gives for this sending, worked out afresh, stands in the letter.
Spots days_of_the_law(const Subject& subject) {
    const auto now = foresee(step_of(subject.file, subject.sending), subject.file.timeline, subject.file.calendar);
    if (!now)
        return {{"timeline", "The rule book does not allow this letter as the case stands now.", "Prepare it again."}};
    std::vector<NamedDay> days;
    collect_days(now->values, "", days);
    Spots spots;
    for (const NamedDay& named : days)
        if (subject.text.find(as_printed(named.day)) == std::string_view::npos)
            spots.push_back({named.name,
                             "The rule book gives " + as_printed(named.day) + ", and the letter does not say it.",
                             "Prepare the letter again from the approved template."});
    return spots;
}

// Where a paragraph stands, in words that hold nobody's name: under which of the headings, counted.
struct Walk {
    std::size_t heading = 0, paragraph = 0;
    void step(const Piece& piece) {
        if (piece.kind == PieceKind::Heading)
            ++heading, paragraph = 0;
        else
            ++paragraph;
    }
    std::string place() const {
        return "under heading " + std::to_string(heading) + ", paragraph " + std::to_string(paragraph);
    }
};

std::string words_in(const Piece& piece) {
    std::string words = words_of(piece.runs);
    for (const auto& row : piece.rows)
        for (const Runs& cell : row) words += "\n" + words_of(cell);
    return words;
}

template <class Look>
Spots in_each_piece(const Subject& subject, Look look) {
    Spots spots;
    Walk walk;
    for (const Piece& piece : subject.pieces.pieces) {
        walk.step(piece);
        if (!piece.statutory) look(words_in(piece), walk.place(), spots);
    }
    return spots;
}

// "16 February 2026", wherever it begins.
std::vector<Date> days_in(std::string_view text) {
    std::vector<Date> days;
    for (std::size_t month = 0; month < kMonths.size(); ++month)
        for (std::size_t at = text.find(kMonths.at(month)); at != std::string_view::npos;
             at = text.find(kMonths.at(month), at + 1)) {
            const std::size_t from = text.substr(0, at).find_last_not_of("0123456789 ");
            std::string_view day = text.substr(0, at).substr(from == std::string_view::npos ? 0 : from + 1);
            std::string_view year = text.substr(at + kMonths.at(month).size());
            while (day.starts_with(' ')) day.remove_prefix(1);
            if (day.size() < 2 || day.size() > 3 || !year.starts_with(' ') || year.size() < 5) continue;
            std::string iso(year.substr(1, 4));
            const std::string number = std::to_string(month + 1);
            iso += (number.size() == 1 ? "-0" : "-") + number + (day.size() == 2 ? "-0" : "-") +
                   std::string(day.substr(0, day.size() - 1));
            if (const auto parsed = Date::parse(iso)) days.push_back(*parsed);
        }
    return days;
}

// A day to come that neither the rule book nor a day of the record gives has been typed into a sentence.
Spots unknown_days(const Subject& subject) {
    std::vector<NamedDay> named;
    collect_days(subject.composed.values, "", named);
    std::set<Date> known;
    for (const NamedDay& one : named) known.insert(one.day);
    return in_each_piece(subject, [&](const std::string& words, const std::string& place, Spots& spots) {
        for (const Date day : days_in(words))
            if (day > subject.sending.sent_on && known.count(day) == 0)
                spots.push_back({place,
                                 as_printed(day) + " is a day to come that neither the rule book nor the record gives.",
                                 "Take it out, or say whose day it is and override this."});
    });
}

// ---- to whom -------------------------------------------------------------------------------------------------------

// After compulsory school age the rights are the young person's, unless they lack capacity (SI 2014/1530 regs 63-64).
Spots incomplete_recipients(const Subject& subject) {
    const Value& record = subject.file.record;
    const auto born = Date::parse(text_of(part(record, "child"), "born"));
    if (notice_of(subject).addressed != Addressee::Family || !born) return {};
    bool young_person = false, adult = false;
    for (const Value& someone : list_of(part(record, "family")))
        if (part(someone, "receives_notices").is_true())
            (text_of(someone, "relation") == "young person" ? young_person : adult) = true;
    const bool of_age = subject.sending.sent_on > workflow::compulsory_school_age_ends(*born);
    const bool theirs = of_age && !part(part(record, "child"), "lacks_capacity").is_true();
    if (theirs && !young_person)
        return {{"family", "The young person is over compulsory school age, and does not receive this letter.",
                 "Add them to the family as \"young person\", or record that they lack capacity."}};
    if (!theirs && !adult)
        return {{"family", "No parent, or nobody who acts for the young person, receives this letter.",
                 "Mark a parent as receiving notices."}};
    if (!of_age && young_person)
        return {{"family", "The child is of compulsory school age: the rights are the parent's.",
                 "Send it to the parent alone."}};
    return {};
}

Spots incomplete_copies(const Subject& subject) {
    const NoticeRow& notice = notice_of(subject);
    const Value& setting = part(subject.file.record, "setting");
    if (notice.copied_to == CopiedTo::Nobody || text_of(setting, "name").empty()) return {};
    if (!text_of(setting, "email").empty() || !text_of(part(setting, "address"), "postcode").empty()) return {};
    return {{"setting", "The setting must be told too, and has neither an address nor an e-mail address.",
             "Complete the setting in the record."}};
}

Spots no_email_consent(const Subject& subject) {
    if (notice_of(subject).addressed != Addressee::Family || subject.sending.route != "email") return {};
    for (const Value& someone : list_of(part(subject.file.record, "family")))
        if (text_of(someone, "id") == subject.sending.recipient && text_of(someone, "email_consent").empty())
            return {{"family[].email_consent", "This person has not agreed in writing to receive notices by e-mail.",
                     "Send it by post or by hand, or record the day on which they agreed."}};
    return {};
}

Spots told(const Subject& subject) {
    return told_although_marked(marks_against(subject.file.record, subject.sending.recipient), subject.outputs);
}

// ---- whom it is about ----------------------------------------------------------------------------------------------

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

// Names that every letter has as words: a month, the first word of a question.
constexpr std::string_view kAlsoWords[] = {"April", "August", "Autumn", "Grace",  "Hope",
                                           "June",  "Mark",   "May",    "Summer", "Will"};

Spots another_child(const Subject& subject) {
    if (subject.other_children.empty()) return {};
    const auto own = names_of(subject);
    return in_each_piece(subject, [&](const std::string& words, const std::string& place, Spots& spots) {
        bool found = false;
        each_word(words, [&](std::string_view word) {
            found = found || (std::binary_search(subject.other_children.begin(), subject.other_children.end(), word) &&
                              own.find(word) == own.end() &&
                              std::find(std::begin(kAlsoWords), std::end(kAlsoWords), word) == std::end(kAlsoWords));
        });
        if (found)
            spots.push_back({place, "A name of another child of ours stands here, and nobody of this case has it.",
                             "Put this child's name, or override it if somebody else is meant."});
    });
}

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

// ---- how it reads --------------------------------------------------------------------------------------------------

constexpr double kReadingAge = 13;
constexpr std::size_t kLongLetter = 900;

// Syllables are counted as English has them.
bool in_english(const Subject& subject) { return notice_of(subject).notice != Notice::CoveringNote; }

Spots hard_to_read(const Subject& subject) {
    if (!in_english(subject)) return {};
    const Readability read = readability(subject.pieces);
    if (read.age <= kReadingAge) return {};
    return {{"the whole letter",
             "It takes a reading age of about " + std::to_string(static_cast<int>(read.age + 0.5)) + ".",
             "Shorten the sentences, and use shorter words."}};
}

Spots long_sentences(const Subject& subject) {
    const Readability read = readability(subject.pieces);
    if (read.long_sentences == 0) return {};
    return {{"the whole letter", std::to_string(read.long_sentences) + " of its sentences have more than 25 words.",
             "Make two of each."}};
}

Spots too_long(const Subject& subject) {
    const Readability read = readability(subject.pieces);
    if (read.words <= kLongLetter) return {};
    return {{"the whole letter", "Beside the passages of the law it has " + std::to_string(read.words) + " words.",
             "Keep to what answers the family."}};
}

constexpr LetterCheck kChecks[] = {
    {"missing-data", Weight::Statutory, "Every value is there.", "A gap in a notice is no notice.", missing_data},
    {"mandatory-text-missing", Weight::Statutory, "Each passage that the law requires stands word for word.",
     "The provision stands beside each passage.", missing_passages},
    {"enclosure-not-named", Weight::Statutory, "What goes with the letter is named in it.", "SI 2014/1530 reg 22(2)(a)",
     missing_enclosures},
    {"day-of-the-law", Weight::Statutory, "Each day that the rule book gives stands in the letter.",
     "A wrong day costs a family its appeal.", days_of_the_law},
    {"recipients-incomplete", Weight::Statutory, "It goes to whose the rights are, by age and capacity.",
     "CFA 2014 s.83(2); SI 2014/1530 regs 63-64", incomplete_recipients},
    {"no-email-consent", Weight::Statutory, "Only who agreed in writing is written to by e-mail.",
     "Education Act 1996 s.572", no_email_consent},
    {"told-although-marked", Weight::Statutory, "Nobody is told what they must not be told.",
     "Somebody's safety hangs on it.", told},
    {"copy-without-address", Weight::Overridable, "Those who are told too can be reached.",
     "SI 2014/1530 regs 4(2), 10(2), 13(2), 20(10), 31(2)", incomplete_copies},
    {"unknown-day", Weight::Advice, "A day to come is one of the rule book's or of the record's.",
     "A day typed into a sentence is counted by nobody.", unknown_days},
    {"another-child", Weight::Overridable, "No other child is named.", "Letters are copied from letters.",
     another_child},
    {"pronoun", Weight::Overridable, "The child is spoken of with their own pronouns.",
     "Letters are copied from letters.", wrong_pronoun},
    {"reading-age", Weight::Advice, "A reading age of 13 is enough, beside the passages of the law.",
     "Many parents read no more easily.", hard_to_read},
    {"long-sentence", Weight::Advice, "No sentence has more than 25 words.", "GOV.UK's rule for plain English.",
     long_sentences},
    {"long-letter", Weight::Advice, "It has at most 900 words, beside the passages of the law.",
     "A long letter is not read.", too_long},
};

}  // namespace

std::vector<Spot> told_although_marked(std::span<const Undisclosed> marks, std::span<const Output> outputs) {
    Spots spots;
    for (const Output& output : outputs)
        for (const Undisclosed& mark : marks)
            for (const std::string& particular : mark.particulars)
                if (find_particular(output.text, particular).at != std::string_view::npos) {
                    spots.push_back({std::string(output.name),
                                     "It tells particulars of " + mark.whose + ", who is marked.",
                                     "Take them out of what the letter says, and prepare it again."});
                    break;
                }
    return spots;
}

std::span<const LetterCheck> letter_checks() { return kChecks; }

const LetterCheck* letter_check(std::string_view id) {
    for (const LetterCheck& row : kChecks)
        if (row.id == id) return &row;
    return nullptr;
}

Findings check_letter(const Subject& subject) {
    Findings findings;
    for (const LetterCheck& row : kChecks)
        for (Spot& spot : row.look(subject))
            findings.push_back({.code = std::string(row.id),
                                .severity = row.weight == Weight::Advice ? Severity::Warning : Severity::Error,
                                .place = std::move(spot.place),
                                .what = std::move(spot.what) + " Why it matters: " + std::string(row.why),
                                .mend = std::move(spot.mend)});
    return findings;
}

Findings check_overrides(std::span<const Override> overrides) {
    Findings findings;
    for (const Override& one : overrides) {
        const LetterCheck* row = letter_check(one.check);
        const auto refuse = [&](std::string what, std::string mend) {
            findings.push_back({"cannot-override", Severity::Error, one.check, std::move(what), std::move(mend)});
        };
        if (row == nullptr)
            refuse("There is no such check.", "Name the code of a finding.");
        else if (row->weight == Weight::Statutory)
            refuse("The law lets nobody pass this.", "Mend what it found.");
        else if (one.name.empty() || one.reason.empty())
            refuse("An override needs a name and a reason.", "Give both.");
    }
    return findings;
}

bool is_overridden(const Finding& finding, std::span<const Override> overrides) {
    return std::any_of(overrides.begin(), overrides.end(),
                       [&](const Override& one) { return one.check == finding.code; });
}

bool all_overridden(const Findings& findings, std::span<const Override> overrides) {
    return std::all_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity != Severity::Error || is_overridden(finding, overrides);
    });
}

}  // namespace ehcflow::documents
