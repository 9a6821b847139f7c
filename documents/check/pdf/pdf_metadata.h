// What a PDF records of itself, twice: in its information dictionary and as XMP, which must agree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace ehcflow::documents {

struct PdfMetadata {
    std::string title, language, producer, tool;
    std::optional<Instant> dated;
    bool pdf_ua = false, pdf_a = false;  // marked as PDF/UA-1, as PDF/A-2b
};

std::string xmp_of(const PdfMetadata& metadata);
std::string pdf_date(Instant moment);  // "D:20260220091500Z"

bool says_pdf_ua(std::string_view xmp);
bool says_pdf_a(std::string_view xmp);

// From the label of a list's first item as a reader sees it, in the words of ISO 32000-1, table 347: "2." is "Decimal";
// empty where it cannot be told.
std::string list_numbering(std::string_view label);

}  // namespace ehcflow::documents
