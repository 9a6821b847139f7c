// The house style: a flat document that is kept once and gives every letter its fonts, styles, page, letterhead and
// footer. What it names takes the place of what the letter has under the same name; the rest of the letter stays. Pure.
#pragma once

#include "templates/engine/xml.h"

namespace ehcflow::templates {

// `root` is a flat document or the stream styles.xml of a package.
void apply_house(Node& root, const Node& house);

}  // namespace ehcflow::templates
