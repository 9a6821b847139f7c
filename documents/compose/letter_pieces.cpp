#include "documents/compose/letter_pieces.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "templates/engine/package.h"
#include "templates/engine/xml.h"

namespace ehcflow::documents {
namespace {

using plans::WordFate;
using templates::Node;

const Node* child(const Node* of, std::string_view name) {
    if (of == nullptr) return nullptr;
    for (const auto& one : of->children)
        if (one->name == name) return one.get();
    return nullptr;
}

std::string attribute(const Node& node, std::string_view name) {
    const std::string* found = node.attribute(name);
    return found == nullptr ? std::string() : *found;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Dress {
    bool strong = false;
    WordFate fate = WordFate::Kept;
    std::string link{};
    bool fits(const Run& run) const { return run.strong == strong && run.fate == fate && run.link == link; }
};

Dress linked(Dress dress, std::string_view address) {
    if (address.starts_with('#')) dress.link = address.substr(1);
    return dress;
}

// A shared block's own styles bear its name before theirs.
Dress dressed(Dress dress, std::string_view style) {
    if (style == "Strong_20_Emphasis") dress.strong = true;
    if (style.ends_with("Removed")) dress.fate = WordFate::Removed;
    if (style.ends_with("Added")) dress.fate = WordFate::Added;
    return dress;
}

class Reader {
public:
    LetterPieces letter;

    void body(const Node& text) { pieces_of(text, letter.pieces, PieceKind::Paragraph); }

    Runs runs_of(const Node& node) {
        Runs runs;
        add_runs(node, {}, runs);
        while (!runs.empty()) {
            std::string& last = runs.back().text;
            while (!last.empty() && last.back() == ' ') last.pop_back();
            if (!last.empty()) break;
            runs.pop_back();
        }
        return runs;
    }

private:
    void pieces_of(const Node& parent, std::vector<Piece>& into, PieceKind kind) {
        for (const auto& node : parent.children) {
            if (node->name == "text:h")
                add({.kind = PieceKind::Heading, .level = level_of(*node), .runs = runs_of(*node)}, *node, into);
            else if (node->name == "text:p")
                add({.kind = kind, .runs = runs_of(*node)}, *node, into);
            else if (node->name == "text:list-item")
                pieces_of(*node, into, PieceKind::Item);
            else if (node->name == "table:table")
                into.push_back(table_of(*node));
            else if (node->name == "text:list" || node->name == "text:section")
                pieces_of(*node, into, kind);
        }
    }

    static std::size_t level_of(const Node& heading) {
        const std::string level = attribute(heading, "text:outline-level");
        return level.size() == 1 && level[0] >= '1' && level[0] <= '9' ? static_cast<std::size_t>(level[0] - '0') : 1;
    }

    static void add(Piece piece, const Node& node, std::vector<Piece>& into) {
        if (piece.runs.empty()) return;
        if (const Node* anchor = child(&node, "text:bookmark-start")) piece.anchor = attribute(*anchor, "text:name");
        piece.statutory = attribute(node, "text:style-name").find("Right_20_") != std::string::npos;
        into.push_back(std::move(piece));
    }

    Piece table_of(const Node& table) {
        Piece piece{.kind = PieceKind::Table};
        add_rows(table, piece);
        drop_page_columns(table, piece);
        return piece;
    }

    // Columns of a contents that tell pages.
    static void drop_page_columns(const Node& table, Piece& piece) {
        for (const auto& row : table.children) {
            if (row->name != "table:table-row") continue;
            std::vector<bool> tells;
            for (const auto& cell : row->children)
                if (cell->name == "table:table-cell") tells.push_back(tells_page(*cell));
            if (std::ranges::find(tells, true) == tells.end()) continue;
            for (auto& cells : piece.rows)
                for (std::size_t i = std::min(cells.size(), tells.size()); i-- > 0;)
                    if (tells[i]) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }

    static bool tells_page(const Node& node) {
        return node.name == "text:bookmark-ref" ||
               std::ranges::any_of(node.children, [](const auto& one) { return tells_page(*one); });
    }

    void add_rows(const Node& parent, Piece& piece) {
        for (const auto& node : parent.children) {
            if (node->name == "table:table-header-rows") {
                add_rows(*node, piece);
                piece.header_rows = piece.rows.size();
            } else if (node->name == "table:table-row") {
                std::vector<Runs> cells;
                for (const auto& cell : node->children)
                    if (cell->name == "table:table-cell") cells.push_back(cell_of(*cell));
                piece.rows.push_back(std::move(cells));
            } else if (node->name == "table:table-rows") {
                add_rows(*node, piece);
            }
        }
    }

    Runs cell_of(const Node& cell) {
        std::vector<Piece> inside;
        pieces_of(cell, inside, PieceKind::Paragraph);
        Runs runs;
        for (Piece& piece : inside) {
            if (!runs.empty()) runs.push_back({"\n"});
            runs.insert(runs.end(), piece.runs.begin(), piece.runs.end());
        }
        return runs;
    }

    // White space between elements is the file's own layout; within words runs of it are one space.
    static void append(std::string_view text, const Dress& dress, Runs& runs) {
        for (const char c : text) {
            const bool space = is_space(c);
            const bool after_space = runs.empty() || runs.back().text.empty() || runs.back().text.back() == ' ' ||
                                     runs.back().text.back() == '\n';
            if (space && after_space) continue;
            if (runs.empty() || !dress.fits(runs.back())) runs.push_back({{}, dress.strong, dress.fate, dress.link});
            runs.back().text += space ? ' ' : c;
        }
    }

    void add_runs(const Node& node, const Dress& dress, Runs& runs) {
        for (const auto& one : node.children) {
            if (one->is_text())
                append(one->text, dress, runs);
            else if (one->name == "draw:frame")
                frame(*one);
            else if (one->name == "text:line-break")
                runs.push_back({"\n", dress.strong, dress.fate, dress.link});
            else if (one->name == "text:s" || one->name == "text:tab")
                append(" ", dress, runs);
            else if (one->name == "text:span")
                add_runs(*one, dressed(dress, attribute(*one, "text:style-name")), runs);
            else if (one->name == "text:a")
                add_runs(*one, linked(dress, attribute(*one, "xlink:href")), runs);
            else if (one->name == "text:page-number" || one->name == "text:page-count")
                add_runs(*one, dress, runs);
        }
    }

    void frame(const Node& node) {
        const Node* box = child(&node, "draw:text-box");
        if (box == nullptr) return;
        Frame one{attribute(node, "draw:name"), {}};
        pieces_of(*box, one.pieces, PieceKind::Paragraph);
        letter.frames.push_back(std::move(one));
    }
};

bool counts_pages(const Node& node) {
    if (node.name == "text:page-number" || node.name == "text:page-count") return true;
    return std::any_of(node.children.begin(), node.children.end(), [](const auto& one) { return counts_pages(*one); });
}

using Roots = std::vector<std::unique_ptr<Node>>;

Result<Roots, std::string> roots_of_flat(std::string_view flat) {
    auto root = templates::read_xml(flat);
    if (!root) return Failure{root.error()};
    Roots roots;
    roots.push_back(std::move(root).value());
    return roots;
}

Result<Roots, std::string> roots_of_package(std::string_view package) {
    const auto entries = templates::read_package(package);
    if (!entries) return Failure{entries.error()};
    Roots roots;
    for (const templates::Entry& entry : *entries) {
        if (entry.name != "content.xml" && entry.name != "styles.xml" && entry.name != "meta.xml") continue;
        auto root = templates::read_xml(entry.bytes);
        if (!root) return Failure{entry.name + ": " + root.error()};
        roots.push_back(std::move(root).value());
    }
    return roots;
}

const Node* find_root(const Roots& roots, std::string_view with) {
    for (const auto& root : roots)
        if (child(root.get(), with) != nullptr) return root.get();
    return nullptr;
}

}  // namespace

Result<LetterPieces, std::string> read_pieces(std::string_view document) {
    const bool packed = templates::looks_like_package(document);
    const auto roots = packed ? roots_of_package(document) : roots_of_flat(document);
    if (!roots) return Failure{roots.error()};
    const Node* text = child(child(find_root(*roots, "office:body"), "office:body"), "office:text");
    if (text == nullptr) return Failure{std::string("It has no text: it is no document of a word processor.")};
    Reader reader;
    if (const Node* meta = child(find_root(*roots, "office:meta"), "office:meta")) {
        if (const Node* title = child(meta, "dc:title")) reader.letter.title = words_of(reader.runs_of(*title));
        if (const Node* language = child(meta, "dc:language"))
            reader.letter.language = words_of(reader.runs_of(*language));
    }
    reader.body(*text);
    const Node* page =
        child(child(find_root(*roots, "office:master-styles"), "office:master-styles"), "style:master-page");
    if (const Node* footer = child(page, "style:footer"))
        for (const auto& paragraph : footer->children)
            if (paragraph->name == "text:p" && !counts_pages(*paragraph))
                reader.letter.footers.push_back(words_of(reader.runs_of(*paragraph)));
    return std::move(reader.letter);
}

std::string words_of(const Runs& runs) {
    std::string text;
    for (const Run& run : runs) text += run.text;
    return text;
}

}  // namespace ehcflow::documents
