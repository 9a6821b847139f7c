#include "documents/compose/letter_forms.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "templates/engine/package.h"
#include "templates/engine/xml.h"

namespace ehcflow::documents {
namespace {

using templates::append_escaped;
using templates::Node;

constexpr std::size_t kLineLength = 72;

// How many letters a reader counts: the bytes that begin one.
std::size_t letters_in(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    return count;
}

// What keeps a number on one line of a page means nothing to a mail program.
std::string with_plain_spaces(std::string text) {
    constexpr std::string_view kUnbroken = "\u00a0";
    for (std::size_t at = 0; (at = text.find(kUnbroken, at)) != std::string::npos;)
        text.replace(at, kUnbroken.size(), " ");
    return text;
}

void wrap(std::string_view text, std::string_view first, std::string_view rest, std::string& out) {
    std::string line(first);
    bool empty = true;
    const auto end_line = [&] {
        out += with_plain_spaces(line) + "\n";
        line = rest;
        empty = true;
    };
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(" \n");
        const std::string_view word = text.substr(0, end);
        if (!word.empty()) {
            if (!empty && letters_in(line) + 1 + letters_in(word) > kLineLength) end_line();
            if (!empty) line += ' ';
            line += word;
            empty = false;
        }
        if (end == std::string_view::npos) break;
        if (text[end] == '\n') end_line();
        text.remove_prefix(end + 1);
    }
    if (!empty) end_line();
}

void add_table(const Piece& table, std::string& out) {
    const std::vector<Runs> kNone;
    const std::vector<Runs>& headings = table.header_rows > 0 ? table.rows[table.header_rows - 1] : kNone;
    for (std::size_t row = table.header_rows; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
            const std::string said = words_of(table.rows[row][column]);
            const std::string heading = column < headings.size() ? words_of(headings[column]) + ": " : std::string();
            wrap(heading + (said.empty() ? "____" : said), column == 0 ? "* " : "  ", "  ", out);
        }
        out += "\n";
    }
}

void add_text(const std::vector<Piece>& pieces, std::string& out) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const bool list_goes_on =
            piece.kind == PieceKind::Item && i + 1 < pieces.size() && pieces[i + 1].kind == PieceKind::Item;
        switch (piece.kind) {
            case PieceKind::Heading: {
                const std::string words = words_of(piece.runs);
                wrap(words, "", "", out);
                out += std::string(std::min(letters_in(words), kLineLength), piece.level == 1 ? '=' : '-') + "\n";
                break;
            }
            case PieceKind::Paragraph:
                wrap(words_of(piece.runs), "", "", out);
                break;
            case PieceKind::Item:
                wrap(words_of(piece.runs), "* ", "  ", out);
                break;
            case PieceKind::Table:
                add_table(piece, out);
                break;
        }
        if (piece.kind != PieceKind::Table && !list_goes_on) out += "\n";
    }
}

// ---- a web page ----------------------------------------------------------------------------------------------------

// The letters of which an address on the net or of a mailbox is made. A full stop or a comma at its end is the
// sentence's.
bool of_address(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_' || c == '@' ||
           c == '/' || c == '+';
}

std::string link_to(std::string_view word) {
    const std::size_t at = word.find('@');
    if (at != std::string_view::npos)
        return at > 0 && word.find('.', at) != std::string_view::npos ? "mailto:" + std::string(word) : std::string();
    return word.starts_with("www.") ? "https://" + std::string(word) : std::string();
}

void add_words(std::string_view text, std::string& out) {
    while (!text.empty()) {
        std::size_t length = 0;
        while (length < text.size() && of_address(text[length])) ++length;
        std::string_view word = text.substr(0, length);
        while (!word.empty() && (word.back() == '.' || word.back() == '/')) word.remove_suffix(1);
        const std::string link = link_to(word);
        if (link.empty()) {
            const std::size_t step = std::max<std::size_t>(length, 1);
            if (text.front() == '\n')
                out += "<br>\n";
            else
                append_escaped(out, text.substr(0, step));
            text.remove_prefix(step);
            continue;
        }
        out += "<a href=\"";
        append_escaped(out, link);
        out += "\">";
        append_escaped(out, word);
        out += "</a>";
        text.remove_prefix(word.size());
    }
}

void add_runs(const Runs& runs, std::string& out) {
    for (const Run& run : runs) {
        const std::string_view mark = run.fate == plans::WordFate::Removed ? "del"
                                      : run.fate == plans::WordFate::Added ? "ins"
                                                                           : "";
        if (!run.link.empty()) {
            out += "<a href=\"#";
            append_escaped(out, run.link);
            out += "\">";
        }
        if (run.strong) out += "<strong>";
        if (!mark.empty()) out.append("<").append(mark).append(">");
        add_words(run.text, out);
        if (!mark.empty()) out.append("</").append(mark).append(">");
        if (run.strong) out += "</strong>";
        if (!run.link.empty()) out += "</a>";
    }
}

