// TextTemplate: a page (HTML) or a plain text (a mail) with the same tags as a letter. Parsed once, filled often.
//
// In a page a value may stand between tags and in quoted attributes, and is escaped for the place where it stands. An
// attribute that is an address takes only harmless schemes at its start, and encoded parts further on. A value in a
// script, a style, a comment, a tag itself, an unquoted attribute, an event handler or a style attribute is a finding,
// and so is a block that ends in another kind of place than it began. A marker alone on its line takes the line.
// Immutable once parsed; may be filled from any number of threads at once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/assembler.h"
#include "templates/engine/reading.h"

namespace ehcflow::templates {

enum class TextKind { Html, Plain };

class TextTemplate {
public:
    // Shared blocks are of the same kind, and begin and end between tags. Places are "line 12", or "block nav, line 3".
    static Result<TextTemplate, Findings> parse(std::string_view utf8, TextKind kind, const BlockLoader& blocks,
                                                const Limits& limits = {});

    // Fails only where it is no text at all.
    static Result<Reading<TextTemplate>, Findings> read(std::string_view utf8, TextKind kind, const BlockLoader& blocks,
                                                        const Limits& limits = {});

    std::span<const FieldUse> fields() const { return uses_; }
    // What filling it with this data would find.
    Findings try_with(const Value& data) const;
    Result<std::string, Findings> fill(const Value& data) const;

private:
    TextTemplate(Program program, std::vector<FieldUse> uses, const Limits& limits)
        : program_(std::move(program)), uses_(std::move(uses)), limits_(limits) {}

    Program program_;
    std::vector<FieldUse> uses_;
    Limits limits_;
};

}  // namespace ehcflow::templates
