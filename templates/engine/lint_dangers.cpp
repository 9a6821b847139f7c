#include <algorithm>

#include "base/text.h"
#include "templates/engine/assembler.h"
#include "templates/engine/escape.h"
#include "templates/engine/heal.h"
#include "templates/engine/lint.h"
#include "templates/engine/lint_walk.h"

namespace ehcflow::templates {
namespace {

// Elements that a letter never needs.
struct Danger {
    std::string_view element, code, what, mend;
};
constexpr Danger kDangers[] = {
    {"text:script", "script", "A script stands in it.", "Take the script out."},
    {"script:event-listener", "script", "Something in it runs a script.", "Take the event out."},
    {"presentation:event-listener", "script", "Something in it runs a script.", "Take the event out."},
    {"draw:object", "embedded-object", "Another document is embedded in it.", "Put a picture or a table in its place."},
    {"draw:object-ole", "embedded-object", "An OLE object is embedded in it.",
     "Put a picture or a table in its place."},
    {"draw:applet", "embedded-object", "A program is embedded in it.", "Take it out."},
    {"draw:plugin", "embedded-object", "A plug-in is embedded in it.", "Take it out."},
    {"draw:floating-frame", "embedded-object", "Another page is embedded in it.", "Take it out."},
    {"form:form", "form", "It holds a form.", "Write out what is to be filled in by hand."},
    {"draw:control", "form", "It holds a form's field.", "Write out what is to be filled in by hand."},
    {"office:dde-source", "link-out", "It takes text from another program.", "Put the text itself in its place."},
    {"text:dde-connection", "link-out", "It takes text from another program.", "Put the text itself in its place."},
};

// Entries of a package that hold programs.
constexpr std::string_view kPrograms[] = {"Basic/", "Scripts/", "Dialogs/"};

// LibreOffice writes an empty library into every flat document; only a module in it is a macro.
bool holds_module(const Node& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const auto& child) {
        return child->name == "ooo:module" || child->name == "ooo:library-linked" || holds_module(*child);
    });
}

// Not the folders, nor the lists of modules that old offices write even where there is none.
bool is_program(std::string_view entry) {
    const std::string_view name = entry.substr(entry.rfind('/') + 1);
    return !name.empty() && !name.starts_with("script-l") && !name.starts_with("dialog-l");
}

// What this element would fetch when the document is opened; or nothing.
const std::string* fetched(const Node& node) {
    constexpr std::string_view kFetching[] = {"draw:image",
                                              "draw:fill-image",
                                              "style:background-image",
                                              "text:section-source",
                                              "table:table-source",
                                              "svg:font-face-uri",
                                              "text:alphabetical-index-auto-mark-file",
                                              "meta:auto-reload"};
    if (std::find(std::begin(kFetching), std::end(kFetching), node.name) == std::end(kFetching)) return nullptr;
    return node.attribute("xlink:href");
}

bool leads_out(std::string_view href) {
    if (href.empty() || href.starts_with('#')) return false;
    const std::string_view first = href.substr(0, href.find('/'));
    return first.find(':') != std::string_view::npos || first.empty() || first == "..";
}

}  // namespace

Finding finding_at(const Spot& spot, std::string_view code, Severity severity, std::string what, std::string mend) {
    std::string place = "the document";
    if (spot.paragraph != nullptr) {
        const std::string words = shortened(visible_text(*spot.paragraph));
        const std::string* style = spot.paragraph->attribute("text:style-name");
        place = words.empty() ? "a paragraph without words" : "near \"" + words + "\"";
        if (style != nullptr) place += " (style " + *style + ")";
    }
    place = spot.page_part.in_words() + place;
    const std::size_t element = spot.paragraph != nullptr ? spot.paragraph->number : 0;
    return {std::string(code), severity, std::move(place), std::move(what), std::move(mend), element};
}

Findings find_dangers(const Document& document) {
    Findings findings;
    const auto add = [&](Finding finding) {
        if (std::find(findings.begin(), findings.end(), finding) == findings.end())
            findings.push_back(std::move(finding));
    };
    const auto look = [&](const Node& node, const Spot& spot) {
        for (const Danger& danger : kDangers)
            if (node.name == danger.element)
                add(finding_at(spot, danger.code, Severity::Error, std::string(danger.what), std::string(danger.mend)));
        if (node.name == "office:scripts" && holds_module(node))
            add(finding_at(spot, "macro", Severity::Error, "It holds macros.",
                           "Remove them under Tools, Macros, and save it again."));
        if (const std::string* href = fetched(node); href != nullptr && leads_out(*href))
            add(finding_at(spot, "link-out", Severity::Error,
                           "Something in it is fetched from \"" + shortened(*href) + "\".",
                           "Embed it: Edit, Links to External Files, Break Link."));
        const std::string* href =
            node.name == "text:a" || node.name == "draw:a" ? node.attribute("xlink:href") : nullptr;
        if (href != nullptr && !href->starts_with('#') && !is_harmless_address(*href))
            add(finding_at(spot, "link-out", Severity::Error,
                           "A link leads to \"" + shortened(*href) + "\", which is no address for a letter.",
                           "Give an address that begins with https: or mailto:, or take the link out."));
    };
    for (const Document::Item& item : document.items) {
        if (item.root) walk(*item.root, {}, look);
        for (const std::string_view folder : kPrograms)
            if (item.entry.name.starts_with(folder) && is_program(item.entry.name))
                add({"macro", Severity::Error, item.entry.name.substr(0, folder.size()), "It holds macros.",
                     "Remove them under Tools, Macros, and save it again."});
    }
    return findings;
}

}  // namespace ehcflow::templates
