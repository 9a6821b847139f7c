// What a page draws (PDF 32000-1, 7.8.2 and 14.6): which of it belongs to the structure, which is an artifact, and what
// the marked pieces say. Pure functions on the text of a content stream.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace ehcflow::documents {

// Which characters a font's codes stand for, by the name that the page uses: "/F1", 0x41 -> "A".
using FontCodes = std::map<std::string, std::map<unsigned char, std::string>, std::less<>>;

struct PageContent {
    std::size_t bare_artifacts = 0;          // marked as artifacts without a word on their kind
    std::size_t marks = 0;                   // watermarks
    std::size_t loose_texts = 0;             // text in neither the structure nor an artifact
    std::set<std::string> fonts;             // that it writes with
    std::map<long long, std::string> texts;  // what each marked piece says, so far as the codes are known
};

// Whatever cannot be understood ends the reading: `known` is then false and nothing is said.
struct ReadContent {
    bool known = true;
    PageContent content;
};
ReadContent read_content(std::string_view stream, const FontCodes& fonts = {});

// The same with a kind for each bare artifact: text in the upper half of the page is a header, other text a footer,
// lines and fills are layout. The office marks them all alike, and a reader then cannot tell a footer from a border.
std::string name_artifacts(std::string_view stream, double page_height);

// "DRAFT" across the page, as an artifact; drawn as lines, so that it needs no font. Goes over the page's own content,
// whose fills would hide it, in the page's graphics state of this name, which lets that content be read through it.
inline constexpr std::string_view kDraftState = "/EhcDraft";
std::string draft_mark(double page_width, double page_height);

// From a ToUnicode map's text: the codes of one byte.
std::map<unsigned char, std::string> read_codes(std::string_view to_unicode);

}  // namespace ehcflow::documents
