// What a filled letter says, piece by piece: its headings, paragraphs, lists and tables in the order in which they are
// read. Every form of a letter that is not a page (plain text, a web page) and every check of its words starts here, so
// that all forms say the same. What only printed pages have, their numbers, is left out. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plans/word_diff.h"

namespace ehcflow::documents {

// Words in one dress; a line break is "\n".
struct Run {
    std::string text;
    bool strong = false;
    plans::WordFate fate = plans::WordFate::Kept;  // in the changes of a plan; the words beside it say it too
    std::string link{};                            // to an anchor of this document: "partA"
};
using Runs = std::vector<Run>;

enum class PieceKind { Heading, Paragraph, Item, Table };

struct Piece {
    PieceKind kind = PieceKind::Paragraph;
    std::size_t level = 0;  // of a heading
    Runs runs{};            // of all but a table
    std::vector<std::vector<Runs>> rows{};
    std::size_t header_rows = 0;
    bool statutory = false;  // a passage set apart, in the style of rights
    std::string anchor{};    // by which a link finds it
};

struct Frame {
    std::string name;  // "Address"
    std::vector<Piece> pieces;
};

struct LetterPieces {
    std::string title, language;  // "en-GB"
    std::vector<Frame> frames;    // those of the letterhead, which stand on the page where they were put
    std::vector<Piece> pieces;
    std::vector<std::string> footers;  // of the first page; those that count pages are left out
};

// Of a flat document or a package (.odt); or one sentence, where it is neither.
Result<LetterPieces, std::string> read_pieces(std::string_view document);

std::string words_of(const Runs& runs);

}  // namespace ehcflow::documents
