// The looks of the table in letter_checks.cpp, and what they share. For these files alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/check/letter_checks.h"
#include "templates/engine/members.h"

namespace ehcflow::documents::looks {

using templates::Value;
using Spots = std::vector<Spot>;

inline const NoticeRow& notice_of(const Subject& subject) { return *subject.composed.notice; }

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

inline std::string words_in(const Piece& piece) {
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

// letter_days.cpp
Spots days_of_the_law(const Subject& subject);
Spots unknown_days(const Subject& subject);
// letter_people.cpp
Spots incomplete_recipients(const Subject& subject);
Spots incomplete_copies(const Subject& subject);
Spots no_email_consent(const Subject& subject);
Spots told(const Subject& subject);
// letter_names.cpp
Spots another_child(const Subject& subject);
Spots wrong_pronoun(const Subject& subject);
// readability.cpp
Spots hard_to_read(const Subject& subject);
Spots long_sentences(const Subject& subject);
Spots too_long(const Subject& subject);

}  // namespace ehcflow::documents::looks
