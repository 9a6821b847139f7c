#include "templates/engine/house.h"

#include <set>
#include <string>

#include "templates/engine/document.h"
#include "templates/engine/own_styles.h"

namespace ehcflow::templates {
namespace {

constexpr const char* kPages = "office:master-styles";

std::set<std::string> names_of_pages(const Node& document) {
    std::set<std::string> names;
    if (const Node* pages = child_of(document, kPages); pages != nullptr)
        for (const auto& page : pages->children)
            if (const std::string* name = page->attribute("style:name"); name != nullptr) names.insert(*name);
    return names;
}

// Those of the letter, and those of the house that follow on them.
std::set<std::string> wanted_pages(const Node& letter, const Node& house) {
    std::set<std::string> wanted = names_of_pages(letter);
    const Node* pages = child_of(house, kPages);
    for (std::size_t before = 0; pages != nullptr && before != wanted.size();) {
        before = wanted.size();
        for (const auto& page : pages->children) {
            const std::string* name = page->attribute("style:name");
            const std::string* next = page->attribute("style:next-style-name");
            if (name != nullptr && next != nullptr && wanted.contains(*name)) wanted.insert(*next);
        }
    }
    return wanted;
}

}  // namespace

void apply_house(Node& root, const Node& house) {
    const OwnStyles own(house, "House_");
    const std::set<std::string> pages = wanted_pages(root, house);
    for (const char* name : {"office:font-face-decls", "office:styles", "office:automatic-styles", kPages}) {
        const Node* from = child_of(house, name);
        if (from == nullptr) continue;
        Node& to = part_of(root, name);
        for (const auto& style : from->children) {
            if (style->is_text()) continue;
            const std::string* called = style->attribute("style:name");
            if (name == kPages && (called == nullptr || !pages.contains(*called))) continue;
            auto copy = own.copy_of(*style);
            say_namespaces(root, house, *copy);
            put_style(to, std::move(copy));
        }
    }
}

}  // namespace ehcflow::templates
