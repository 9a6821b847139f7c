#include "documents/check/pdf/pdf_metadata.h"

#include <algorithm>
#include <array>

namespace ehcflow::documents {
namespace {

std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '&')
            made += "&amp;";
        else if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            made += c;
    }
    return made;
}

std::string to_seconds(Instant moment) { return to_iso(moment).substr(0, 19) + "Z"; }

// PDF/A knows no mark of PDF/UA, so a file that carries both must say what the other is (ISO 19005-2, 6.6.2.3).
constexpr std::string_view kWhatUaIs =
    R"(<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/")"
    R"( xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">)"
    R"(<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>)"
    R"(<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>)"
    R"(<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">)"
    R"(<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>)"
    R"(<pdfaProperty:category>internal</pdfaProperty:category>)"
    R"(<pdfaProperty:description>The part of PDF/UA that the file is marked with</pdfaProperty:description>)"
    R"(</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>)"
    "\n";

bool says(std::string_view xmp, std::string_view property, std::string_view value) {
    const std::string as_element = std::string(property) + ">" + std::string(value) + "<";
    const std::string as_attribute = std::string(property) + "=\"" + std::string(value) + "\"";
    return xmp.find(as_element) != std::string_view::npos || xmp.find(as_attribute) != std::string_view::npos;
}

bool all_of(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::string xmp_of(const PdfMetadata& metadata) {
    std::string xmp =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";
    if (metadata.pdf_a) xmp += "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n";
    if (metadata.pdf_ua) xmp += "<pdfuaid:part>1</pdfuaid:part>\n";
    if (!metadata.title.empty())
        xmp += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(metadata.title) +
               "</rdf:li></rdf:Alt></dc:title>\n";
    if (!metadata.language.empty())
        xmp += "<dc:language><rdf:Bag><rdf:li>" + escaped(metadata.language) + "</rdf:li></rdf:Bag></dc:language>\n";
    if (!metadata.producer.empty()) xmp += "<pdf:Producer>" + escaped(metadata.producer) + "</pdf:Producer>\n";
    if (!metadata.tool.empty()) xmp += "<xmp:CreatorTool>" + escaped(metadata.tool) + "</xmp:CreatorTool>\n";
    if (metadata.dated) xmp += "<xmp:CreateDate>" + to_seconds(*metadata.dated) + "</xmp:CreateDate>\n";
    xmp += "</rdf:Description>\n";
    if (metadata.pdf_a && metadata.pdf_ua) xmp += kWhatUaIs;
    return xmp + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

std::string pdf_date(Instant moment) {
    std::string digits;
    for (const char c : to_seconds(moment))
        if (c >= '0' && c <= '9') digits += c;
    return "D:" + digits + "Z";
}

bool says_pdf_ua(std::string_view xmp) { return says(xmp, "pdfuaid:part", "1"); }
bool says_pdf_a(std::string_view xmp) { return says(xmp, "pdfaid:part", "2"); }

std::string list_numbering(std::string_view label) {
    const auto end = label.find_last_not_of(" \t");
    label = end == std::string_view::npos ? std::string_view{} : label.substr(0, end + 1);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kBullets = {{{"\u2022", "Disc"},
                                                                                        {"\u25CF", "Disc"},
                                                                                        {"\u25E6", "Circle"},
                                                                                        {"\u25CB", "Circle"},
                                                                                        {"\u25AA", "Square"},
                                                                                        {"\u25A0", "Square"},
                                                                                        {"\u2013", "Disc"}}};
    for (const auto& [bullet, name] : kBullets)
        if (label == bullet) return std::string(name);
    if (label.starts_with('(')) label.remove_prefix(1);
    if (label.ends_with('.') || label.ends_with(')')) label.remove_suffix(1);
    if (label.size() > 4) return {};
    if (all_of(label, "0123456789")) return "Decimal";
    if (label == "i") return "LowerRoman";
    if (label == "I") return "UpperRoman";
    // "c", "v" and "x" may be letters as well as numbers: only what cannot be is told.
    if (label.size() == 1 && all_of(label, "abefghjknopqrstuwyz")) return "LowerAlpha";
    if (label.size() == 1 && all_of(label, "ABEFGHJKNOPQRSTUWYZ")) return "UpperAlpha";
    return {};
}

}  // namespace ehcflow::documents
