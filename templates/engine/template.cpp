#include "templates/engine/template.h"

#include <algorithm>

#include "base/invariant.h"
#include "templates/engine/compile.h"
#include "templates/engine/heal.h"

namespace ehcflow::templates {
namespace {

// The streams of a package, and which parts of a flat document go into each.
struct Stream {
    std::string_view entry;
    std::string_view root;
    std::initializer_list<std::string_view> parts;
};
const Stream kStreams[] = {
    {"content.xml",
     "office:document-content",
     {"office:scripts", "office:font-face-decls", "office:automatic-styles", "office:body"}},
    {"styles.xml",
     "office:document-styles",
     {"office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles"}},
    {"meta.xml", "office:document-meta", {"office:meta"}},
    {"settings.xml", "office:document-settings", {"office:settings"}},
};

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// An entry of the package: compiled where it holds tags, as it was where it does not.
struct Part {
    std::string name;
    std::string bytes;
    Program program;
    bool compiled = false;
};

Findings one(std::string code, std::string place, std::string what, std::string mend) {
    return {Finding{std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)}};
}

std::string manifest(const std::vector<Part>& parts, std::string_view version) {
    std::string xml(kXmlHead);
    const auto entry = [&](std::string_view path, std::string_view type, std::string_view more) {
        xml.append(" <manifest:file-entry manifest:full-path=\"").append(path).append("\"").append(more);
        xml.append(" manifest:media-type=\"").append(type).append("\"/>\n");
    };
    // LibreOffice refuses a package whose manifest and streams say different versions.
    const std::string versioned = " manifest:version=\"" + std::string(version) + "\"";
    xml.append("<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"")
        .append(versioned)
        .append(">\n");
    entry("/", kOdtMediaType, versioned);
    for (const Part& part : parts)
        if (part.compiled) entry(part.name, "text/xml", "");
    return xml + "</manifest:manifest>\n";
}

}  // namespace

struct Template::Parts {
    Program flat;             // of a flat template
    std::vector<Part> parts;  // of the package
    std::vector<FieldUse> uses;
    bool is_flat = false;

    Findings parse_flat(std::string_view bytes, const BlockLoader& blocks);
    Findings parse_package(std::string_view bytes, const BlockLoader& blocks, const Limits& limits);
};

Findings Template::Parts::parse_flat(std::string_view bytes, const BlockLoader& blocks) {
    is_flat = true;
    auto document = read_xml(bytes);
    if (!document)
        return one("not-a-template", "the file", "It is no OpenDocument text: " + document.error() + ".",
                   "Give an .odt or a flat .fodt saved by a word processor.");
    Node& root = **document;
    if (root.name != "office:document")
        return one("not-a-template", "the file", "Its outermost element is " + root.name + ", not office:document.",
                   "Save it as flat ODT.");
    heal_all(root);
    Findings findings;
    flat = Compiler(blocks, findings, uses).compile(root);
    if (!findings.empty()) return findings;

    const std::string* version = root.attribute("office:version");
    parts.push_back({"mimetype", std::string(kOdtMediaType), {}, false});
    for (const Stream& stream : kStreams) {
        Node split;
        split.name = stream.root;
        for (const auto& attribute : root.attributes)
            if (attribute.first != "office:mimetype") split.attributes.push_back(attribute);
        std::vector<const Node*> streamed;
        for (const std::string_view name : stream.parts)
            for (const auto& child : root.children)
                if (child->name == name) streamed.push_back(child.get());
        if (streamed.empty()) continue;
        Findings again;
        std::vector<FieldUse> known;
        Program program = Compiler(blocks, again, known).compile(split, streamed);
        invariant(again.empty(), "the parts of a sound flat template are sound");
        parts.push_back({std::string(stream.entry), {}, std::move(program), true});
    }
    parts.push_back({"META-INF/manifest.xml", manifest(parts, version == nullptr ? "1.2" : *version), {}, false});
    return {};
}

Findings Template::Parts::parse_package(std::string_view bytes, const BlockLoader& blocks, const Limits& limits) {
    auto entries = read_package(bytes, limits);
    if (!entries)
        return one("not-a-template", "the file", "It cannot be read: " + entries.error() + ".",
                   "Give an .odt or a flat .fodt saved by a word processor.");
    if (entries->front().bytes != kOdtMediaType)
        return one("not-a-template", "mimetype", "It is no OpenDocument text.", "Save it as .odt.");
    Findings findings;
    bool has_content = false;
    for (Entry& entry : *entries) {
        const bool is_stream = std::any_of(std::begin(kStreams), std::end(kStreams),
                                           [&](const Stream& s) { return s.entry == entry.name; });
        Part part{std::move(entry.name), std::move(entry.bytes), {}, is_stream};
        if (is_stream) {
            auto document = read_xml(part.bytes);
            if (!document)
                return one("not-a-template", part.name, "It cannot be read: " + document.error() + ".",
                           "Save the document again with a word processor.");
            heal_all(**document);
            part.program = Compiler(blocks, findings, uses).compile(**document);
            part.bytes.clear();
        }
        has_content = has_content || part.name == "content.xml";
        parts.push_back(std::move(part));
    }
    if (!has_content)
        return one("not-a-template", "the file", "It holds no content.xml.",
                   "Save the document again with a word processor.");
    return findings;
}

Template::Template(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

Result<Template, Findings> Template::parse(std::string_view bytes, const BlockLoader& blocks, const Limits& limits) {
    auto parts = std::make_unique<Parts>();
    if (bytes.size() > limits.package_bytes)
        return Failure{one("too-large", "the file",
                           "It is larger than " + std::to_string(limits.package_bytes >> 20U) + " MiB.",
                           "Take large pictures out of it.")};
    Findings findings =
        looks_like_package(bytes) ? parts->parse_package(bytes, blocks, limits) : parts->parse_flat(bytes, blocks);
    if (!findings.empty()) return Failure{std::move(findings)};
    return Template(std::move(parts));
}

bool Template::is_flat() const { return parts_->is_flat; }

std::span<const FieldUse> Template::fields() const { return parts_->uses; }

Result<std::string, Findings> Template::fill_flat(const Value& data) const {
    invariant(is_flat(), "fill_flat: not a flat template");
    std::string out(kXmlHead);
    Findings findings;
    run(parts_->flat, data, out, findings);
    if (!findings.empty()) return Failure{std::move(findings)};
    return out;
}

Result<std::string, Findings> Template::fill_package(const Value& data) const {
    std::vector<Entry> entries;
    Findings findings;
    for (const Part& part : parts_->parts) {
        Entry entry{part.name, part.bytes};
        if (part.compiled) {
            entry.bytes = kXmlHead;
            run(part.program, data, entry.bytes, findings);
        }
        entries.push_back(std::move(entry));
    }
    if (!findings.empty()) return Failure{std::move(findings)};
    return write_package(entries);
}

}  // namespace ehcflow::templates
