// The house style: a flat document that is kept once and gives every letter its fonts, styles, pages and footers. What
// it names takes the place of what the letter has under the same name; the rest of the letter stays. Pure.
#pragma once

#include "templates/engine/xml.h"

namespace ehcflow::templates {

// `root` is a flat document or the stream styles.xml of a package. A page style is taken where the letter has one of
// its name, and so is what follows on it: a plan has pages of its own, and a footer of letters is no business of its.
void apply_house(Node& root, const Node& house);

}  // namespace ehcflow::templates
