// From a healed OpenDocument tree to a program, with every finding at once. Inner to the engine.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "templates/engine/assembler.h"
#include "templates/engine/document.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {

class Compiler final : public Assembler {
public:
    using Assembler::Assembler;

    // The whole element, its own tags included.
    Program compile(const Node& element);
    // The shell's own tags around these elements, which may stand elsewhere: one stream of a package from a flat
    // document.
    Program compile(const Node& shell, std::span<const Node* const> parts);

    // What shared blocks need beside their text: styles, under names of their own, to be put among the document's
    // automatic ones; and the namespaces that they say, as attributes.
    struct Brought {
        std::vector<std::unique_ptr<Node>> styles;
        Node namespaces;
    };
    Brought take_brought() { return std::move(brought_); }

private:
    void read_block(const std::string& name, const std::string& bytes, Level& level) override;

    void element(const Node& node, Level& level, Context context);
    void children(const Node& node, Level& level, Context context);
    void text(const std::string& text, Level& level, Context context);
    void note_place(const Node& node);

    Place place_of(std::string words, const Node& node) const;

    std::string cell_;  // "row 3, cell 1", where inside a table
    PagePart page_part_;
    Brought brought_;
};

}  // namespace ehcflow::templates
