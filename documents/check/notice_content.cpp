#include "documents/check/notice_content.h"

#include <array>
#include <cstddef>
#include <vector>

namespace ehcflow::documents {
namespace {

// What typesetting may change without changing a word. The empty ones are marks that carry no text, hyphens among them:
// a PDF's text may or may not have the one at which a line was broken.
struct Alike {
    std::string_view from, to;
};
constexpr std::array kAlike = {
    Alike{"-", ""},         Alike{"\u00a0", " "},   Alike{"\u202f", " "},  Alike{"\u00ad", ""},   Alike{"\u200b", ""},
    Alike{"\ufeff", ""},    Alike{"\u2018", "'"},   Alike{"\u2019", "'"},  Alike{"\u201c", "\""}, Alike{"\u201d", "\""},
    Alike{"\u2010", ""},    Alike{"\u2011", ""},    Alike{"\ufb00", "ff"}, Alike{"\ufb01", "fi"}, Alike{"\ufb02", "fl"},
    Alike{"\ufb03", "ffi"}, Alike{"\ufb04", "ffl"},
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// How much white space follows where a line was broken inside a word, after a hyphen or a slash; else nothing.
std::size_t break_within_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_space(text[end])) ++end;
    return text.substr(0, end).find('\n') == std::string_view::npos ? 0 : end;
}

// Words one space apart, with a space at either end, so that a passage is found at whole words only.
std::string words_of(std::string_view text) {
    std::string out = " ";
    for (std::size_t at = 0; at < text.size();) {
        std::string_view piece = text.substr(at, 1);
        std::size_t taken = 1;
        const bool may_be_alike = text[at] == '-' || static_cast<unsigned char>(text[at]) >= 0x80;
        for (std::size_t i = 0; may_be_alike && i < kAlike.size(); ++i)
            if (text.substr(at).starts_with(kAlike[i].from)) {
                piece = kAlike[i].to;
                taken = kAlike[i].from.size();
                break;
            }
        const bool may_break = text[at] == '-' || text[at] == '/';
        at += taken;
        if (may_break) at += break_within_word(text.substr(at));
        for (const char c : piece)
            if (!is_space(c))
                out += c;
            else if (out.back() != ' ')
                out += ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

Finding missing(const ApprovedText& passage, std::string what) {
    return {.code = "mandatory-text-missing",
            .severity = Severity::Error,
            .place = "\"" + passage.title + "\" (" + passage.cite + ")",
            .what = std::move(what),
            .mend = "Prepare the document again from the approved template, and leave this passage as it is."};
}

// Names the paragraph by its first words, which are the block's own and nobody's name.
std::string opening_words(std::string_view paragraph) {
    std::size_t end = 0;
    for (int word = 0; word < 6 && end < paragraph.size(); ++word) {
        const std::size_t next = paragraph.find(' ', end + 1);
        end = next == std::string_view::npos ? paragraph.size() : next;
    }
    return std::string(paragraph.substr(0, end));
}

}  // namespace

Findings check_notice_content(std::string_view document_text, std::span<const ApprovedText> required) {
    const std::string document = words_of(document_text);
    Findings findings;
    for (const ApprovedText& passage : required) {
        std::size_t from = 0;
        bool any = false;
        for (const std::string_view line : lines_of(passage.text)) {
            const std::string paragraph = words_of(line);
            if (paragraph == " ") continue;
            any = true;
            const std::size_t at = document.find(paragraph, from);
            if (at == std::string::npos) {
                findings.push_back(missing(passage,
                                           "A paragraph that the law requires is missing, changed or out of "
                                           "order; it begins \"" +
                                               opening_words(paragraph.substr(1)) + "\"."));
                break;
            }
            from = at + paragraph.size() - 1;  // the closing space may open the next one
        }
        if (!any) findings.push_back(missing(passage, "The approved text of this passage is empty."));
    }
    return findings;
}

}  // namespace ehcflow::documents
