#include "documents/check/pdf/pdf_rules.h"

#include <algorithm>
#include <array>
#include <functional>

namespace ehcflow::documents {
namespace {

struct Lack {
    std::string place, what;
};
using Lacks = std::vector<Lack>;

std::string on_page(std::size_t page) { return page == 0 ? "the PDF" : "page " + std::to_string(page); }

void visit(const PdfElement& element, const std::function<void(const PdfElement&)>& see) {
    see(element);
    for (const PdfElement& child : element.children) visit(child, see);
}

Lacks elements_that(const PdfFacts& facts, const std::function<bool(const PdfElement&)>& lack, const char* what) {
    Lacks found;
    visit(facts.structure, [&](const PdfElement& element) {
        if (lack(element)) found.push_back({on_page(element.page) + ", <" + element.own_type + ">", what});
    });
    return found;
}

Lacks pages_that(const PdfFacts& facts, const std::function<bool(const PdfPage&)>& lack, const char* what) {
    Lacks found;
    for (std::size_t i = 0; i < facts.each_page.size(); ++i)
        if (lack(facts.each_page[i])) found.push_back({on_page(i + 1), what});
    return found;
}

Lacks unless(bool kept, const char* what) { return kept ? Lacks{} : Lacks{{"the PDF", what}}; }

Lacks each_font(const std::vector<std::string>& fonts, const char* what) {
    Lacks found;
    for (const std::string& font : fonts) found.push_back({"the font " + font, what});
    return found;
}

bool is_standard(std::string_view type) {
    static constexpr std::array kTypes = {
        "Document",  "Part",    "Art",   "Sect",    "Div",       "BlockQuote", "Caption", "TOC",     "TOCI",  "Index",
        "NonStruct", "Private", "P",     "H",       "H1",        "H2",         "H3",      "H4",      "H5",    "H6",
        "L",         "LI",      "Lbl",   "LBody",   "Table",     "TR",         "TH",      "TD",      "THead", "TBody",
        "TFoot",     "Span",    "Quote", "Note",    "Reference", "BibEntry",   "Code",    "Link",    "Annot", "Ruby",
        "RB",        "RT",      "RP",    "Warichu", "WT",        "WP",         "Figure",  "Formula", "Form"};
    return std::any_of(kTypes.begin(), kTypes.end(), [&](const char* known) { return type == known; });
}

bool has_inside(const PdfElement& element, std::string_view type) {
    return std::any_of(element.children.begin(), element.children.end(), [&](const PdfElement& child) {
        return child.type == type || (child.type != "Table" && has_inside(child, type));
    });
}

int level_of(const PdfElement& element) {
    const std::string& type = element.type;
    return type.size() == 2 && type[0] == 'H' && type[1] >= '1' && type[1] <= '6' ? type[1] - '0' : 0;
}

Lacks skipped_headings(const PdfFacts& facts) {
    Lacks found;
    int above = 0;
    visit(facts.structure, [&](const PdfElement& element) {
        const int level = level_of(element);
        if (level == 0) return;
        if (level > above + 1)
            found.push_back({on_page(element.page) + ", <" + element.own_type + ">",
                             above == 0 ? "The first heading is not of level 1."
                                        : "A heading skips the level below the one above it."});
        above = level;
    });
    return found;
}

bool has_headings(const PdfFacts& facts) {
    bool any = false;
    visit(facts.structure, [&](const PdfElement& element) { any = any || level_of(element) > 0; });
    return any;
}

Lacks repeated_ids(const PdfFacts& facts) {
    std::vector<std::string> ids;
    visit(facts.structure, [&](const PdfElement& element) {
        if (element.type == "Note" && !element.id.empty()) ids.push_back(element.id);
    });
    std::sort(ids.begin(), ids.end());
    Lacks found;
    for (auto at = std::adjacent_find(ids.begin(), ids.end()); at != ids.end();
         at = std::adjacent_find(at + 1, ids.end()))
        found.push_back({"the note " + *at, "Two notes have the same identifier."});
    return found;
}

struct Row {
    PdfRule rule;
    Severity severity;
    const char* mend;
    Lacks (*lacks)(const PdfFacts&);
};

constexpr const char* kAgain = "Render it again; if that does not help, the office is at fault.";
constexpr const char* kTitle = "Set the title in the template's properties (dc:title).";
constexpr auto kError = Severity::Error;
constexpr auto kWarning = Severity::Warning;

const std::array kRows = {
    Row{{"no-pages", "It has a page.", "ISO 32000-1, 7.7.3"},
        kError,
        "Give the document some text.",
        [](const PdfFacts& f) { return unless(f.pages > 0, "It has no page."); }},
    Row{{"not-tagged", "Its structure is marked.", "ISO 14289-1, 7.1"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return unless(f.tagged, "Its structure is not marked, so a screen reader cannot tell what is what.");
        }},
    Row{{"not-marked-pdf-ua", "It is marked as PDF/UA-1.", "ISO 14289-1, 5"},
        kError,
        kAgain,
        [](const PdfFacts& f) { return unless(f.marked_pdf_ua, "It is not marked as PDF/UA-1."); }},
    Row{{"no-title", "It has a title.", "ISO 14289-1, 7.1"},
        kError,
        kTitle,
        [](const PdfFacts& f) { return unless(!f.title.empty(), "It has no title."); }},
    Row{{"title-not-shown", "A reader's window shows the title.", "ISO 14289-1, 7.1"},
        kError,
        kTitle,
        [](const PdfFacts& f) {
            return unless(f.shows_title, "A reader's window would show the file name in place of the title.");
        }},
    Row{{"no-language", "It says in which language it is.", "ISO 14289-1, 7.2"},
        kError,
        "Set the language of the template's default style.",
        [](const PdfFacts& f) { return unless(!f.language.empty(), "It does not say in which language it is."); }},
    Row{{"font-not-embedded", "Each font is embedded.", "ISO 14289-1, 7.21.4"},
        kError,
        "Use a font that the machine has and that may be embedded.",
        [](const PdfFacts& f) { return each_font(f.fonts_not_embedded, "It is not embedded."); }},
    Row{{"font-missing", "Each font that a page writes with is there.", "ISO 32000-1, 7.8.3"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return p.missing_fonts > 0; }, "It writes with a font that is not there.");
        }},
    Row{{"font-without-characters", "Each font says which characters its codes stand for.", "ISO 14289-1, 7.21.7"},
        kError,
        "Use another font in the template.",
        [](const PdfFacts& f) {
            return each_font(f.fonts_without_characters, "Its codes cannot be read aloud as characters.");
        }},
    Row{{"acts-by-itself", "Nothing in it runs, submits or carries a file.", "ISO 19005-2, 6.5"},
        kError,
        "Take scripts, forms that send, and attached files out of the template.",
        [](const PdfFacts& f) { return unless(!f.acts, "It holds something that acts by itself, or a file."); }},
    Row{{"unknown-type", "Each element is of a type that a reader knows.", "ISO 14289-1, 7.1"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return elements_that(
                f, [](const PdfElement& e) { return !e.own_type.empty() && !is_standard(e.type); },
                "A reader does not know this kind of element.");
        }},
    Row{{"loose-text", "All text is in the structure, or an artifact.", "ISO 14289-1, 7.1"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return p.loose_texts > 0; }, "Some text is left out of the structure.");
        }},
    Row{{"content-not-read", "What each page draws can be followed.", "ISO 32000-1, 7.8.2"},
        kWarning,
        "Look at the page with a screen reader.",
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return !p.content_known; }, "Its drawing could not be followed.");
        }},
    Row{{"artifact-without-kind", "Each artifact says of which kind it is.", "ISO 14289-1, 7.8"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return p.bare_artifacts > 0; },
                "A header, footer or line does not say that it is one.");
        }},
    Row{{"heading-skipped", "Headings begin at level 1 and skip none.", "ISO 14289-1, 7.4.2"},
        kError,
        "Correct the heading's level in the template.",
        skipped_headings},
    Row{{"no-bookmarks", "Where there are headings there are bookmarks.", "ISO 14289-1, 7.17"},
        kWarning,
        kAgain,
        [](const PdfFacts& f) {
            return unless(f.has_bookmarks || !has_headings(f), "It has headings, but no bookmarks.");
        }},
    Row{{"figure-without-text", "Each picture has a text in its place.", "ISO 14289-1, 7.3"},
        kError,
        "Give the picture a title and a description in the template.",
        [](const PdfFacts& f) {
            return elements_that(
                f,
                [](const PdfElement& e) { return (e.type == "Figure" || e.type == "Formula") && !e.has_alternative; },
                "A picture has no text in its place.");
        }},
    Row{{"table-without-headers", "Each table has header cells.", "ISO 14289-1, 7.5"},
        kError,
        "Mark the table's first row as a header row in the template.",
        [](const PdfFacts& f) {
            return elements_that(
                f, [](const PdfElement& e) { return e.type == "Table" && !has_inside(e, "TH"); },
                "A table has no header cells.");
        }},
    Row{{"header-without-scope", "Each header cell says what it heads.", "ISO 14289-1, 7.5"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return elements_that(
                f, [](const PdfElement& e) { return e.type == "TH" && e.scope.empty(); },
                "A header cell does not say whether it heads a column or a row.");
        }},
    Row{{"list-without-numbering", "Each list says how it is numbered.", "ISO 14289-1, 7.6"},
        kWarning,
        "Use a list style with numbers, letters or bullets.",
        [](const PdfFacts& f) {
            return elements_that(
                f, [](const PdfElement& e) { return e.type == "L" && e.list_numbering.empty(); },
                "A list does not say how it is numbered.");
        }},
    Row{{"note-without-id", "Each note has an identifier.", "ISO 14289-1, 7.9"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return elements_that(
                f, [](const PdfElement& e) { return e.type == "Note" && e.id.empty(); }, "A note has no identifier.");
        }},
    Row{{"note-id-repeated", "No two notes share an identifier.", "ISO 14289-1, 7.9"}, kError, kAgain, repeated_ids},
    Row{{"link-outside-structure", "Each link is in the structure.", "ISO 14289-1, 7.18"},
        kError,
        "Put a footnote's text into the paragraph; the office leaves one of its links out.",
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return p.loose_annotations > 0; }, "A link is not in the structure.");
        }},
    Row{{"link-without-description", "Each link says where it leads.", "ISO 14289-1, 7.18.5"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return p.silent_annotations > 0; }, "A link has no description.");
        }},
    Row{{"tabs-not-by-structure", "The tab key follows the structure.", "ISO 14289-1, 7.18.3"},
        kError,
        kAgain,
        [](const PdfFacts& f) {
            return pages_that(
                f, [](const PdfPage& p) { return !p.tabs_by_structure; }, "The tab key does not follow the structure.");
        }},
};

