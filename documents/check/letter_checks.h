// What must hold before a letter is issued, as one table. Each row looks at the letter as it would go, beside the case
// that it is about, and says what is wrong, where, why and how it is mended. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "documents/check/notice_content.h"
#include "documents/compose/compose.h"
#include "documents/compose/concealment.h"
#include "documents/compose/letter_pieces.h"

namespace ehcflow::documents {

enum class Weight {
    Statutory,    // stops the issue; nobody can override it
    Overridable,  // stops the issue until somebody takes it upon themselves, with their name and a reason
    Advice,       // stops nothing
};

// Something that goes out or is kept: the words, the file, the values, what a PDF says.
struct Output {
    std::string_view name;  // as the finding says it: "the file"
    std::string_view text;
};

struct Subject {
    const CaseFile& file;
    const Sending& sending;
    const Composed& composed;
    const LetterPieces& pieces;
    std::string_view text;  // all words of the letter, one paragraph a line
    std::span<const ApprovedText> required;
    std::span<const Output> outputs;
    std::span<const std::string> children;  // the first names of all that there are, sorted; nothing: not asked
};

struct Spot {
    std::string place, what, mend;
};

struct LetterCheck {
    std::string_view id;  // the code of its findings
    Weight weight;
    std::string_view asks;
    std::string_view why;  // the provision, or what goes wrong without it
    std::vector<Spot> (*look)(const Subject& subject);
};

std::span<const LetterCheck> letter_checks();
const LetterCheck* letter_check(std::string_view id);

// In the order of the table, then of the letter. No value of the record is quoted.
Findings check_letter(const Subject& subject);

// Somebody takes a finding upon themselves.
struct Override {
    std::string check, name, reason;
};
// What stops an override: an id that no row has, a row that the law does not let anybody pass, or no name or reason.
Findings check_overrides(std::span<const Override> overrides);
bool is_overridden(const Finding& finding, std::span<const Override> overrides);
// Whether each finding that is an error is overridden.
bool all_overridden(const Findings& findings, std::span<const Override> overrides);

// ---- parts of the table that are asked for alone ----

// None of these particulars stands in any of the outputs.
std::vector<Spot> told_although_marked(std::span<const Undisclosed> marks, std::span<const Output> outputs);

// The age at which most can read it (Flesch-Kincaid grade and five years); 0 of no sentence.
struct Readability {
    double age = 0;
    std::size_t words = 0, long_sentences = 0;  // over 25 words
};
Readability readability(const LetterPieces& letter);

}  // namespace ehcflow::documents
