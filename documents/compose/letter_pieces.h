// What a filled letter says, piece by piece: its headings, paragraphs, lists and tables in the order in which they are
// read. Every form of a letter that is not a page (plain text, a web page) and every check of its words starts here, so
// that all forms say the same. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ehcflow::documents {

// Words in one dress; a line break is "\n".
struct Run {
    std::string text;
    bool strong = false;
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
