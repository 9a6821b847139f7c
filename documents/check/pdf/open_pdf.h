// An open PDF, for the sources that read or mend one: pdf_file.cpp (what it says of itself), pdf_repair.cpp and
// pdf_drawings.cpp. Not for others: they are the only ones that work with libqpdf. One thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "documents/check/pdf/page_content.h"
#include "documents/check/pdf/pdf_file.h"
#include "documents/check/pdf/pdf_metadata.h"

namespace ehcflow::documents {

using PdfObject = QPDFObjectHandle;

// A member of what should be a dictionary; null where it is none, or has no such member.
PdfObject inside(PdfObject dictionary, const std::string& key);
std::string words(PdfObject value);              // of a string, else nothing
std::string name_of(PdfObject value);            // of a name, without its slash, else nothing
double number_in(PdfObject value);               // or 0
std::string data_of(PdfObject stream);           // unpacked
std::vector<PdfObject> listed(PdfObject value);  // an array's members, or the one that stands for a list of one
std::string drawn_by(PdfObject page);            // its content streams after each other

// A file that is being read, and perhaps mended, page by page and element by element. Throws what says why it cannot.
class OpenPdf {
public:
    explicit OpenPdf(std::string_view bytes);

    PdfFacts facts();
    PdfDrawings drawings();
    std::vector<std::string> repair(bool draft);  // a sentence for each kind of repair
    void set_metadata(PdfMetadata metadata);
    std::string write();

private:
    // What a page draws, and what was read in it: once, however many ask.
    struct Drawn {
        std::string stream;
        ReadContent read;
    };
    Drawn& drawn_on(PdfObject page);

    PdfPage read_page(PdfObject page);
    PdfElement read_element(PdfObject element, int depth);
    const std::string& standard_type(const std::string& own_type);
    void count_element(int depth);

    bool mend_page(PdfObject page, bool draft);
    void mend_elements(PdfObject element, int depth, std::size_t& notes, std::size_t& lists);
    std::string numbering_of(PdfObject list);
    std::string first_words(PdfObject element, int depth);

    std::shared_ptr<const PageFont> font_of(PdfObject font);
    PageFonts fonts_of(PdfObject resources);
    PageDrawing drawing_of(PdfObject resources, std::string content, int depth);

    QPDF pdf_;
    PdfObject structure_;  // the tree's root, or null
    std::vector<PdfObject> pages_;
    std::map<QPDFObjGen, std::size_t> page_numbers_;
    std::map<QPDFObjGen, Drawn> drawn_;
    std::map<QPDFObjGen, std::shared_ptr<const PageFont>> fonts_;  // read once, however many pages write with them
    std::map<QPDFObjGen, std::shared_ptr<DrawnForm>> forms_;
    std::map<std::string, std::string> standard_types_;  // by a file's own names, as they are met
    std::map<std::string, PdfObject> ids_;
    std::size_t elements_ = 0;
};

}  // namespace ehcflow::documents
