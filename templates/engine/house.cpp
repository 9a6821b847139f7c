#include "templates/engine/house.h"

#include <algorithm>
#include <set>
#include <string>

#include "templates/engine/document.h"

namespace ehcflow::templates {
namespace {

// A house's automatic styles (of its page and its letterhead) get names of their own: the letter has a P1 too.
constexpr std::string_view kOwn = "House_";

constexpr std::string_view kStyleReferences[] = {"style:name",
                                                 "style:page-layout-name",
                                                 "text:style-name",
                                                 "draw:style-name",
                                                 "table:style-name",
                                                 "style:data-style-name",
                                                 "style:list-style-name",
                                                 "draw:text-style-name",
                                                 "presentation:style-name",
                                                 "text:visited-style-name"};

std::unique_ptr<Node> copy_of(const Node& node, const std::set<std::string, std::less<>>& own) {
    auto copy = std::make_unique<Node>();
    copy->name = node.name;
    copy->text = node.text;
    for (const auto& [name, value] : node.attributes) {
        const bool refers =
            std::find(std::begin(kStyleReferences), std::end(kStyleReferences), name) != std::end(kStyleReferences);
        copy->attributes.emplace_back(name, (refers && own.contains(value) ? std::string(kOwn) : "") + value);
    }
    for (const auto& child : node.children) copy->children.push_back(copy_of(*child, own));
    return copy;
}

bool is_same_style(const Node& a, const Node& b) {
    const auto value = [](const Node& node, std::string_view name) {
        const std::string* found = node.attribute(name);
        return found == nullptr ? std::string() : *found;
    };
    return !a.is_text() && a.name == b.name && value(a, "style:name") == value(b, "style:name") &&
           value(a, "style:family") == value(b, "style:family");
}

// The part of that name, made in its place where there is none.
Node& part(Node& root, std::string_view name) {
    constexpr std::string_view kOrder[] = {
        "office:meta",   "office:settings",         "office:scripts",       "office:font-face-decls",
        "office:styles", "office:automatic-styles", "office:master-styles", "office:body"};
    const auto rank = [&](const Node& node) {
        return std::find(std::begin(kOrder), std::end(kOrder), node.name) - std::begin(kOrder);
    };
    for (auto& child : root.children)
        if (child->name == name) return *child;
    auto made = std::make_unique<Node>();
    made->name = name;
    const auto here = rank(*made);
    const auto after = std::find_if(root.children.begin(), root.children.end(),
                                    [&](const auto& child) { return !child->is_text() && rank(*child) > here; });
    return **root.children.insert(after, std::move(made));
}

}  // namespace

void apply_house(Node& root, const Node& house) {
    std::set<std::string, std::less<>> own;
    if (const Node* automatic = child_of(house, "office:automatic-styles"); automatic != nullptr)
        for (const auto& style : automatic->children)
            if (const std::string* name = style->attribute("style:name"); name != nullptr) own.insert(*name);
    for (const std::string_view name :
         {"office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles"}) {
        const Node* from = child_of(house, name);
        if (from == nullptr) continue;
        Node& to = part(root, name);
        for (const auto& style : from->children) {
            if (style->is_text()) continue;
            auto copy = copy_of(*style, own);
            // Each says the namespaces of the house, since the letter may not have them.
            for (const auto& attribute : house.attributes)
                if (attribute.first.starts_with("xmlns:") && copy->attribute(attribute.first) == nullptr)
                    copy->attributes.push_back(attribute);
            const auto same = std::find_if(to.children.begin(), to.children.end(),
                                           [&](const auto& child) { return is_same_style(*child, *copy); });
            if (same == to.children.end())
                to.children.push_back(std::move(copy));
            else
                *same = std::move(copy);
        }
    }
}

}  // namespace ehcflow::templates
