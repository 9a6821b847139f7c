// The compiled form of a template's text: literal pieces, fields, repetitions and choices. Inner to the engine.
#pragma once

#include <string>
#include <vector>

#include "base/finding.h"
#include "templates/engine/syntax.h"

namespace ehcflow::templates {

// Where a value lands decides how it is written: it can never be read as anything but text.
enum class Context {
    Paragraph,  // of an OpenDocument text: line breaks and tabs are elements
    Xml,        // elsewhere in XML, a title
    Html,       // between the tags of a page, or in a quoted attribute
    Url,        // at the start of an attribute that is an address: only harmless schemes
    UrlPart,    // further on in one: what would end its part is encoded
    Text,       // plain text, as it is
};

struct Operation;
using Program = std::vector<Operation>;

struct Branch {
    Condition condition;  // of an if; unused for each and else
    Program body;
};

struct Operation {
    enum class Kind { Literal, Field, Each, If };
    Kind kind = Kind::Literal;
    std::string literal;
    Tag tag;  // Field, Each
    Context context = Context::Paragraph;
    std::vector<Branch> branches;  // Each: the body; If: each condition's
    Program otherwise;             // else
    std::string place;             // for findings
};

// Appends the filled text. Whatever is missing or unprintable becomes a finding; then the text must not be used.
void run(const Program& program, const Value& data, std::string& out, Findings& findings);

}  // namespace ehcflow::templates