void print(const PdfElement& element, std::size_t depth, std::string& out) {
    out.append(2 * depth, ' ').append(element.own_type);
    if (element.type != element.own_type) out += " (" + element.type + ")";
    if (!element.id.empty()) out += " id=" + element.id;
    if (!element.scope.empty()) out += " scope=" + element.scope;
    if (!element.list_numbering.empty()) out += " numbering=" + element.list_numbering;
    if (element.has_alternative) out += " with text in its place";
    out += '\n';
    for (const PdfElement& child : element.children) print(child, depth + 1, out);
}

}  // namespace

std::span<const PdfRule> pdf_rules() {
    static const auto kRules = [] {
        std::array<PdfRule, kRows.size()> rules{};
        std::transform(kRows.begin(), kRows.end(), rules.begin(), [](const Row& row) { return row.rule; });
        return rules;
    }();
    return kRules;
}

Findings check_pdf(const PdfFacts& facts) {
    Findings found;
    for (const Row& row : kRows)
        for (Lack& lack : row.lacks(facts))
            found.push_back(
                {std::string(row.rule.code), row.severity, std::move(lack.place), std::move(lack.what), row.mend});
    return found;
}

std::string summary(const Findings& findings) {
    std::string text = "Checked against " + std::to_string(kRows.size()) + " rules: ";
    if (findings.empty()) return text + "all kept.";
    for (const Finding& finding : findings)
        text += (&finding == &findings.front() ? "not kept: " : ", ") + finding.code + " (" + finding.place + ")";
    return text + ".";
}

std::string structure_text(const PdfFacts& facts) {
    std::string out;
    for (const PdfElement& element : facts.structure.children) print(element, 0, out);
    return out;
}

}  // namespace ehcflow::documents
