// Template: an .odt or .fodt that an officer edits, parsed once and filled often.
//
// A flat template gives flat XML (what the office reads fastest) and a package; a package gives a package. The same
// template and the same data give the same bytes. Immutable once parsed; may be filled from any number of threads at
// once.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/assembler.h"
#include "templates/engine/package.h"
#include "templates/engine/reading.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

// A document, and what it lacks.
struct Filled {
    std::string bytes;
    Findings findings;
};

class Template {
public:
    // Every finding at once, where the template cannot be used. `house` is a flat document whose styles, page and
    // letterhead take the place of the template's own; or nothing.
    static Result<Template, Findings> parse(std::string_view bytes, const BlockLoader& blocks,
                                            const Limits& limits = {}, std::string_view house = {});
    // The same for who wants to be told of everything at once. Fails only where the file cannot be opened.
    static Result<Reading<Template>, Findings> read(std::string_view bytes, const BlockLoader& blocks,
                                                    const Limits& limits = {}, std::string_view house = {});

    Template(Template&&) noexcept;
    Template& operator=(Template&&) noexcept;
    ~Template();

    bool is_flat() const;
    std::span<const FieldUse> fields() const;

    Result<std::string, Findings> fill_package(const Value& data) const;  // .odt
    Result<std::string, Findings> fill_flat(const Value& data) const;     // .fodt; only of a flat template

    // What filling it with this data would find.
    Findings try_with(const Value& data) const;

    // To be looked at and never issued: whatever is missing leaves a mark in its place, "[[child.name is missing]]".
    Filled preview_package(const Value& data) const;
    Filled preview_flat(const Value& data) const;

private:
    struct Parts;
    explicit Template(std::unique_ptr<const Parts> parts);

    std::unique_ptr<const Parts> parts_;
};

}  // namespace ehcflow::templates
