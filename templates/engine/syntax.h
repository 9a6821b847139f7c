// The template syntax: what stands between {{ and }}, read into a small tree. Pure.
//
//   {{path}}  {{path?}}  {{path | formatter: "argument"}}   a value; ? says that it may be absent
//   {{path | formatter: path}}  {{path | rich}}             an argument from the data; text with paragraphs of its own
//   {{#each path}} … {{else}} … {{/each}}                   repeat, or what to say of an empty list
//   {{#if condition}} … {{else if condition}} … {{/if}}     == != < > and or not ( )
//   {{> name}}                                              a shared block
//   {{image path width: 40mm height: 20mm alt: "words"}}    a picture from the data; alt may be a path too
// A path is names joined by dots; this, @number, @first and @last are the current item's; ../ steps out of one
// repetition.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "templates/engine/value.h"

namespace ehcflow::templates {

struct Path {
    int up = 0;                      // how many ../
    std::vector<std::string> names;  // empty: this
    std::string text;                // as written
};

struct Formatter {
    std::string name;
    std::optional<std::string> argument;  // in quotes
    std::optional<Path> from;             // or the path of the text that is the argument
};

inline constexpr std::string_view kRich = "rich";  // the formatter that makes paragraphs, not a text

struct Condition {
    enum class Kind { Path, Literal, Not, And, Or, Equal, NotEqual, Less, Greater };
    Kind kind = Kind::Literal;
    Path path;
    Value literal;
    std::vector<Condition> parts;  // one for Not, two for the rest
};

struct ImageSize {
    std::optional<double> width, height;  // mm
};

struct Tag {
    enum class Kind { Field, Image, Each, If, Else, ElseIf, EndEach, EndIf, Block };
    Kind kind = Kind::Field;
    Path path;                          // Field, Image, Each
    bool optional = false;              // Field, Each
    std::vector<Formatter> formatters;  // Field
    Condition condition;                // If, ElseIf
    std::string block;                  // Block
    ImageSize size;                     // Image
    Formatter alternative;              // Image: the text for who does not see it
    std::string text;                   // as written, without the braces
};

bool is_shown(const Tag& tag);  // a value or a picture, not a marker that only gives shape
bool is_rich(const Tag& tag);   // a field whose last formatter is rich

// Typographic quotes, special spaces and hyphens that a word processor puts in are read as what was typed.
std::string plain_tag(std::string_view inside);

// Reads what stands between the braces; or says in one sentence what is wrong with it.
Result<Tag, std::string> read_tag(std::string_view inside);

}  // namespace ehcflow::templates
