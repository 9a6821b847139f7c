#include "templates/engine/template.h"

#include <algorithm>
#include <optional>

#include "base/invariant.h"
#include "templates/engine/compile.h"
#include "templates/engine/heal.h"
#include "templates/engine/rich.h"

namespace ehcflow::templates {
namespace {

// The streams of a package, and which parts of a flat document go into each.
struct Stream {
    std::string_view entry;
    std::string_view root;
    std::initializer_list<std::string_view> parts;
};
constexpr std::string_view kContent = "content.xml";
const Stream kStreams[] = {
    {kContent,
     "office:document-content",
     {"office:scripts", "office:font-face-decls", "office:automatic-styles", "office:body"}},
    {"styles.xml",
     "office:document-styles",
     {"office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles"}},
    {"meta.xml", "office:document-meta", {"office:meta"}},
    {"settings.xml", "office:document-settings", {"office:settings"}},
};

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// A signature is of the template's own bytes: in a document made from it, it would only be broken.
constexpr std::string_view kSignatures[] = {"META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml"};

// An entry of the package: a program where it holds fields; else packed once, here, for every document.
struct Part {
    std::string name;
    std::optional<Program> program;
    PackedEntry packed;
};

Part fixed_part(std::string name, std::string bytes) { return {name, {}, pack({name, std::move(bytes)})}; }

Part xml_part(std::string name, Program program) {
    const bool is_fixed = std::all_of(program.begin(), program.end(), [](const Operation& operation) {
        return operation.kind == Operation::Kind::Literal;
    });
    if (!is_fixed) return {std::move(name), std::move(program), {}};
    std::string bytes(kXmlHead);
    for (const Operation& operation : program) bytes += operation.literal;
    return fixed_part(std::move(name), std::move(bytes));
}

Findings one(std::string code, std::string place, std::string what, std::string mend) {
    return {Finding{std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)}};
}

std::string manifest(const std::vector<Part>& streams, std::string_view version) {
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
    for (const Part& part : streams) entry(part.name, "text/xml", "");
    return xml + "</manifest:manifest>\n";
}

}  // namespace

struct Template::Parts {
    Program flat;             // of a flat template
    std::vector<Part> parts;  // of the package
    std::vector<FieldUse> uses;
    bool is_flat = false;

    // One stream or a flat document. Bold, lists and the like in rich text need styles of ours, which are added only
    // where there is such text: shared blocks may bring it, so that compiling tells.
    Program compile(Node& root, const BlockLoader& blocks, Findings& findings);
    Findings parse_flat(std::string_view bytes, const BlockLoader& blocks);
    void split(const Node& root, const BlockLoader& blocks);
    Findings parse_package(std::string_view bytes, const BlockLoader& blocks, const Limits& limits);
};

Program Template::Parts::compile(Node& root, const BlockLoader& blocks, Findings& findings) {
    heal_all(root);
    Compiler compiler(blocks, findings, uses);
    Program program = compiler.compile(root);
    if (!compiler.uses_rich() || !findings.empty()) return program;
    add_rich_styles(root);
    return compiler.compile(root);
}

Findings Template::Parts::parse_flat(std::string_view bytes, const BlockLoader& blocks) {
    is_flat = true;
    auto document = read_xml(bytes);
    if (!document)
        return one("not-a-template", "the file", "It is no OpenDocument text: " + document.error() + ".",
                   "Give an .odt or a flat .fodt saved by a word processor.");
    Node& root = **document;
    const std::string* media_type = root.attribute("office:mimetype");
    if (root.name != "office:document" || media_type == nullptr || *media_type != kOdtMediaType)
        return one("not-a-template", "the file", "It is no flat OpenDocument text.", "Save it as flat ODT (.fodt).");
    Findings findings;
    flat = compile(root, blocks, findings);
    if (findings.empty()) split(root, blocks);
    return findings;
}

void Template::Parts::split(const Node& root, const BlockLoader& blocks) {
    std::vector<Part> streams;
    for (const Stream& stream : kStreams) {
        Node shell;
        shell.name = stream.root;
        for (const auto& attribute : root.attributes)
            if (attribute.first != "office:mimetype") shell.attributes.push_back(attribute);
        std::vector<const Node*> streamed;
        for (const std::string_view name : stream.parts)
            for (const auto& child : root.children)
                if (child->name == name) streamed.push_back(child.get());
        if (streamed.empty() && stream.entry != kContent) continue;
        Findings again;
        std::vector<FieldUse> known;
        Program program = Compiler(blocks, again, known).compile(shell, streamed);
        invariant(again.empty(), "the parts of a sound flat template are sound");
        streams.push_back(xml_part(std::string(stream.entry), std::move(program)));
    }
    const std::string* version = root.attribute("office:version");
    parts.push_back(fixed_part(std::string(kMediaTypeEntry), std::string(kOdtMediaType)));
    Part list = fixed_part("META-INF/manifest.xml", manifest(streams, version == nullptr ? "1.2" : *version));
    for (Part& stream : streams) parts.push_back(std::move(stream));
    parts.push_back(std::move(list));
}

Findings Template::Parts::parse_package(std::string_view bytes, const BlockLoader& blocks, const Limits& limits) {
    auto entries = read_package(bytes, limits);
    if (!entries)
        return one("not-a-template", "the file", "It cannot be read: " + entries.error() + ".",
                   "Give an .odt or a flat .fodt saved by a word processor.");
    if (entries->front().bytes != kOdtMediaType)
        return one("not-a-template", "mimetype", "It is no OpenDocument text.", "Save it as .odt.");
    if (std::none_of(entries->begin(), entries->end(), [](const Entry& entry) { return entry.name == kContent; }))
        return one("not-a-template", "the file", "It holds no content.xml.",
                   "Save the document again with a word processor.");
    Findings findings;
    for (Entry& entry : *entries) {
        if (std::find(std::begin(kSignatures), std::end(kSignatures), entry.name) != std::end(kSignatures)) continue;
        const auto stream = std::find_if(std::begin(kStreams), std::end(kStreams),
                                         [&](const Stream& one) { return one.entry == entry.name; });
        if (stream == std::end(kStreams)) {
            parts.push_back(fixed_part(std::move(entry.name), std::move(entry.bytes)));
            continue;
        }
        auto document = read_xml(entry.bytes);
        if (!document)
            return one("not-a-template", entry.name, "It cannot be read: " + document.error() + ".",
                       "Save the document again with a word processor.");
        if ((*document)->name != stream->root)
            return one("not-a-template", entry.name, "Its outermost element is not " + std::string(stream->root) + ".",
                       "Save the document again with a word processor.");
        parts.push_back(xml_part(std::move(entry.name), compile(**document, blocks, findings)));
    }
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
    const std::vector<Part>& parts = parts_->parts;
    Findings findings;
    std::vector<std::optional<PackedEntry>> filled(parts.size());
    std::vector<const PackedEntry*> entries;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].program) {
            std::string bytes(kXmlHead);
            run(*parts[i].program, data, bytes, findings);
            if (findings.empty()) filled[i] = pack({parts[i].name, std::move(bytes)});
        }
        entries.push_back(filled[i] ? &*filled[i] : &parts[i].packed);
    }
    if (!findings.empty()) return Failure{std::move(findings)};
    return write_package(entries);
}

}  // namespace ehcflow::templates
