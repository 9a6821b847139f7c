#include "documents/check/approved_passages.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "templates/engine/package.h"

namespace ehcflow::documents {
namespace {

struct Entity {
    std::string_view name, text;
};
constexpr std::array kEntities = {Entity{"&lt;", "<"}, Entity{"&gt;", ">"}, Entity{"&quot;", "\""},
                                  Entity{"&apos;", "'"}, Entity{"&amp;", "&"}};

// The engine writes the five names and no other; a number stands for a control or a space that it kept.
std::string decoded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        bool named = false;
        for (const Entity& entity : kEntities)
            if (text.starts_with(entity.name)) {
                out += entity.text;
                text.remove_prefix(entity.name.size());
                named = true;
                break;
            }
        if (named) continue;
        if (text.starts_with("&#")) {
            out += ' ';
            text.remove_prefix(std::min(text.find(';'), text.size() - 1) + 1);
            continue;
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

// Whether a tag, as it stands between the angle brackets, has this name.
bool is(std::string_view tag, std::string_view name) {
    return tag.starts_with(name) && (tag.size() == name.size() || tag[name.size()] == ' ' || tag[name.size()] == '/' ||
                                     tag[name.size()] == '\n');
}

}  // namespace

std::string xml_of(std::string_view document) {
    if (!templates::looks_like_package(document)) return std::string(document);
    const auto entries = templates::read_package(document);
    std::string xml;
    if (entries)
        for (const templates::Entry& entry : *entries)
            if (entry.name.ends_with(".xml")) xml += entry.bytes;
    return xml;
}

std::string text_of_flat(std::string_view xml) {
    const std::size_t body = xml.find("<office:text");
    xml.remove_prefix(body == std::string_view::npos ? xml.size() : body);
    std::string out;
    // Only what stands in a paragraph is text: white space between elements is the file's own layout.
    int paragraphs = 0;
    while (!xml.empty()) {
        const std::size_t open = xml.find('<');
        if (paragraphs > 0) out += decoded(xml.substr(0, open));
        if (open == std::string_view::npos) break;
        const std::size_t close = xml.find('>', open);
        if (close == std::string_view::npos) break;
        const std::string_view tag = xml.substr(open + 1, close - open - 1);
        xml.remove_prefix(close + 1);
        if (is(tag, "text:p") || is(tag, "text:h")) {
            if (paragraphs > 0) out += '\n';  // one within another: a frame anchored to it
            if (!tag.ends_with('/')) ++paragraphs;
        } else if (is(tag, "/text:p") || is(tag, "/text:h")) {
            --paragraphs;
            out += '\n';
        } else if (is(tag, "text:line-break") || is(tag, "text:tab") || is(tag, "text:s")) {
            out += ' ';
        } else if (is(tag, "/office:text")) {
            break;
        }
    }
    return out;
}

ApprovedBlocks::ApprovedBlocks(const templates::BlockLoader& blocks) {
    for (const BlockRow& row : block_rows()) {
        const std::optional<std::string> bytes = blocks(std::string(row.name));
        if (bytes)
            forms_.emplace(row.block, templates::Template::parse(*bytes, blocks));
        else
            forms_.emplace(row.block, Failure{Findings{{.code = "block-not-found",
                                                        .severity = Severity::Error,
                                                        .place = "templates/blocks/" + std::string(row.name) + ".fodt",
                                                        .what = "The approved text of a passage is not there.",
                                                        .mend = "Restore the file."}}});
    }
}

Result<std::vector<ApprovedText>, Findings> ApprovedBlocks::passages(const NoticeRow& notice, Date sent_on,
                                                                     const templates::Value& values) const {
    std::vector<ApprovedText> passages;
    Findings findings;
    for (const Block block : notice.blocks) {
        const BlockRow& row = block_row(block);
        if (sent_on < row.in_force_from) continue;
        const auto& form = forms_.at(block);
        const auto flat = form ? form->fill_flat(values) : Result<std::string, Findings>(Failure{form.error()});
        if (!flat)
            findings.insert(findings.end(), flat.error().begin(), flat.error().end());
        else
            passages.push_back({std::string(row.title), std::string(row.cite), text_of_flat(*flat)});
    }
    if (!findings.empty()) return Failure{std::move(findings)};
    return passages;
}

Result<std::vector<ApprovedText>, Findings> approved_passages(const NoticeRow& notice, Date sent_on,
                                                              const templates::Value& values,
                                                              const templates::BlockLoader& blocks) {
    return ApprovedBlocks(blocks).passages(notice, sent_on, values);
}

}  // namespace ehcflow::documents
