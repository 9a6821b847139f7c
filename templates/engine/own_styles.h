// Text that is brought into a letter from another document, the house style or a shared block, and the styles that the
// word processor made for its formatting by hand. Those are called P1 and T1 in every document, so they are brought
// under names of their own. Inner to the engine.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "templates/engine/xml.h"

namespace ehcflow::templates {

class OwnStyles {
public:
    // `prefix` goes before the name of each style that `document` keeps as an automatic one.
    OwnStyles(const Node& document, std::string prefix);

    // A copy whose references to those styles have the new names. Its elements have no numbers: they were not in what
    // was read.
    std::unique_ptr<Node> copy_of(const Node& node) const;
    // The automatic styles that `text` refers to, and those that they refer to, likewise copied.
    std::vector<std::unique_ptr<Node>> used_by(const Node& text) const;

private:
    std::string prefix_;
    std::set<std::string, std::less<>> names_;
    const Node* automatic_;  // office:automatic-styles, or nothing
};

// The part of a document of that name, made in its place where there is none.
Node& part_of(Node& root, std::string_view name);

// Puts a style into a part: in the place of one of the same name and family, else at the end.
void put_style(Node& part, std::unique_ptr<Node> style);

// Says in `root` what namespaces `from` says. One that means something else there is said in `node` itself.
void say_namespaces(Node& root, const Node& from, Node& node);

}  // namespace ehcflow::templates
