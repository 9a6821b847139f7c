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
