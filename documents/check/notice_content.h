// Whether a notice carries the passages that the law requires, word for word: the approved text of each block with its
// values filled, against the text of the document that would be sent. Nothing an officer edits can take one out.
// Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/finding.h"

namespace ehcflow::documents {

struct ApprovedText {
    std::string title;  // as the finding names it: "Mediation"
    std::string cite;   // what requires it
    std::string text;   // one paragraph a line
};

// An error for each passage of which a paragraph is missing, changed or out of order. Text may come from a PDF: how its
// lines are broken, how it is spaced, which form its quotation marks have and whether a hyphen was lost at the end of a
// line make no difference; a word does. Every passage must have words: an empty one is an error too, since a lost file
// must not let a notice through.
Findings check_notice_content(std::string_view document_text, std::span<const ApprovedText> required);

}  // namespace ehcflow::documents
