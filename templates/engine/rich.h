// Rich text: CommonMark, as an officer writes reasons, made into real paragraphs, lists, bold, italics and links. HTML
// inside it is shown as it was typed, never obeyed; pictures give their alternative text; nothing is fetched. The only
// file that includes cmark is rich.cpp. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "templates/engine/escape.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {

// The tags around each paragraph: in a letter those of the paragraph in which the field stood alone.
struct RichFrame {
    std::string begin;
    std::string end;
    bool may_hold_tables = true;  // not in an item of a list, nor in a note
};

inline constexpr int kDeepestRich = 10;  // lists and quotations in one another

// The text must be XML text. The context says which document it is for: Html, or else OpenDocument. Says in one
// sentence why it cannot be made.
Result<void, std::string> append_rich(std::string& out, std::string_view commonmark, const RichFrame& frame,
                                      Context context);

// The styles that rich text needs, into an OpenDocument root element.
void add_rich_styles(Node& root);

}  // namespace ehcflow::templates
