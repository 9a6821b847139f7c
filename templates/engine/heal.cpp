// A paragraph's line is laid out as one string of pieces, each a text or an element that stands for a character or for
// nothing. Tags are found in that string. A tag that spans pieces is written whole into the first one and cut out of
// the others; elements inside it that stand for a character (a space, a soft page break) go with it, and bookmarks
// stay.
#include "templates/engine/heal.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace ehcflow::templates {
namespace {

struct Piece {
    Node* node;
    Node* parent;
    std::size_t begin;
    std::size_t size;
    bool stands_for_text;  // an element that goes when the tag around it is healed
};

bool is_one_of(const Node& node, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), node.name) != names.end();
}

std::string stands_for(const Node& node) {
    if (node.name == "text:s") {
        const std::string* count = node.attribute("text:c");
        const int n = count == nullptr ? 1 : std::clamp(std::atoi(count->c_str()), 0, 1000);
        return std::string(static_cast<std::size_t>(n), ' ');
    }
    if (node.name == "text:tab") return "\t";
    if (node.name == "text:line-break") return "\n";
    return {};
}

void lay_out(Node& node, std::string& line, std::vector<Piece>& pieces) {
    for (auto& child : node.children) {
        if (child->is_text()) {
            pieces.push_back({child.get(), &node, line.size(), child->text.size(), true});
            line += child->text;
        } else if (is_own_flow(*child)) {
            line += '\n';  // a tag does not reach across a frame
        } else if (child->children.empty()) {
            const std::string text = stands_for(*child);
            pieces.push_back(
                {child.get(), &node, line.size(), text.size(), !text.empty() || child->name == "text:soft-page-break"});
            line += text;
        } else {
            lay_out(*child, line, pieces);
        }
    }
}

void remove(const Piece& piece) {
    std::erase_if(piece.parent->children, [&](const auto& child) { return child.get() == piece.node; });
}

// Cuts what the tag covers out of every piece but the first, from the last to the first so that offsets stay true.
void make_whole(std::vector<Piece>& pieces, std::size_t begin, std::size_t end, const std::string& tag) {
    for (std::size_t i = pieces.size(); i-- > 0;) {
        Piece& piece = pieces[i];
        if (piece.begin >= end || piece.begin + piece.size < begin ||
            (piece.begin + piece.size == begin && piece.size > 0))
            continue;
        if (!piece.node->is_text()) {
            if (piece.begin > begin && piece.stands_for_text) {
                remove(piece);
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
            }
            continue;
        }
        const std::size_t from = std::max(begin, piece.begin) - piece.begin;
        const std::size_t to = std::min(end - piece.begin, piece.size);
        if (from >= to) continue;
        const bool first = piece.begin <= begin;
        piece.node->text.replace(from, to - from, first ? tag : std::string());
        piece.size =
            from;  // what follows in this piece has been dealt with: tags are healed from the last to the first
    }
}

}  // namespace

bool is_paragraph(const Node& node) { return is_one_of(node, {"text:p", "text:h"}); }

bool is_own_flow(const Node& node) {
    return node.name.starts_with("draw:") ||
           is_one_of(node, {"text:note", "office:annotation", "text:p", "text:h", "text:ruby", "text:tracked-changes"});
}

void heal(Node& paragraph) {
    std::string line;
    std::vector<Piece> pieces;
    lay_out(paragraph, line, pieces);
    for (std::size_t open = line.rfind("{{"); open != std::string::npos;
         open = open == 0 ? std::string::npos : line.rfind("{{", open - 1)) {
        const std::size_t close = line.find("}}", open);
        if (close == std::string::npos) continue;
        const std::size_t end = close + 2;
        const auto inside = [&](const Piece& p) {
            return p.node->is_text() && p.begin <= open && end <= p.begin + p.size;
        };
        if (std::any_of(pieces.begin(), pieces.end(), inside)) continue;
        std::string tag = line.substr(open, end - open);
        std::replace(tag.begin(), tag.end(), '\n', ' ');
        make_whole(pieces, open, end, tag);
    }
}

void heal_all(Node& root) {
    if (is_paragraph(root)) heal(root);
    for (auto& child : root.children)
        if (!child->is_text()) heal_all(*child);
}

std::string visible_text(const Node& node) {
    if (node.is_text()) return node.text;
    std::string text = stands_for(node);
    for (const auto& child : node.children)
        if (!is_own_flow(*child)) text += visible_text(*child);
    return text;
}

}  // namespace ehcflow::templates
