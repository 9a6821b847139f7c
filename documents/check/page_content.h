// What a page draws (PDF 32000-1, 7.8.2 and 14.6): which of it belongs to the structure, which is an artifact, and what
// the marked pieces say. Pure functions on the text of a content stream.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace ehcflow::documents {

// A font of one byte a code, which is all that the office writes.
struct PageFont {
    std::array<std::string, 256> texts;  // which characters each code stands for: 0x41 -> "A"
    std::array<double, 256> advances{};  // how far each goes on, in thousandths of the font's size
};
using PageFonts = std::map<std::string, std::shared_ptr<const PageFont>, std::less<>>;  // as the page names them: "/F1"

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
ReadContent read_content(std::string_view stream, const PageFonts& fonts = {});

// The same with a kind for each bare artifact: text in the upper half of the page is a header, other text a footer,
// lines and fills are layout. The office marks them all alike, and a reader then cannot tell a footer from a border.
std::string name_artifacts(std::string_view stream, double page_height);

// "DRAFT" across the page, as an artifact; drawn as lines, so that it needs no font. Goes over the page's own content,
// whose fills would hide it, in the page's graphics state of this name, which lets that content be read through it.
inline constexpr std::string_view kDraftState = "/EhcDraft";
std::string draft_mark(double page_width, double page_height);

// From a ToUnicode map's text: the codes of one byte.
void read_codes(std::string_view to_unicode, std::array<std::string, 256>& texts);

}  // namespace ehcflow::documents
