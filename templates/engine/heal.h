// Healing: a word processor cuts a tag into pieces when it is edited (spans, bookmarks, soft page breaks, spaces as
// elements). heal() puts every {{tag}} of a paragraph whole into the text in which it begins, so that the tag's first
// character gives the value its formatting. Pure.
#pragma once

#include <string>

#include "templates/engine/xml.h"

namespace ehcflow::templates {

bool is_paragraph(const Node& node);
// What starts a flow of text of its own inside a paragraph: frames, notes, comments. Not part of the paragraph's line.
bool is_own_flow(const Node& node);

void heal(Node& paragraph);
void heal_all(Node& root);  // every paragraph below it

// The line of a paragraph as its reader sees it, tags included.
std::string visible_text(const Node& node);

}  // namespace ehcflow::templates
