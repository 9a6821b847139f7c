// What a style of a document says, its own or inherited. Inner to the engine.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "templates/engine/document.h"

namespace ehcflow::templates {

class Styles {
public:
    explicit Styles(const Document& document);  // which outlives this

    // The value of a property ("style:text-properties", "fo:font-weight") of the named style, its parents and its
    // family's default; or nothing.
    const std::string* property(std::string_view family, std::string_view style, std::string_view properties,
                                std::string_view name) const;
    // The page style with which a paragraph of this style begins a page; or nothing.
    const std::string* master_page(std::string_view style) const;
    // Whether it was made by the word processor for what was formatted by hand.
    bool is_automatic(std::string_view family, std::string_view style) const;
    const std::string* default_property(std::string_view family, std::string_view name) const;
    // Whether it, or one that it is based on, has that name.
    bool is_based_on(std::string_view family, std::string_view style, std::string_view name) const;

private:
    const Node* find(std::string_view family, std::string_view style) const;
    const Node* parent(std::string_view family, const Node& style) const;

    std::map<std::pair<std::string, std::string>, const Node*, std::less<>> named_;
    std::map<std::string, const Node*, std::less<>> defaults_;
    std::set<const Node*> automatic_;
};

}  // namespace ehcflow::templates
