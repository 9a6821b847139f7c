#include "templates/engine/document.h"

#include <algorithm>
#include <set>

namespace ehcflow::templates {
namespace {

// The streams of a package, and which parts of a flat document go into each.
struct StreamRow {
    std::string_view entry;
    std::string_view root;
    std::initializer_list<std::string_view> parts;
};
const StreamRow kStreams[] = {
    {kContent,
     "office:document-content",
     {"office:scripts", "office:font-face-decls", "office:automatic-styles", "office:body"}},
    {kStyles,
     "office:document-styles",
     {"office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles"}},
    {"meta.xml", "office:document-meta", {"office:meta"}},
    {"settings.xml", "office:document-settings", {"office:settings"}},
};

// A signature is of the template's own bytes: in a document made from it, it would only be broken.
constexpr std::string_view kSignatures[] = {"META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml"};

Failure<Findings> refuse(std::string place, std::string what, std::string mend) {
    return Failure{
        Findings{Finding{"not-a-template", Severity::Error, std::move(place), std::move(what), std::move(mend)}}};
}

constexpr const char* kGive = "Give an .odt or a flat .fodt saved by a word processor.";
constexpr const char* kSaveAgain = "Save the document again with a word processor.";

Result<Document, Findings> open_flat(std::string_view bytes, const Limits& limits) {
    auto root = read_xml(bytes, limits.xml_depth);
    if (!root) return refuse("the file", "It is no OpenDocument text: " + root.error() + ".", kGive);
    const std::string* media_type = (*root)->attribute("office:mimetype");
    if ((*root)->name != "office:document" || media_type == nullptr || *media_type != kOdtMediaType)
        return refuse("the file", "It is no flat OpenDocument text.", "Save it as flat ODT (.fodt).");
    Document document;
    document.is_flat = true;
    document.items.push_back({{}, std::move(root).value()});
    return document;
}

Result<Document, Findings> open_package(std::string_view bytes, const Limits& limits) {
    auto entries = read_package(bytes, limits);
    if (!entries) return refuse("the file", "It cannot be read: " + entries.error() + ".", kGive);
    if (entries->front().bytes != kOdtMediaType)
        return refuse("mimetype", "It is no OpenDocument text.", "Save it as .odt.");
    if (std::none_of(entries->begin(), entries->end(), [](const Entry& entry) { return entry.name == kContent; }))
        return refuse("the file", "It holds no content.xml.", kSaveAgain);
    Document document;
    std::size_t next = 1;
    for (Entry& entry : *entries) {
        if (std::find(std::begin(kSignatures), std::end(kSignatures), entry.name) != std::end(kSignatures)) continue;
        const auto row = std::find_if(std::begin(kStreams), std::end(kStreams),
                                      [&](const StreamRow& one) { return one.entry == entry.name; });
        if (row == std::end(kStreams)) {
            document.items.push_back({std::move(entry), nullptr});
            continue;
        }
        // Numbers of one stream follow on those of the stream before, so that a number means one element.
        auto root = read_xml(entry.bytes, limits.xml_depth, next);
        if (!root) return refuse(entry.name, "It cannot be read: " + root.error() + ".", kSaveAgain);
        if ((*root)->name != row->root)
            return refuse(entry.name, "Its outermost element is not " + std::string(row->root) + ".", kSaveAgain);
        each_element(**root, [&](const Node& node) { next = std::max(next, node.number + 1); });
        document.items.push_back({{std::move(entry.name), {}}, std::move(root).value()});
    }
    return document;
}

}  // namespace

Result<Document, Findings> open_document(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.package_bytes)
        return Failure{Findings{{"too-large", Severity::Error, "the file",
                                 "It is larger than " + in_words(limits.package_bytes, LimitUnit::Bytes) + ".",
                                 "Take large pictures out of it."}}};
    return looks_like_package(bytes) ? open_package(bytes, limits) : open_flat(bytes, limits);
}

std::vector<Stream> streams_of(const Node& flat) {
    std::vector<Stream> streams;
    for (const StreamRow& row : kStreams) {
        Stream stream;
        stream.entry = row.entry;
        stream.shell.name = row.root;
        for (const auto& attribute : flat.attributes)
            if (attribute.first != "office:mimetype") stream.shell.attributes.push_back(attribute);
        for (const std::string_view name : row.parts)
            for (const auto& child : flat.children)
                if (child->name == name) stream.parts.push_back(child.get());
        if (!stream.parts.empty() || row.entry == kContent) streams.push_back(std::move(stream));
    }
    return streams;
}

