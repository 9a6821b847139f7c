// The lifecycles drawn from their transition tables: as Graphviz dot, as a Mermaid state diagram, and as a section of
// the documentation with every row and its citation. Pure; any thread.
#pragma once

#include <string>

#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

std::string to_dot(Lifecycle lifecycle);  // every row an arrow, with its citation
std::string to_mermaid(
    Lifecycle lifecycle);  // the rows that change the stage, without citations or the closing of a case: to look at
std::string to_markdown(Lifecycle lifecycle);  // a heading, the Mermaid diagram, and a table of all rows

}  // namespace ehcflow::workflow
