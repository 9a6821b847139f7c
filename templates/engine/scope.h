// What a name means at one point of a template, and whether a condition holds there. Inner to the engine.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "templates/engine/syntax.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

// The whole data, or one item of a repetition with its place in the list. Everything it points to outlives it.
class Scope {
public:
    explicit Scope(const Value& data) : item_(&data) {}
    // The item at `index`, from 0, of `size`.
    Scope(const Value& item, std::size_t index, std::size_t size, const Scope& outer);

    // Nothing where the data has no such value, or has null.
    const Value* look_up(const Path& path) const;
    bool holds(const Condition& condition) const;
    // The path that was likely meant by one that leads to nothing: a name next to it, or the same one further out.
    std::optional<std::string> likely(const Path& path) const;

private:
    const Value* value_of(const Condition& condition) const;
    bool compare(const Condition& condition) const;

    const Value* item_;
    const Scope* outer_ = nullptr;
    Value number_, first_, last_;
};

}  // namespace ehcflow::templates
