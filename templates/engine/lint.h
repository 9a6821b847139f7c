// What is wrong with a template beside its tags: what endangers its readers, and what shuts some of them out. The
// accessibility rules are those of LibreOffice's own check and of PDF/UA, as far as they can be seen before a PDF is
// made. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "templates/engine/document.h"

namespace ehcflow::templates {

// The fonts that come with the product and with LibreOffice.
std::span<const std::string_view> usual_fonts();

// Macros, scripts, embedded objects, forms, links that fetch something from outside: errors, for which a template is
// not used at all.
Findings find_dangers(const Document& document);

// Moving dates (errors) and what stands in the way of readers: title, language, pictures without words, headings and
// lists that only look so, merged cells, tables without header rows, contrast, blinking, fonts (warnings).
Findings lint(const Document& document, std::span<const std::string_view> fonts = usual_fonts());

}  // namespace ehcflow::templates
