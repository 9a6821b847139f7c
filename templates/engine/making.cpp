#include "templates/engine/making.h"

#include <algorithm>
#include <array>

namespace ehcflow::templates {
namespace {

constexpr std::string_view kThumbnails = "Thumbnails/";
// What a letter may say of itself; all else in its particulars is of whoever made the template.
constexpr std::array<std::string_view, 5> kKept = {"dc:title", "dc:language", "dc:subject", "dc:description",
                                                   "meta:keyword"};
constexpr std::array<std::string_view, 4> kPrinter = {"PrinterName", "PrinterSetup", "PrintFaxName",
                                                      "CurrentDatabaseDataSource"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <class Goes>
void drop(Node& node, const Goes& goes) {
    std::erase_if(node.children, [&](const auto& child) { return !child->is_text() && goes(node, *child); });
    for (const auto& child : node.children) drop(*child, goes);
}

bool is_of_making(const Node& parent, const Node& node) {
    if (parent.name == "office:meta") return !is_one_of(node.name, kKept);
    const std::string* name = node.attribute("config:name");
    return node.name == "config:config-item" && name != nullptr && is_one_of(*name, kPrinter);
}

bool lists_a_thumbnail(const Node&, const Node& node) {
    const std::string* path = node.attribute("manifest:full-path");
    return path != nullptr && path->starts_with(kThumbnails);
}

}  // namespace

void drop_making(Document& document) {
    const auto is_thumbnail = [](const Document::Item& item) { return item.entry.name.starts_with(kThumbnails); };
    const bool had_thumbnail = std::any_of(document.items.begin(), document.items.end(), is_thumbnail);
    std::erase_if(document.items, is_thumbnail);
    for (Document::Item& item : document.items) {
        if (item.root) drop(*item.root, is_of_making);
        if (!had_thumbnail || item.entry.name != kManifest) continue;
        auto manifest = read_xml(item.entry.bytes);
        if (!manifest) continue;  // as it came: whoever opens it is told
        drop(**manifest, lists_a_thumbnail);
        item.entry.bytes = kXmlHead;
        append_xml(item.entry.bytes, **manifest);
    }
}

}  // namespace ehcflow::templates