struct Attribute {
    std::string_view name, value;  // none where the value is empty
};

void add_element(std::string_view name, const Runs& runs, std::string& out, const Attribute& attribute = {}) {
    out += "<" + std::string(name);
    if (!attribute.value.empty()) {
        out.append(" ").append(attribute.name).append("=\"");
        append_escaped(out, attribute.value);
        out += '"';
    }
    out += ">";
    add_runs(runs, out);
    out += "</" + std::string(name.substr(0, name.find(' '))) + ">\n";
}

std::string head_of(const Piece& table, std::size_t column) {
    if (table.header_rows == 0 || column >= table.rows[table.header_rows - 1].size()) return {};
    return words_of(table.rows[table.header_rows - 1][column]);
}

// On a telephone the cells of a row of many stand below each other, and each says of which column it is. Roles keep it
// a table for a screen reader then.
void add_html_table(const Piece& table, std::string& out) {
    const bool narrow = std::ranges::all_of(table.rows, [](const auto& row) { return row.size() <= 2; });
    out += narrow ? "<div class=\"wide\"><table role=\"table\">\n"
                  : "<div class=\"wide\"><table role=\"table\" class=\"many\">\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const bool header = row < table.header_rows;
        if (row == 0 && header) out += "<thead>\n";
        if (row == table.header_rows) out += "<tbody>\n";
        out += "<tr role=\"row\">\n";
        for (std::size_t column = 0; column < table.rows[row].size(); ++column)
            add_element(header ? "th scope=\"col\" role=\"columnheader\"" : "td role=\"cell\"", table.rows[row][column],
                        out, {"data-head", header ? std::string() : head_of(table, column)});
        out += "</tr>\n";
        if (row + 1 == table.header_rows) out += "</thead>\n";
    }
    out += table.rows.size() > table.header_rows ? "</tbody></table></div>\n" : "</table></div>\n";
}

void add_html(const std::vector<Piece>& pieces, std::string& out) {
    bool in_list = false, in_rights = false;
    for (const Piece& piece : pieces) {
        const bool item = piece.kind == PieceKind::Item;
        if (in_list && !item) out += "</ul>\n";
        if (in_rights && !piece.statutory) out += "</div>\n";
        if (!in_rights && piece.statutory) out += "<div class=\"right\">\n";
        if (!in_list && item) out += "<ul>\n";
        in_list = item;
        in_rights = piece.statutory;
        switch (piece.kind) {
            case PieceKind::Heading:
                add_element("h" + std::to_string(piece.level), piece.runs, out, {"id", piece.anchor});
                break;
            case PieceKind::Paragraph:
                add_element("p", piece.runs, out);
                break;
            case PieceKind::Item:
                add_element("li", piece.runs, out);
                break;
            case PieceKind::Table:
                add_html_table(piece, out);
                break;
        }
    }
    if (in_list) out += "</ul>\n";
    if (in_rights) out += "</div>\n";
}

constexpr std::string_view kStyle =
    "body{font:1.1875rem/1.5 Arial,'Liberation Sans',sans-serif;max-width:42rem;margin:0 auto;padding:1rem;"
    "color:#0b0c0c;background:#fff}h1,h2,h3{line-height:1.25;color:#12383b}h1{font-size:1.9rem}h2{font-size:1.4rem}"
    "a{color:#1a5276}li{margin-bottom:.4rem}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;"
    "padding:.4rem .8rem .4rem 0;border-bottom:1px solid #5c7f82}.wide{overflow-x:auto}"
    "@media(max-width:40rem){.many thead{position:absolute;clip-path:inset(50%)}"
    ".many,.many tbody,.many tr,.many td{display:block}"
    ".many tr{border:1px solid #5c7f82;padding:.25rem .75rem;margin:0 0 1rem}.many td{border:0;padding:.25rem 0}"
    ".many td[data-head]::before{content:attr(data-head);display:block;font-weight:bold}}"
    "@media print{tr{break-inside:avoid}}"
    ".right{border-left:4px solid #5c7f82;padding-left:1rem;margin:1.5rem 0}header p,address p{margin:0}"
    "del{text-decoration:line-through}ins{text-decoration:underline;font-weight:bold}"
    "address{font-style:normal;margin:1rem 0}footer{border-top:1px solid #5c7f82;margin-top:2rem;font-size:1rem}";

