// The compiled form of a template's text: literal pieces, fields, repetitions and choices. Inner to the engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "templates/engine/escape.h"
#include "templates/engine/limits.h"
#include "templates/engine/picture.h"
#include "templates/engine/rich.h"
#include "templates/engine/syntax.h"

namespace ehcflow::templates {

struct Operation;
using Program = std::vector<Operation>;

struct Branch {
    Condition condition;  // of an if; unused for each and else
    Program body;
};

struct Operation {
    // Required: a value that must be there, of a field whose formatters are wrong; only in a template with findings.
    enum class Kind { Literal, Field, Rich, Image, Each, If, Vanish, Required };
    Kind kind = Kind::Literal;
    std::string literal;
    RichFrame frame;  // Rich
    Tag tag;          // Field, Rich, Image, Each
    Context context = Context::Paragraph;
    std::vector<Branch> branches;  // Each, Vanish: the body; If: each condition's
    Program otherwise;             // else
    std::string place;             // for findings
    std::size_t element = 0;       // likewise
};

// Whether the XML shows its reader anything: words, a picture, a row, a field of the word processor.
bool shows_something(std::string_view xml);

// Whether what this program makes may come out showing nothing though it was asked for something: all there is in it
// is blocks and values that may be absent.
bool may_show_nothing(const Program& program);

// Appends the filled text. What Vanish holds is left out where it shows nothing. Whatever is missing or unprintable
// becomes a finding; then the text must not be used.
// In a preview each missing value leaves a mark in its place, and the text may be looked at.
enum class Mode { Final, Preview };
void run(const Program& program, const Value& data, std::string& out, Findings& findings, Pictures& pictures,
         const Limits& limits, Mode mode = Mode::Final);

}  // namespace ehcflow::templates
