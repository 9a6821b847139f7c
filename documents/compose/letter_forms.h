// The forms in which a letter goes to those who cannot use the printed page, all made from the same filled document, so
// that none can say less than another: plain text for an e-mail, a web page, large print. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "documents/compose/letter_pieces.h"

namespace ehcflow::documents {

// UTF-8, lines of at most 72 letters where words allow it. A row of a table is read as "heading: what the cell says".
std::string plain_text(const LetterPieces& letter);

// One page that needs nothing else: no script, no picture, no address but those that the letter names. For a screen
// reader as for a telephone; `<main>`, real headings, lists and header cells.
std::string web_page(const LetterPieces& letter);

// The document again, an .odt as it was, with nothing under 18 point but what must stay where an envelope shows it (the
// address: 10 pt) or beside it (the sender: 16 pt); the pages of a plan lie across. Or one sentence, where it is no
// such document.
Result<std::string, std::string> large_print(std::string_view odt);

}  // namespace ehcflow::documents
