#include "documents/compose/catalogue.h"

#include <vector>

#include "base/text.h"
#include "documents/compose/notices.h"

namespace ehcflow::documents {
namespace {

constexpr std::string_view kHead =
    "# The letters\n\n"
    "Written by `ehcflow letters` from the tables that the letters are made and checked by; [documents](documents.md) "
    "says how\n"
    "they are prepared, checked and sent. The pictures are of an invented case, made by `tools/letter_pictures`.\n";

std::string event_of(const workflow::Happening& happening) {
    std::string text = "`" + std::string(workflow::name_of(happening.kind)) + "`";
    if (!happening.field.empty())
        text.append(", ").append(happening.field).append(" `").append(happening.word).append("`");
    return text;
}

std::string recorded_by(const NoticeRow& notice) {
    if (!notice.records) return "nothing";
    return event_of(*notice.records) + (notice.also_records ? ", and " + event_of(*notice.also_records) : "");
}

std::string copies_of(const NoticeRow& notice) {
    switch (notice.copied_to) {
        case CopiedTo::Nobody:
            return {};
        case CopiedTo::Setting:
            return "; the setting is told";
        case CopiedTo::SettingAndBoard:
            return "; the setting and the health board are told";
    }
    return {};
}

std::string enclosed_with(const NoticeRow& notice) {
    std::vector<std::string> enclosed;
    for (const EnclosureRow& row : enclosure_rows()) {
        if (row.notice != notice.notice) continue;
        std::string one =
            row.words.empty() ? "what `" + std::string(row.listed_in) + "` lists" : std::string(row.words);
        if (!row.cite.empty()) one += " (" + std::string(row.cite) + ")";
        enclosed.push_back(std::move(one));
    }
    return join_with(enclosed, " and ");
}

void add_blocks(const NoticeRow& notice, std::string& out) {
    if (notice.blocks.empty()) return;
    out += "\n| it carries | law |\n|---|---|\n";
    for (const Block block : notice.blocks) {
        const BlockRow& row = block_row(block);
        out += "| " + std::string(row.title) + " (`" + std::string(row.name) + "`)";
        if (row.in_force_from > Date(2014, 9, 1)) out += ", from " + to_plain(row.in_force_from);
        out += " | " + std::string(row.cite) + " |\n";
    }
}

void add_notice(const NoticeRow& notice, std::string& out) {
    const std::string name(notice.name), title(notice.title);
    out += "\n## " + title + "\n\n<img src=\"pictures/letters/" + name + ".png\" alt=\"The first page of: " + title +
           "\" width=\"330\">\n\n";
    out += "- `" + name + "`";
    if (!notice.law_id.empty()) out += ", " + std::string(notice.law_id);
    out += "\n- Law: " + (notice.cite.empty() ? std::string("none asks for it") : std::string(notice.cite)) + "\n";
    out += "- To: " + std::string(notice.recipients) + copies_of(notice) + "\n";
    out += "- Its sending records: " + recorded_by(notice) + "\n";
    if (!notice.appeal_provision.empty()) out += "- It may be appealed: " + std::string(notice.appeal_provision) + "\n";
    if (const std::string enclosed = enclosed_with(notice); !enclosed.empty()) out += "- With it: " + enclosed + "\n";
    add_blocks(notice, out);
}

}  // namespace

std::string letters_catalogue() {
    std::string out(kHead);
    for (const NoticeRow& notice : notice_rows()) add_notice(notice, out);
    return out;
}

}  // namespace ehcflow::documents
