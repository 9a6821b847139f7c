// The compiled form of a template's text: literal pieces, fields, repetitions and choices. Inner to the engine.
#pragma once

#include <string>
#include <vector>

#include "base/finding.h"
#include "templates/engine/escape.h"
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
    enum class Kind { Literal, Field, Rich, Each, If };
    Kind kind = Kind::Literal;
    std::string literal;
    RichFrame frame;  // Rich
    Tag tag;          // Field, Rich, Each
    Context context = Context::Paragraph;
    std::vector<Branch> branches;  // Each: the body; If: each condition's
    Program otherwise;             // else
    std::string place;             // for findings
};

// Appends the filled text. Whatever is missing or unprintable becomes a finding; then the text must not be used.
void run(const Program& program, const Value& data, std::string& out, Findings& findings);

}  // namespace ehcflow::templates
