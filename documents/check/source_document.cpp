#include "documents/check/source_document.h"

#include <algorithm>
#include <array>
#include <optional>

#include "templates/engine/xml.h"

namespace ehcflow::documents {
namespace {

using templates::Entry;
using templates::Node;
using Fault = std::optional<std::string>;

// Names are compared without their prefix, which a document may choose as it likes.
std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What runs, or fetches by itself.
constexpr std::array<std::string_view, 9> kNeverAllowed = {"script",     "event-listener", "plugin",
                                                           "applet",     "floating-frame", "dde-link",
                                                           "dde-source", "dde-connection", "encryption-data"};

bool stays_inside(std::string_view target) {
    return target.find(':') == std::string_view::npos && !target.starts_with('/') && !target.starts_with('\\') &&
           target.find("..") == std::string_view::npos;
}

// A link that a reader may follow is text; what the office itself would follow must lie inside the document.
Fault check_target(std::string_view element, std::string_view target) {
    if (element == "a") {
        for (const std::string_view good : {"#", "http:", "https:", "mailto:", "tel:"})
            if (target.starts_with(good)) return {};
        if (target.empty()) return {};
        return "a hyperlink is neither to the web, nor to an address, nor inside the document";
    }
    if (stays_inside(target)) return {};
    return "<" + std::string(element) + "> takes its content from outside the document; embed it instead";
}

Fault check_tree(const Node& node) {
    const std::string_view element = local_name(node.name);
    if (is_one_of(element, kNeverAllowed)) return "it holds a <" + std::string(element) + ">, which is never allowed";
    for (const auto& [name, value] : node.attributes) {
        if (name == "xml:base") return "it moves its own base address (xml:base)";
        if (local_name(name) == "href" && !name.starts_with("xmlns"))
            if (auto fault = check_target(element, value)) return fault;
    }
    for (const auto& child : node.children)
        if (!child->is_text())
            if (auto fault = check_tree(*child)) return fault;
    return {};
}

const Node* child_of(const Node& node, std::string_view local) {
    for (const auto& child : node.children)
        if (!child->is_text() && local_name(child->name) == local) return child.get();
    return nullptr;
}

Fault check_body(const Node& root) {
    const Node* body = child_of(root, "body");
    if (body != nullptr && child_of(*body, "text") != nullptr) return {};
    return "it has no body of text";
}

Fault check_flat(std::string_view bytes) {
    const auto root = templates::read_xml(bytes);
    if (!root) return "it is not well-formed XML: " + root.error();
    if (local_name((*root)->name) != "document") return "it is XML, but not a flat open document";
    if (auto fault = check_body(**root)) return fault;
    return check_tree(**root);
}

Fault check_entry(const Entry& entry) {
    if (!stays_inside(entry.name)) return "an entry of the package has a name that leads outside it";
    if (entry.name.starts_with("Basic/") || entry.name.starts_with("Scripts/"))
        return "it brings macros; save it without them";
    if (!entry.name.ends_with(".xml") || entry.bytes.empty()) return {};
    const auto root = templates::read_xml(entry.bytes);
    if (!root) return "its part " + entry.name + " is not well-formed XML: " + root.error();
    if (entry.name == "content.xml")
        if (auto fault = check_body(**root)) return fault;
    return check_tree(**root);
}

Fault check_package(std::string_view bytes, const templates::Limits& limits) {
    const auto entries = templates::read_package(bytes, limits);
    if (!entries) return entries.error();
    if (entries->empty() || entries->front().name != "mimetype" || entries->front().bytes != templates::kOdtMediaType)
        return "it is a package, but does not begin with the media type of an open document text";
    // The office would make a blank page of it, without an error.
    const bool has_content = std::any_of(entries->begin(), entries->end(), [](const Entry& entry) {
        return entry.name == "content.xml" && !entry.bytes.empty();
    });
    if (!has_content) return "the package has no content.xml";
    for (const Entry& entry : *entries)
        if (auto fault = check_entry(entry)) return fault;
    return {};
}

bool looks_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

}  // namespace

Result<DocumentForm, std::string> check_source(std::string_view bytes, const SourceLimits& limits) {
    if (bytes.empty()) return Failure{std::string("it is empty")};
    if (templates::looks_like_package(bytes)) {
        if (auto fault = check_package(bytes, limits.package)) return Failure{*fault};
        return DocumentForm::Package;
    }
    if (!looks_like_xml(bytes))
        return Failure{std::string("it is neither an .odt package nor flat XML, whatever its name says")};
    if (bytes.size() > limits.flat_bytes)
        return Failure{"it is larger than " + std::to_string(limits.flat_bytes >> 20U) + " MiB"};
    if (auto fault = check_flat(bytes)) return Failure{*fault};
    return DocumentForm::FlatXml;
}

}  // namespace ehcflow::documents
