#include "templates/engine/template.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/invariant.h"
#include "templates/engine/compile.h"
#include "templates/engine/document.h"
#include "templates/engine/heal.h"
#include "templates/engine/house.h"
#include "templates/engine/lint.h"
#include "templates/engine/making.h"
#include "templates/engine/own_styles.h"
#include "templates/engine/rich.h"

namespace ehcflow::templates {
namespace {

// An entry of the package: packed once, here, for every document; or, where it holds fields, a program with what stands
// before its first field and after its last packed once. Deflating is nearly all that a letter costs.
struct Part {
    std::string name;
    std::optional<Program> program;
    PackedEntry packed;         // without a program
    PackedPiece before, after;  // with one
};

Part fixed_part(std::string name, std::string bytes) { return {name, {}, pack({name, std::move(bytes)}), {}, {}}; }

// The literal at that end of the program, taken out of it.
std::string take_literal(Program& program, Program::iterator at) {
    if (at == program.end() || at->kind != Operation::Kind::Literal) return {};
    std::string literal = std::move(at->literal);
    program.erase(at);
    return literal;
}

Part xml_part(std::string name, Program program) {
    const bool is_fixed = std::all_of(program.begin(), program.end(), [](const Operation& operation) {
        return operation.kind == Operation::Kind::Literal;
    });
    if (!is_fixed) {
        const std::string before = std::string(kXmlHead) + take_literal(program, program.begin());
        const std::string after = take_literal(program, program.end() - 1);
        return {
            std::move(name), std::move(program), {}, pack_piece(before, Piece::Inner), pack_piece(after, Piece::Last)};
    }
    std::string bytes(kXmlHead);
    for (const Operation& operation : program) bytes += operation.literal;
    return fixed_part(std::move(name), std::move(bytes));
}

Result<std::string, Findings> final_only(Filled filled) {
    if (!filled.findings.empty()) return Failure{std::move(filled.findings)};
    return std::move(filled.bytes);
}

}  // namespace

struct Template::Parts {
    Program flat;             // of a flat template
    std::vector<Part> parts;  // of the package
    std::string manifest;     // of the package, for documents to which pictures are added
    std::vector<FieldUse> uses;
    Limits limits;
    bool is_flat = false;

    Findings parse(Document document, const BlockLoader& blocks, const Node* house);
    // One stream or a flat document. Bold, lists and the like in rich text need styles of ours, and shared blocks bring
    // theirs. Only compiling tells which, and they stand before the text: so it is compiled once more.
    Program compile(Node& root, const BlockLoader& blocks, Findings& findings);
    void split(const Node& root, const BlockLoader& blocks);

