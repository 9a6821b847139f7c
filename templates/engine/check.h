// Everything that can be said against a template, in one pass. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/assembler.h"
#include "templates/engine/lint.h"
#include "templates/engine/package.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

struct CheckSettings {
    Limits limits;
    const Value* data = nullptr;  // data to try it with: unknown names, missing and unfit values
    // All kinds of data that there are, each tried by itself: a name that none of them has is unknown, also where it
    // may be absent.
    std::span<const Value> samples{};
    std::string_view house;  // a house style, as Template::parse takes it
    std::span<const std::string_view> fonts = usual_fonts();
};

// Errors before warnings, each in the order of the document.
Findings check(std::string_view bytes, const BlockLoader& blocks, const CheckSettings& settings = {});

// Of a page or a plain text, which has neither styles nor a house: its tags, and what the data says of them.
Findings check_text(std::string_view utf8, TextKind kind, const BlockLoader& blocks,
                    const CheckSettings& settings = {});

}  // namespace ehcflow::templates
