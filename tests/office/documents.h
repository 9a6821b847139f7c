// Open documents for tests of the office: invented, small, and as good or as bad as a test wants them.
#pragma once

#include <string>
#include <vector>

#include "templates/engine/package.h"

namespace ehcflow::office_tests {

// A flat document around these paragraphs.
inline std::string flat(const std::string& body) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>Decision</dc:title><dc:language>en-GB</dc:language></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Sans"
 fo:font-family="Liberation Sans" fo:language="en" fo:country="GB"/></style:default-style></office:styles>
<office:body><office:text>)" +
           body + "</office:text></office:body></office:document>";
}

inline std::string letter(const std::string& words = "We will assess.") {
    return flat("<text:h text:outline-level=\"1\">Our decision</text:h><text:p>" + words + "</text:p>");
}

// All that a reader of the structure looks for; with a footnote if wanted.
inline std::string rich(bool note) {
    const std::string footnote =
        note ? R"(<text:note text:note-class="footnote" text:id="ftn1"><text:note-citation>1</text:note-citation>)"
               R"(<text:note-body><text:p>A note.</text:p></text:note-body></text:note>)"
             : "";
    const auto list = [](const std::string& style) {
        return "<text:list text:style-name=\"" + style +
               "\"><text:list-item><text:p>first</text:p></text:list-item><text:list-item><text:p>second</text:p>"
               "</text:list-item></text:list>";
    };
    const auto row = [](const std::string& one, const std::string& two) {
        return "<table:table-row><table:table-cell><text:p>" + one +
               "</text:p></table:table-cell><table:table-cell><text:p>" + two +
               "</text:p></table:table-cell></table:table-row>";
    };
    std::string made =
        flat("<text:h text:outline-level=\"1\">Our decision</text:h><text:p>We will assess" + footnote + ".</text:p>" +
             list("L1") + list("L2") +
             "<table:table><table:table-column table:number-columns-repeated=\"2\"/>"
             "<table:table-header-rows>" +
             row("Need", "Provision") + "</table:table-header-rows>" + row("Speech", "Therapy") +
             "</table:table><text:p><text:a xlink:href=\"https://example.org/\">A link</text:a></text:p>");
    const std::string body = "<office:body>";
    return made.insert(
        made.find(body),
        R"(<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number )"
        R"(text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style><text:list-style )"
        R"(style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>)"
        R"(</text:list-style><style:page-layout style:name="pm1"><style:page-layout-properties )"
        R"(fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/>)"
        R"(<style:footer-style/></style:page-layout></office:automatic-styles><office:master-styles>)"
        R"(<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>)"
        R"(Reference EHC/1</text:p></style:header><style:footer><text:p>Page <text:page-number/></text:p>)"
        R"(</style:footer></style:master-page></office:master-styles>)");
}

// Keeps an office busy: about 0.7 s for a thousand rows.
inline std::string long_table(int rows) {
    std::string table = "<table:table><table:table-column table:number-columns-repeated=\"3\"/>";
    for (int i = 0; i < rows; ++i)
        table += "<table:table-row><table:table-cell><text:p>Row " + std::to_string(i) +
                 "</text:p></table:table-cell><table:table-cell><text:p>needs</text:p></table:table-cell>"
                 "<table:table-cell><text:p>provision</text:p></table:table-cell></table:table-row>";
    return flat(table + "</table:table>");
}

inline std::string image(const std::string& target) {
    return flat("<text:p><draw:frame svg:width=\"2cm\" svg:height=\"2cm\"><draw:image xlink:href=\"" + target +
                "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></text:p>");
}

// The smallest package that an office takes; without content.xml where none is given.
inline std::string package(const std::string& content) {
    std::vector<templates::Entry> entries{{"mimetype", std::string(templates::kOdtMediaType)}};
    std::string listed;
    if (!content.empty()) {
        entries.push_back({"content.xml", content});
        listed = R"(<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>)";
    }
    entries.push_back(
        {"META-INF/manifest.xml",
         R"(<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" )"
         R"(xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry )"
         R"(manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>)" +
             listed + "</manifest:manifest>"});
    return templates::write_package(entries);
}

inline std::string content_xml(const std::string& words) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" )"
           R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
           R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>)" +
           words + "</text:p></office:text></office:body></office:document-content>";
}

}  // namespace ehcflow::office_tests
