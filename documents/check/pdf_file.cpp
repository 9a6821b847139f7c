#include "documents/check/pdf_file.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace ehcflow::documents {
namespace {

bool is_true(const QPDFObjectHandle& object) {
    QPDFObjectHandle value = object;
    return value.isBool() && value.getBoolValue();
}

std::string text_of(QPDFObjectHandle dictionary, const std::string& key) {
    if (!dictionary.isDictionary()) return {};
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isString() ? value.getUTF8Value() : std::string{};
}

QPDFObjectHandle inside(QPDFObjectHandle dictionary, const std::string& key) {
    return dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
}

bool has_font_file(QPDFObjectHandle descriptor) {
    return descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3");
}

// A composite font's descriptor stands with its descendant; a Type 3 font is its own drawing.
bool lacks_font_file(QPDFObjectHandle object) {
    if (!object.isDictionaryOfType("/Font")) return false;
    QPDFObjectHandle subtype = object.getKey("/Subtype");
    if (subtype.isNameAndEquals("/Type0") || subtype.isNameAndEquals("/Type3")) return false;
    QPDFObjectHandle descriptor = object.getKey("/FontDescriptor");
    return !descriptor.isDictionary() || !has_font_file(descriptor);
}

bool says_pdf_ua(QPDFObjectHandle catalog) {
    QPDFObjectHandle metadata = catalog.getKey("/Metadata");
    if (!metadata.isStream()) return false;
    const auto data = metadata.getStreamData();
    const std::string_view xmp(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    return xmp.find("pdfuaid:part>1<") != std::string_view::npos ||
           xmp.find("pdfuaid:part=\"1\"") != std::string_view::npos;
}

Finding error(const char* code, std::string what, std::string mend) {
    return {code, Severity::Error, "the PDF", std::move(what), std::move(mend)};
}

}  // namespace

Result<PdfFacts, std::string> read_pdf(std::string_view bytes) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("document.pdf", bytes.data(), bytes.size());
        QPDFObjectHandle catalog = pdf.getRoot();
        PdfFacts facts;
        facts.pages = pdf.getAllPages().size();
        facts.tagged =
            catalog.getKey("/StructTreeRoot").isDictionary() && is_true(inside(catalog.getKey("/MarkInfo"), "/Marked"));
        facts.shows_title = is_true(inside(catalog.getKey("/ViewerPreferences"), "/DisplayDocTitle"));
        facts.marked_pdf_ua = says_pdf_ua(catalog);
        facts.title = text_of(pdf.getTrailer().getKey("/Info"), "/Title");
        facts.language = text_of(catalog, "/Lang");
        for (QPDFObjectHandle object : pdf.getAllObjects())
            if (lacks_font_file(object)) {
                QPDFObjectHandle name = object.getKey("/BaseFont");
                facts.fonts_not_embedded.push_back(name.isName() ? name.getName().substr(1) : "without a name");
            }
        return facts;
    } catch (const std::exception& why) {
        return Failure{std::string("it is not a whole PDF: ") + why.what()};
    }
}

Findings check_pdf(const PdfFacts& facts) {
    Findings found;
    if (facts.pages == 0) found.push_back(error("no-pages", "It has no page.", "Give the document some text."));
    if (!facts.tagged)
        found.push_back(error("not-tagged", "Its structure is not marked, so a screen reader cannot tell what is what.",
                              "Render it again; if that does not help, the office is at fault."));
    if (facts.title.empty())
        found.push_back(
            error("no-title", "It has no title.", "Set the title in the template's properties (dc:title)."));
    if (!facts.shows_title)
        found.push_back(error("title-not-shown", "A reader's window would show the file name in place of the title.",
                              "Set the title in the template's properties (dc:title)."));
    if (facts.language.empty())
        found.push_back(error("no-language", "It does not say in which language it is.",
                              "Set the language of the template's default style."));
    if (!facts.marked_pdf_ua)
        found.push_back(error("not-marked-pdf-ua", "It is not marked as PDF/UA-1.",
                              "Render it again; if that does not help, the office is at fault."));
    for (const std::string& font : facts.fonts_not_embedded)
        found.push_back(error("font-not-embedded", "The font " + font + " is not embedded.",
                              "Use a font that the machine has and that may be embedded."));
    return found;
}

}  // namespace ehcflow::documents