    Filled fill_package(const Value& data, Mode mode) const;
    Filled fill_flat(const Value& data, Mode mode) const;
    std::string packed(std::vector<const PackedEntry*> entries, Pictures pictures) const;
};

Program Template::Parts::compile(Node& root, const BlockLoader& blocks, Findings& findings) {
    heal_all(root);
    drop_ids(root);
    Compiler compiler(blocks, limits, findings, uses);
    Program program = compiler.compile(root);
    Compiler::Brought brought = compiler.take_brought();
    const std::size_t said = root.attributes.size();
    Node nowhere;
    say_namespaces(root, brought.namespaces, nowhere);
    const bool is_whole = !compiler.uses_rich() && brought.styles.empty() && root.attributes.size() == said;
    if (is_whole || !findings.empty()) return program;
    if (compiler.uses_rich()) add_rich_styles(root);
    for (auto& style : brought.styles) put_style(part_of(root, "office:automatic-styles"), std::move(style));
    return compiler.compile(root);
}

void Template::Parts::split(const Node& root, const BlockLoader& blocks) {
    std::vector<std::string> names;
    parts.push_back(fixed_part(std::string(kMediaTypeEntry), std::string(kOdtMediaType)));
    for (const Stream& stream : streams_of(root)) {
        Findings again;
        std::vector<FieldUse> known;
        Program program = Compiler(blocks, limits, again, known).compile(stream.shell, stream.parts);
        invariant(again.empty(), "the parts of a sound flat template are sound");
        names.push_back(stream.entry);
        parts.push_back(xml_part(stream.entry, std::move(program)));
    }
    manifest = manifest_of(names, version_of(root));
    parts.push_back(fixed_part(std::string(kManifest), manifest));
}

Findings Template::Parts::parse(Document document, const BlockLoader& blocks, const Node* house) {
    is_flat = document.is_flat;
    Findings findings = find_dangers(document);
    drop_making(document);
    for (Document::Item& item : document.items) {
        if (!item.root) {
            if (item.entry.name == kManifest) manifest = item.entry.bytes;
            parts.push_back(fixed_part(std::move(item.entry.name), std::move(item.entry.bytes)));
            continue;
        }
        if (house != nullptr && (is_flat || item.entry.name == kStyles)) apply_house(*item.root, *house);
        Program program = compile(*item.root, blocks, findings);
        if (is_flat)
            flat = std::move(program);
        else
            parts.push_back(xml_part(std::move(item.entry.name), std::move(program)));
    }
    if (is_flat && findings.empty()) split(*document.items.front().root, blocks);
    return findings;
}

Filled Template::Parts::fill_flat(const Value& data, Mode mode) const {
    Filled filled{std::string(kXmlHead), {}};
    Pictures pictures;
    run(flat, data, filled.bytes, filled.findings, pictures, limits, mode);
    return filled;
}

Filled Template::Parts::fill_package(const Value& data, Mode mode) const {
    Filled filled;
    Pictures pictures{Pictures::Where::Entries, {}, {}};
    for (const Part& part : parts) pictures.taken.push_back(part.name);
    std::vector<PackedEntry> made;
    made.reserve(parts.size());
    std::vector<const PackedEntry*> entries;
    for (const Part& part : parts) {
        entries.push_back(&part.packed);
        if (!part.program) continue;
        std::string bytes;
        run(*part.program, data, bytes, filled.findings, pictures, limits, mode);
        if (!filled.findings.empty() && mode == Mode::Final) continue;
        const PackedPiece inner = pack_piece(bytes, Piece::Inner);
        made.push_back(join_pieces(part.name, std::array{&part.before, &inner, &part.after}));
        entries.back() = &made.back();
    }
    if (filled.findings.empty() || mode == Mode::Preview)
        filled.bytes = packed(std::move(entries), std::move(pictures));
    return filled;
}

// With the pictures that filling brought, each listed in the manifest.
std::string Template::Parts::packed(std::vector<const PackedEntry*> entries, Pictures pictures) const {
    std::vector<PackedEntry> added;
    added.reserve(pictures.kept.size() + 1);
    std::string lines;
    for (Pictures::Kept& one : pictures.kept) {
        lines += manifest_line(one.entry, one.picture.media_type);
        added.push_back(pack({std::move(one.entry), std::move(one.picture.bytes)}));
        entries.push_back(&added.back());
    }
    const std::size_t end = manifest.rfind("</");
    if (!lines.empty() && end != std::string::npos) {
        added.push_back(pack({std::string(kManifest), manifest.substr(0, end) + lines + manifest.substr(end)}));
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i].name == kManifest) entries[i] = &added.back();
    }
    return write_package(entries);
}

Template::Template(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

Result<Template, Findings> Template::parse(std::string_view bytes, const BlockLoader& blocks, const Limits& limits,
                                           std::string_view house) {
    auto reading = read(bytes, blocks, limits, house);
    if (!reading) return Failure{std::move(reading).error()};
    if (!reading->findings.empty()) return Failure{std::move(reading->findings)};
    return std::move(reading->form);
}

Result<Reading<Template>, Findings> Template::read(std::string_view bytes, const BlockLoader& blocks,
                                                   const Limits& limits, std::string_view house) {
    auto document = open_document(bytes, limits);
    if (!document) return Failure{std::move(document).error()};
    std::unique_ptr<Node> house_root;
    if (!house.empty()) {
        auto read = read_xml(house);
        if (!read)
            return Failure{Findings{{"bad-house", Severity::Error, "the house style",
                                     "It cannot be read: " + read.error() + ".", "Save it as flat ODT (.fodt)."}}};
        house_root = std::move(read).value();
    }
    auto parts = std::make_unique<Parts>();
    parts->limits = limits;
    Findings findings = parts->parse(std::move(document).value(), blocks, house_root.get());
    return Reading<Template>{Template(std::move(parts)), std::move(findings)};
}

bool Template::is_flat() const { return parts_->is_flat; }

std::span<const FieldUse> Template::fields() const { return parts_->uses; }

Result<std::string, Findings> Template::fill_flat(const Value& data) const {
    invariant(is_flat(), "fill_flat: not a flat template");
    return final_only(parts_->fill_flat(data, Mode::Final));
}

Result<std::string, Findings> Template::fill_package(const Value& data) const {
    return final_only(parts_->fill_package(data, Mode::Final));
}

// A flat one is not split into the parts of a package where it has findings.
Findings Template::try_with(const Value& data) const {
    return (is_flat() ? parts_->fill_flat(data, Mode::Preview) : parts_->fill_package(data, Mode::Preview)).findings;
}

Filled Template::preview_flat(const Value& data) const {
    invariant(is_flat(), "preview_flat: not a flat template");
    return parts_->fill_flat(data, Mode::Preview);
}

Filled Template::preview_package(const Value& data) const { return parts_->fill_package(data, Mode::Preview); }

}  // namespace ehcflow::templates
