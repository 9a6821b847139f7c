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
#include <vector>

namespace ehcflow::documents {

// A font of one byte a code, which is all that the office writes.
struct PageFont {
    std::array<std::string, 256> texts;  // which characters each code stands for: 0x41 -> "A"
    std::array<double, 256> advances{};  // how far each goes on, in thousandths of the font's size
};
using PageFonts = std::map<std::string, std::shared_ptr<const PageFont>, std::less<>>;  // as the page names them: "/F1"

// A text that a page shows: with which font, and the strings as it spells them. Views into the content stream.
struct Shown {
    std::string_view font, strings;
};

// An artifact without a word on its kind.
struct BareArtifact {
    std::size_t at = 0, end = 0;  // of "/Artifact BMC" in the stream
    bool has_text = false;
    double y = 0;  // where its text begins
};

struct PageContent {
    std::vector<BareArtifact> bare_artifacts;
    std::size_t marks = 0;                           // watermarks
    std::size_t loose_texts = 0;                     // text in neither the structure nor an artifact
    std::set<std::string, std::less<>> fonts;        // that it writes with
    std::map<long long, std::vector<Shown>> pieces;  // what each marked piece shows
};

// Whatever cannot be understood ends the reading: `known` is then false and nothing is said. The stream must outlive
// it.
struct ReadContent {
    bool known = true;
    PageContent content;
};
ReadContent read_content(std::string_view stream);

// The same with a kind for each bare artifact: text in the upper half of the page is a header, other text a footer,
// lines and fills are layout. The office marks them all alike, and a reader then cannot tell a footer from a border.
std::string name_artifacts(std::string_view stream, const PageContent& content, double page_height);

// What strings say, so far as the font's codes are known.
std::string text_of(std::string_view strings, const PageFont& font);

// "DRAFT" across the page, as an artifact; drawn as lines, so that it needs no font. Goes over the page's own content,
// whose fills would hide it, in the page's graphics state of this name, which lets that content be read through it.
inline constexpr std::string_view kDraftState = "/EhcDraft";
std::string draft_mark(double page_width, double page_height);

// From a ToUnicode map's text: the codes of one byte.
void read_codes(std::string_view to_unicode, std::array<std::string, 256>& texts);

}  // namespace ehcflow::documents
