#include "templates/engine/own_styles.h"

#include <algorithm>

#include "templates/engine/document.h"

namespace ehcflow::templates {
namespace {

constexpr std::string_view kReferences[] = {"style:name",
                                            "style:page-layout-name",
                                            "text:style-name",
                                            "draw:style-name",
                                            "table:style-name",
                                            "style:data-style-name",
                                            "style:list-style-name",
                                            "draw:text-style-name",
                                            "presentation:style-name",
                                            "text:visited-style-name"};

bool refers(std::string_view attribute) {
    return std::find(std::begin(kReferences), std::end(kReferences), attribute) != std::end(kReferences);
}

std::string value(const Node& node, std::string_view name) {
    const std::string* found = node.attribute(name);
    return found == nullptr ? std::string() : *found;
}

bool is_same_style(const Node& a, const Node& b) {
    return !a.is_text() && a.name == b.name && value(a, "style:name") == value(b, "style:name") &&
           value(a, "style:family") == value(b, "style:family");
}

}  // namespace

OwnStyles::OwnStyles(const Node& document, std::string prefix)
    : prefix_(std::move(prefix)), automatic_(child_of(document, "office:automatic-styles")) {
    if (automatic_ == nullptr) return;
    for (const auto& style : automatic_->children)
        if (const std::string* name = style->attribute("style:name"); name != nullptr) names_.insert(*name);
}

std::unique_ptr<Node> OwnStyles::copy_of(const Node& node) const {
    auto copy = std::make_unique<Node>();
    copy->name = node.name;
    copy->text = node.text;
    for (const auto& [name, value] : node.attributes)
        copy->attributes.emplace_back(name, (refers(name) && names_.contains(value) ? prefix_ : "") + value);
    for (const auto& child : node.children) copy->children.push_back(copy_of(*child));
    return copy;
}

std::vector<std::unique_ptr<Node>> OwnStyles::used_by(const Node& text) const {
    std::set<std::string, std::less<>> used;
    const auto note = [&](const Node& node) {
        for (const auto& [name, value] : node.attributes)
            if (refers(name) && names_.contains(value)) used.insert(value);
    };
    each_element(text, note);
    std::vector<std::unique_ptr<Node>> styles;
    if (automatic_ == nullptr) return styles;
    for (std::size_t before = 0; before != used.size();) {
        before = used.size();
        for (const auto& style : automatic_->children)
            if (used.contains(value(*style, "style:name"))) each_element(*style, note);
    }
    for (const auto& style : automatic_->children)
        if (used.contains(value(*style, "style:name"))) styles.push_back(copy_of(*style));
    return styles;
}

Node& part_of(Node& root, std::string_view name) {
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

void put_style(Node& part, std::unique_ptr<Node> style) {
    const auto same = std::find_if(part.children.begin(), part.children.end(),
                                   [&](const auto& child) { return is_same_style(*child, *style); });
    if (same == part.children.end())
        part.children.push_back(std::move(style));
    else
        *same = std::move(style);
}

void say_namespaces(Node& root, const Node& from, Node& node) {
    for (const auto& [name, value] : from.attributes) {
        if (!name.starts_with("xmlns:")) continue;
        const std::string* here = root.attribute(name);
        if (here == nullptr)
            root.attributes.emplace_back(name, value);
        else if (*here != value && node.attribute(name) == nullptr)
            node.attributes.emplace_back(name, value);
    }
}

}  // namespace ehcflow::templates
