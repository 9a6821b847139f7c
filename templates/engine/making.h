// What a file says of its own making: who wrote it, when, from what on which disk, to which printer, and a picture of
// its first page. It is true of the template and of no letter made from it, and goes to nobody. Inner to the engine.
#pragma once

#include "templates/engine/document.h"

namespace ehcflow::templates {

// Leaves the title, the language and what else says what the document is.
void drop_making(Document& document);

}  // namespace ehcflow::templates
