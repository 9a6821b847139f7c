// How hard a letter is to read: Flesch and Kincaid's grade over all that the council words itself. The passages of the
// law are left out, since nobody may reword them, and so is the letterhead.
#include <cctype>

#include "documents/check/letter_looks.h"

namespace ehcflow::documents {
namespace {

constexpr std::size_t kLongSentence = 25;

bool is_vowel(char c) {
    constexpr std::string_view kVowels = "aeiouy";
    return kVowels.find(c) != std::string_view::npos;
}

// Groups of vowels, without a silent e at the end.
std::size_t syllables_in(std::string_view word) {
    std::size_t count = 0;
    bool in_group = false;
    for (const char c : word) {
        const bool vowel = is_vowel(c);
        if (vowel && !in_group) ++count;
        in_group = vowel;
    }
    if (word.size() > 2 && word.ends_with('e') && !word.ends_with("le") && count > 1) --count;
    return count == 0 ? 1 : count;
}

struct Tally {
    std::size_t words = 0, sentences = 0, syllables = 0, long_sentences = 0, in_sentence = 0;

    void end_sentence() {
        if (in_sentence == 0) return;
        ++sentences;
        if (in_sentence > kLongSentence) ++long_sentences;
        in_sentence = 0;
    }
    void read(std::string_view text) {
        std::string word;
        const auto end_word = [&] {
            if (word.empty()) return;
            ++words, ++in_sentence;
            syllables += syllables_in(word);
            word.clear();
        };
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (std::isalpha(static_cast<unsigned char>(c)) != 0)
                word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            else if (static_cast<unsigned char>(c) < 0x80U && c != '\'' && c != '-')
                end_word();
            const bool at_end = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
            if ((c == '.' || c == '?' || c == '!' || c == ':') && at_end) {
                end_word();
                end_sentence();
            }
        }
        end_word();
        end_sentence();
    }
};

}  // namespace

Readability readability(const LetterPieces& letter) {
    Tally tally;
    for (const Piece& piece : letter.pieces)
        if (!piece.statutory && (piece.kind == PieceKind::Paragraph || piece.kind == PieceKind::Item))
            tally.read(words_of(piece.runs));
    if (tally.sentences == 0) return {};
    const double words = static_cast<double>(tally.words);
    const double grade = 0.39 * words / static_cast<double>(tally.sentences) +
                         11.8 * static_cast<double>(tally.syllables) / words - 15.59;
    return {grade + 5, tally.words, tally.long_sentences};
}

}  // namespace ehcflow::documents

namespace ehcflow::documents::looks {
namespace {

constexpr double kReadingAge = 13;
constexpr std::size_t kLongLetter = 900;

// Syllables are counted as English has them.
bool in_english(const Subject& subject) { return notice_of(subject).notice != Notice::CoveringNote; }

}  // namespace

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

}  // namespace ehcflow::documents::looks
