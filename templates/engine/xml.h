// XML as a small tree. Reading refuses what a document of ours never holds: a DOCTYPE, entities of its own, depth
// without end. Nothing is ever fetched. The only file that includes libxml2 is xml.cpp. Pure; any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "templates/engine/limits.h"

namespace ehcflow::templates {

struct Node {
    std::string name;                                             // as written, "text:p"; empty for text
    std::vector<std::pair<std::string, std::string>> attributes;  // namespace declarations among them
    std::string text;                                             // of a text node
    std::size_t number = 0;                                       // of an element as it was read; 0 of one that was not
    std::vector<std::unique_ptr<Node>> children;

    bool is_text() const { return name.empty(); }
    const std::string* attribute(std::string_view attribute_name) const;
};

// The root element, whose elements are numbered from `first`; or one sentence with the line of the fault. Refuses more
// than `deepest` elements in one another.
Result<std::unique_ptr<Node>, std::string> read_xml(std::string_view bytes, std::size_t deepest = Limits{}.xml_depth,
                                                    std::size_t first = 1);

// Escaped for text and for attributes in double quotes alike.
void append_escaped(std::string& out, std::string_view text);
void append_start_tag(std::string& out, const Node& element);  // <name …>
void append_end_tag(std::string& out, const Node& element);
void append_xml(std::string& out, const Node& node);  // the whole of it

// Whether every character may stand in XML 1.0; a value that fails this would corrupt a document.
bool is_xml_text(std::string_view utf8);

}  // namespace ehcflow::templates
