#include "templates/engine/styles.h"

namespace ehcflow::templates {
namespace {

constexpr int kDeepestParents = 20;  // a style that is its own ancestor ends here

const std::string* value_in(const Node& style, std::string_view properties, std::string_view name) {
    const Node* found = child_of(style, properties);
    return found == nullptr ? nullptr : found->attribute(name);
}

}  // namespace

Styles::Styles(const Document& document) {
    for (const Document::Item& item : document.items) {
        if (!item.root) continue;
        each_element(*item.root, [&](const Node& node) {
            if (node.name == "office:automatic-styles")
                for (const auto& style : node.children) automatic_.insert(style.get());
            const std::string* family = node.attribute("style:family");
            if (family == nullptr) return;
            const std::string* name = node.attribute("style:name");
            if (node.name == "style:default-style")
                defaults_.emplace(*family, &node);
            else if (node.name == "style:style" && name != nullptr)
                named_.emplace(std::pair(*family, *name), &node);
        });
    }
}

const Node* Styles::find(std::string_view family, std::string_view style) const {
    const auto found = named_.find(std::pair(std::string(family), std::string(style)));
    return found == named_.end() ? nullptr : found->second;
}

const Node* Styles::parent(std::string_view family, const Node& style) const {
    const std::string* name = style.attribute("style:parent-style-name");
    return name == nullptr ? nullptr : find(family, *name);
}

const std::string* Styles::property(std::string_view family, std::string_view style, std::string_view properties,
                                    std::string_view name) const {
    const Node* node = find(family, style);
    for (int depth = 0; node != nullptr && depth < kDeepestParents; ++depth, node = parent(family, *node))
        if (const std::string* value = value_in(*node, properties, name); value != nullptr) return value;
    const auto fallback = defaults_.find(family);
    return fallback == defaults_.end() ? nullptr : value_in(*fallback->second, properties, name);
}

const std::string* Styles::master_page(std::string_view style) const {
    const Node* node = find("paragraph", style);
    for (int depth = 0; node != nullptr && depth < kDeepestParents; ++depth, node = parent("paragraph", *node))
        if (const std::string* name = node->attribute("style:master-page-name"); name != nullptr)
            return name->empty() ? nullptr : name;
    return nullptr;
}

bool Styles::is_automatic(std::string_view family, std::string_view style) const {
    return automatic_.contains(find(family, style));
}

const std::string* Styles::default_property(std::string_view family, std::string_view name) const {
    const auto fallback = defaults_.find(family);
    return fallback == defaults_.end() ? nullptr : value_in(*fallback->second, "style:text-properties", name);
}

bool Styles::is_based_on(std::string_view family, std::string_view style, std::string_view name) const {
    const Node* node = find(family, style);
    if (node == nullptr) return style == name;
    for (int depth = 0; node != nullptr && depth < kDeepestParents; ++depth, node = parent(family, *node))
        if (const std::string* own = node->attribute("style:name"); own != nullptr && *own == name) return true;
    return false;
}

}  // namespace ehcflow::templates