// ---- large print ---------------------------------------------------------------------------------------------------

constexpr double kLarge = 18;

struct OwnSize {
    std::string_view style;
    double points;
};
// What an envelope's window shows must fit it; what stands beside it must fit its place.
constexpr std::array kOwnSizes = {OwnSize{"Addressee", 10}, OwnSize{"Sender", 16}, OwnSize{"Council_20_name", 24},
                                  OwnSize{"Council_20_team", 16}};

void enlarge(Node& node, const std::string& style) {
    const std::string* own = node.name == "style:style" ? node.attribute("style:name") : nullptr;
    const std::string& within = own == nullptr ? style : *own;
    for (auto& [name, value] : node.attributes) {
        if (name != "fo:font-size" || !value.ends_with("pt")) continue;
        double points = std::max(kLarge, std::strtod(value.c_str(), nullptr) * 1.5);
        for (const OwnSize& row : kOwnSizes)
            if (row.style == within) points = row.points;
        std::array<char, 16> text{};
        std::snprintf(text.data(), text.size(), "%gpt", points);
        value = text.data();
    }
    // What stands beside it needs the place of the QR code. The number and the address are at the foot of each page.
    std::erase_if(node.children, [](const auto& one) {
        const std::string* name = one->name == "draw:frame" ? one->attribute("draw:name") : nullptr;
        return name != nullptr && *name == "Check";
    });
    for (const auto& one : node.children) enlarge(*one, within);
}

const Node* find_named(const Node& node, std::string_view element, std::string_view name) {
    const std::string* own = node.name == element ? node.attribute("style:name") : nullptr;
    if (own != nullptr && *own == name) return &node;
    for (const auto& one : node.children)
        if (const Node* found = find_named(*one, element, name)) return found;
    return nullptr;
}

// The pages of a plan lie across, so that its tables keep their columns; an envelope takes a letter upright.
void lay_across(Node& node, std::string_view layout, bool within) {
    if (node.name == "style:page-layout") {
        const std::string* name = node.attribute("style:name");
        within = name != nullptr && *name == layout;
    }
    std::string *width = nullptr, *height = nullptr;
    for (auto& [name, value] : node.attributes) {
        if (within && name == "fo:page-width") width = &value;
        if (within && name == "fo:page-height") height = &value;
        if (within && name == "style:print-orientation") value = "landscape";
    }
    if (width != nullptr && height != nullptr) std::swap(*width, *height);
    for (const auto& one : node.children) lay_across(*one, layout, within);
}

}  // namespace

std::string plain_text(const LetterPieces& letter) {
    std::string out;
    for (const Frame& frame : letter.frames) {
        if (frame.pieces.empty()) continue;
        for (const Piece& piece : frame.pieces) wrap(words_of(piece.runs), "", "", out);
        out += "\n";
    }
    add_text(letter.pieces, out);
    for (const std::string& footer : letter.footers) wrap(footer, "", "", out);
    return out;
}

std::string web_page(const LetterPieces& letter) {
    std::string out = "<!doctype html>\n<html lang=\"";
    append_escaped(out, letter.language.empty() ? "en-GB" : letter.language);
    out +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<title>";
    append_escaped(out, letter.title);
    out += "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<header>\n";
    for (const Frame& frame : letter.frames) {
        if (frame.pieces.empty()) continue;
        out += "<address>\n";
        for (const Piece& piece : frame.pieces) add_element("p", piece.runs, out);
        out += "</address>\n";
    }
    out += "</header>\n<main>\n";
    add_html(letter.pieces, out);
    out += "</main>\n<footer>\n";
    for (const std::string& footer : letter.footers) add_element("p", {{footer}}, out);
    out += "</footer>\n</body>\n</html>\n";
    return out;
}

Result<std::string, std::string> large_print(std::string_view odt) {
    auto entries = templates::read_package(odt);
    if (!entries) return Failure{entries.error()};
    for (templates::Entry& entry : *entries) {
        if (entry.name != "content.xml" && entry.name != "styles.xml") continue;
        const auto root = templates::read_xml(entry.bytes);
        if (!root) return Failure{entry.name + ": " + root.error()};
        enlarge(**root, "");
        const Node* page = find_named(**root, "style:master-page", "Plan");
        if (const std::string* layout = page == nullptr ? nullptr : page->attribute("style:page-layout-name"))
            lay_across(**root, std::string(*layout), false);
        entry.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        templates::append_xml(entry.bytes, **root);
    }
    return templates::write_package(std::move(entries).value());
}

}  // namespace ehcflow::documents
