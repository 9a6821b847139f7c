// Where in a page a point stands, followed character by character: between tags, in a tag, in an attribute's value, in
// a script. Not a reader of HTML, only enough of one to know what a value put there would be. Inner to the engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "templates/engine/escape.h"

namespace ehcflow::templates {

class HtmlPlace {
public:
    void pass(std::string_view literal);  // moves on over a piece of the page's own text
    void pass_value();                    // moves on over a value

    // How a value is written here; or nothing where none may stand.
    std::optional<Context> context() const;
    // In words, for a finding: "inside a script".
    std::string_view name() const;
    bool is_between_tags() const { return where_ == Where::Between; }

    // A block begins, goes on or ends here: a name that is being written ends, and must not go on after it.
    void pass_block_edge();
    enum class NameCut { No, Yes };
    NameCut name_cut() const { return at_edge_ ? NameCut::Yes : NameCut::No; }
    // Stands again where a block began, after a branch that may have ended in a name.
    void go_on_from(const HtmlPlace& begin, NameCut cut);
    // Whether the page goes on alike from both.
    bool is_same_as(const HtmlPlace& other) const;
    // A name was continued over the edge of a block, so that what it is cannot be known.
    bool is_unclear() const { return unclear_; }

private:
    enum class Where { Between, Element, InTag, Quoted, Unquoted, Raw, Comment };

    std::size_t pass_between(std::string_view rest);
    std::size_t pass_raw(std::string_view rest);
    void pass_in_tag(char c);
    void end_tag();
    void end_attribute();

    Where where_ = Where::Between;
    std::string element_;    // lower case; of the tag we are in, or the raw text
    std::string attribute_;  // lower case
    char quote_ = '"';
    bool name_open_ = false;     // the attribute's name is being written
    bool after_equals_ = false;  // its value comes next
    bool value_begun_ = false;   // of a quoted attribute
    bool at_edge_ = false;       // a block's edge cut a name off just before
    bool unclear_ = false;
};

}  // namespace ehcflow::templates
