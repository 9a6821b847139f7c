// A walk over a document for its rules: where the walk stands, and how a finding says so. Inner to the engine.
#pragma once

#include <string>
#include <string_view>

#include "base/finding.h"
#include "templates/engine/document.h"

namespace ehcflow::templates {

struct Spot {
    const Node* paragraph = nullptr;  // the innermost one
    const Node* cell = nullptr;       // the innermost cell of a table
    bool in_text = false;             // the document's own text, and not what stands on every page
    PagePart page_part;
};

Finding finding_at(const Spot& spot, std::string_view code, Severity severity, std::string what, std::string mend);

// Calls `visit(node, spot)` with every element, the outer before the inner.
template <class Visit>
void walk(const Node& node, Spot spot, Visit&& visit) {
    if (node.is_text()) return;
    if (node.name == "text:p" || node.name == "text:h") spot.paragraph = &node;
    if (node.name == "table:table-cell") spot.cell = &node;
    if (node.name == "office:text") spot.in_text = true;
    spot.page_part.enter(node);
    if (node.name == "text:tracked-changes" || node.name == "office:annotation") return;
    visit(node, spot);
    for (const auto& child : node.children) walk(*child, spot, visit);
}

}  // namespace ehcflow::templates
