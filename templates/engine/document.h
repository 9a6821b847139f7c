// Document: an OpenDocument text taken apart, flat or a package: its streams as trees, its other entries as they are.
// What is filled, checked and annotated all begins here. Inner to the engine.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/package.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {

inline constexpr std::string_view kContent = "content.xml";
inline constexpr std::string_view kStyles = "styles.xml";
inline constexpr std::string_view kManifest = "META-INF/manifest.xml";
inline constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

struct Document {
    struct Item {
        Entry entry;                 // of a stream without its bytes; of a flat document without a name
        std::unique_ptr<Node> root;  // of a stream
    };
    bool is_flat = false;
    std::vector<Item> items;  // of a package in their order; of a flat document one
};

// Refuses what is no OpenDocument text, in one finding.
Result<Document, Findings> open_document(std::string_view bytes, const Limits& limits);

// One stream of the package that a flat document would be: the stream's own element, and which of the flat document's
// parts stand in it.
struct Stream {
    std::string entry;
    Node shell;
    std::vector<const Node*> parts;
};
std::vector<Stream> streams_of(const Node& flat);
std::string version_of(const Node& root);

// The manifest of a package that holds these streams.
std::string manifest_of(std::span<const std::string> entries, std::string_view version);
// One more line of a manifest, to be put before its end.
std::string manifest_line(std::string_view entry, std::string_view media_type);

// The document as it stands, as a package: its streams are written anew.
std::string as_package(const Document& document);

// Where a walk stands among headers and footers: the page style, and the part of it.
struct PagePart {
    const Node* style = nullptr;
    const Node* part = nullptr;

    void enter(const Node& node);
    std::string in_words() const;  // "in the footer of the page style \"First\", "; empty outside
};

// Takes out the ids that the office gave and nothing refers to: what is repeated would bear the same one twice.
void drop_ids(Node& root);

const Node* child_of(const Node& node, std::string_view name);
// Calls `visit` with every element, the outer before the inner.
template <class Visit>
void each_element(const Node& node, Visit&& visit) {
    if (node.is_text()) return;
    visit(node);
    for (const auto& child : node.children) each_element(*child, visit);
}

}  // namespace ehcflow::templates