std::string version_of(const Node& root) {
    const std::string* version = root.attribute("office:version");
    return version == nullptr ? "1.2" : *version;
}

std::string manifest_line(std::string_view entry, std::string_view media_type) {
    std::string line = " <manifest:file-entry manifest:full-path=\"";
    append_escaped(line, entry);
    line.append("\" manifest:media-type=\"").append(media_type).append("\"/>\n");
    return line;
}

std::string manifest_of(std::span<const std::string> entries, std::string_view version) {
    // LibreOffice refuses a package whose manifest and streams say different versions.
    std::string versioned = " manifest:version=\"";
    append_escaped(versioned, version);
    versioned += '"';
    std::string xml(kXmlHead);
    xml.append("<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"")
        .append(versioned)
        .append(">\n <manifest:file-entry manifest:full-path=\"/\"")
        .append(versioned)
        .append(" manifest:media-type=\"")
        .append(kOdtMediaType)
        .append("\"/>\n");
    for (const std::string& entry : entries) xml += manifest_line(entry, "text/xml");
    return xml + "</manifest:manifest>\n";
}

std::string as_package(const Document& document) {
    std::vector<Entry> entries;
    if (!document.is_flat) {
        for (const Document::Item& item : document.items) {
            entries.push_back(item.entry);
            if (!item.root) continue;
            entries.back().bytes = kXmlHead;
            append_xml(entries.back().bytes, *item.root);
        }
        return write_package(std::move(entries));
    }
    const Node& root = *document.items.front().root;
    std::vector<std::string> names;
    entries.push_back({std::string(kMediaTypeEntry), std::string(kOdtMediaType)});
    for (const Stream& stream : streams_of(root)) {
        std::string bytes(kXmlHead);
        append_start_tag(bytes, stream.shell);
        for (const Node* part : stream.parts) append_xml(bytes, *part);
        append_end_tag(bytes, stream.shell);
        names.push_back(stream.entry);
        entries.push_back({stream.entry, std::move(bytes)});
    }
    entries.push_back({std::string(kManifest), manifest_of(names, version_of(root))});
    return write_package(std::move(entries));
}

void drop_ids(Node& root) {
    std::set<std::string> needed;
    each_element(root, [&](const Node& node) {
        if (const std::string* list = node.attribute("text:continue-list"); list != nullptr) needed.insert(*list);
    });
    const auto drop = [&](Node& node, const auto& again) -> void {
        std::erase_if(node.attributes, [&](const auto& attribute) {
            return attribute.first == "xml:id" && !needed.contains(attribute.second);
        });
        for (auto& child : node.children) again(*child, again);
    };
    drop(root, drop);
}

void PagePart::enter(const Node& node) {
    if (node.name == "style:master-page") style = &node;
    if (node.name.starts_with("style:header") || node.name.starts_with("style:footer")) part = &node;
}

std::string PagePart::in_words() const {
    struct Row {
        std::string_view element, words;
    };
    constexpr Row kRows[] = {{"style:header", "header"},
                             {"style:header-left", "header of left pages"},
                             {"style:header-first", "first page\'s header"},
                             {"style:footer", "footer"},
                             {"style:footer-left", "footer of left pages"},
                             {"style:footer-first", "first page\'s footer"}};
    if (style == nullptr || part == nullptr) return {};
    const auto row =
        std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& one) { return one.element == part->name; });
    const std::string* name = style->attribute("style:display-name");
    if (name == nullptr) name = style->attribute("style:name");
    return "in the " + std::string(row == std::end(kRows) ? "header" : row->words) + " of the page style \"" +
           (name == nullptr ? "" : *name) + "\", ";
}

const Node* child_of(const Node& node, std::string_view name) {
    const auto found = std::find_if(node.children.begin(), node.children.end(),
                                    [&](const auto& child) { return child->name == name; });
    return found == node.children.end() ? nullptr : found->get();
}

}  // namespace ehcflow::templates
