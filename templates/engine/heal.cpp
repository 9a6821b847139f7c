// A paragraph's line is laid out as one string of pieces, each a text or an element that stands for a character or for
// nothing. Tags are found in that string: from the last {{ before a }}, so that a stray {{ spoils only itself. A tag
// that spans pieces is written whole into the first one and cut out of the others; elements inside it that stand for a
// character (a space, a soft page break) go with it, and bookmarks stay. One pass over the line: a hostile paragraph of
// braces costs no more than its length.
#include "templates/engine/heal.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace ehcflow::templates {
namespace {

struct Piece {
    Node* node;
    std::size_t begin;
    std::size_t size;
    bool stands_for_text;  // an element that goes when the tag around it is healed
};

constexpr std::string_view kDeadNode = "-";  // no element has such a name

struct Span {
    std::size_t begin, end;
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
            pieces.push_back({child.get(), line.size(), child->text.size(), true});
            line += child->text;
        } else if (is_own_flow(*child)) {
            continue;  // what it holds is no part of this line, and stays where it is
        } else if (child->children.empty()) {
            const std::string text = stands_for(*child);
            pieces.push_back(
                {child.get(), line.size(), text.size(), !text.empty() || child->name == "text:soft-page-break"});
            line += text;
        } else {
            lay_out(*child, line, pieces);
        }
    }
}

std::vector<Span> tags_in(std::string_view line) {
    std::vector<Span> tags;
    std::size_t from = 0;
    for (std::size_t close = line.find("}}"); close != std::string_view::npos; close = line.find("}}", from)) {
        const std::size_t open = line.substr(from, close - from).rfind("{{");
        if (open != std::string_view::npos) tags.push_back({from + open, close + 2});
        from = close + 2;
    }
    return tags;
}

bool is_whole(const Piece& piece, const Span& tag) {
    return piece.node->is_text() && piece.begin <= tag.begin && tag.end <= piece.begin + piece.size;
}

// The piece's own text, with every tag that begins in it whole and nothing of those that began before it.
std::string healed_text(const Piece& piece, std::string_view line, const std::vector<Span>& tags, std::size_t next) {
    const std::size_t end = piece.begin + piece.size;
    std::string text;
    std::size_t at = piece.begin;
    for (; next < tags.size() && tags[next].begin < end; ++next) {
        const Span& tag = tags[next];
        if (tag.begin >= piece.begin) {
            text += line.substr(at, tag.begin - at);
            std::string whole(line.substr(tag.begin, tag.end - tag.begin));
            std::replace(whole.begin(), whole.end(), '\n', ' ');
            text += whole;
        }
        at = std::min(tag.end, end);
    }
    return text += line.substr(at, end - at);
}

// A comment on the template, and the record of its changes, are for those who keep the template: the document shows
// what the template shows with every change accepted.
bool is_for_keepers(const Node& node) {
    return is_one_of(node, {"office:annotation", "office:annotation-end", "text:tracked-changes", "text:change",
                            "text:change-start", "text:change-end"});
}

void drop_dead(Node& node) {
    std::erase_if(node.children, [](const auto& child) { return child->name == kDeadNode; });
    for (auto& child : node.children) drop_dead(*child);
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
    const std::vector<Span> tags = tags_in(line);
    std::size_t next = 0;  // the first tag that ends after the piece begins
    bool dead = false;
    for (const Piece& piece : pieces) {
        while (next < tags.size() && tags[next].end <= piece.begin) ++next;
        if (next == tags.size()) break;
        const std::size_t end = piece.begin + piece.size;
        if (piece.node->is_text()) {
            if (tags[next].begin < end && !(is_whole(piece, tags[next]) && tags[next].end == end))
                piece.node->text = healed_text(piece, line, tags, next);
        } else if (piece.stands_for_text && tags[next].begin < piece.begin) {
            piece.node->name = kDeadNode;
            dead = true;
        }
    }
    if (dead) drop_dead(paragraph);
}

void heal_all(Node& root) {
    std::erase_if(root.children, [](const auto& child) { return is_for_keepers(*child); });
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
