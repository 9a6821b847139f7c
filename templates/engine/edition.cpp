#include "templates/engine/edition.h"

#include <map>
#include <utility>
#include <vector>

#include "templates/engine/package.h"

namespace ehcflow::templates {
namespace {

constexpr std::string_view kTemplate = "template";
constexpr std::string_view kHouse = "house";
constexpr std::string_view kBlocks = "blocks/";

}  // namespace

Result<Edition, Findings> bind_edition(std::string_view bytes, const BlockLoader& blocks, std::string_view house,
                                       const Limits& limits) {
    std::map<std::string, std::string> used;
    const BlockLoader noting = [&](const std::string& name) {
        auto block = blocks ? blocks(name) : std::nullopt;
        if (block) used.emplace(name, *block);
        return block;
    };
    auto form = Template::parse(bytes, noting, limits, house);
    if (!form) return Failure{std::move(form).error()};
    std::vector<Entry> entries{{std::string(kTemplate), std::string(bytes)}, {std::string(kHouse), std::string(house)}};
    for (auto& [name, block] : used) entries.push_back({std::string(kBlocks) + name, std::move(block)});
    return Edition{std::move(form).value(), write_archive(std::move(entries))};
}

Result<Template, Findings> open_edition(std::string_view edition, const Limits& limits) {
    const auto entries = read_archive(edition, limits);
    std::map<std::string_view, std::string_view> parts;
    if (entries)
        for (const Entry& entry : *entries) parts.emplace(entry.name, entry.bytes);
    if (!parts.contains(kTemplate) || !parts.contains(kHouse))
        return Failure{Findings{{"not-an-edition", Severity::Error, "the file",
                                 entries ? "It has no template and house style in it." : entries.error() + ".",
                                 "Give a file that was made as an edition of a template."}}};
    const BlockLoader blocks = [&](const std::string& name) -> std::optional<std::string> {
        const auto block = parts.find(std::string(kBlocks) + name);
        return block == parts.end() ? std::nullopt : std::optional(std::string(block->second));
    };
    return Template::parse(parts.at(kTemplate), blocks, limits, parts.at(kHouse));
}

}  // namespace ehcflow::templates
