// What a check found, written into a copy of the template as comments of the word processor. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/limits.h"

namespace ehcflow::templates {

// A copy as a package (.odt), with a comment where each finding is: at its paragraph; about a header or a footer, at
// the first paragraph of the pages that have it, since the office lets nobody comment in one; about the whole, at the
// beginning. Refuses what check() could not open.
Result<std::string, Findings> annotate(std::string_view bytes, const Findings& findings, const Limits& limits = {});

}  // namespace ehcflow::templates
