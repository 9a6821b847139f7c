// Edition: a template with all that its letters are made from (the shared blocks that it includes and the house style)
// in one file, so that a letter can be made again, byte for byte, when all of these have long been changed. The same
// parts give the same bytes, so the hash of an edition names it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/template.h"

namespace ehcflow::templates {

struct Edition {
    Template form;
    std::string bytes;  // a plain zip: template, house, blocks/NAME
};

// Every finding at once, where the template cannot be used.
Result<Edition, Findings> bind_edition(std::string_view bytes, const BlockLoader& blocks, std::string_view house,
                                       const Limits& limits = {});

// The template as it was bound.
Result<Template, Findings> open_edition(std::string_view edition, const Limits& limits = {});

}  // namespace ehcflow::templates
