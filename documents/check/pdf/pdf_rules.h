// What a reader with a screen reader needs of a PDF, rule by rule. Says "checked against these rules", never
// "conforms": whether an alternative text tells what the picture shows is for people to judge.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "documents/check/pdf/pdf_file.h"

namespace ehcflow::documents {

struct PdfRule {
    std::string_view code;  // of the finding
    std::string_view asks;  // "Each picture has a text in its place."
    std::string_view from;  // "ISO 14289-1, 7.3"
};

std::span<const PdfRule> pdf_rules();

Findings check_pdf(const PdfFacts& facts);

// "Checked against 20 rules: all kept." or "..., 2 not kept: figure-without-text (page 2), ...".
std::string summary(const Findings& findings);

// One element a line, indented: what a screen reader walks through.
std::string structure_text(const PdfFacts& facts);

}  // namespace ehcflow::documents
