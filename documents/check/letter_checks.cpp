#include "documents/check/letter_checks.h"

#include <algorithm>
#include <utility>

#include "documents/check/letter_looks.h"

namespace ehcflow::documents {
namespace {

using namespace looks;

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
