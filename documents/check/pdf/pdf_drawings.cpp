// What the pages of a PDF draw, and with what.
#include <array>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "documents/check/pdf/open_pdf.h"
#include "documents/check/pdf/page_drawing.h"
#include "documents/check/pdf/printed_page.h"

namespace ehcflow::documents {
namespace {

template <std::size_t kCount>
void read_numbers(PdfObject list, std::array<double, kCount>& numbers) {
    if (list.isArray() && list.getArrayNItems() == static_cast<int>(kCount))
        for (std::size_t i = 0; i < kCount; ++i) numbers[i] = number_in(list.getArrayItem(static_cast<int>(i)));
}

}  // namespace

// Nothing for a font of another kind than the office writes: one byte a letter, its characters and advances said.
std::shared_ptr<const PageFont> OpenPdf::font_of(PdfObject font) {
    const auto known = fonts_.find(font.getObjGen());
    if (font.isIndirect() && known != fonts_.end()) return known->second;
    std::shared_ptr<PageFont> made;
    const std::string kind = name_of(inside(font, "/Subtype"));
    if (kind == "TrueType" || kind == "Type1") {
        made = std::make_shared<PageFont>();
        read_codes(data_of(font.getKey("/ToUnicode")), made->texts);
        const auto first = static_cast<long long>(number_in(font.getKey("/FirstChar")));
        const auto widths = listed(font.getKey("/Widths"));
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (const auto code = static_cast<std::size_t>(first) + i; code < made->advances.size())
                made->advances[code] = number_in(widths[i]);
    }
    if (font.isIndirect()) fonts_[font.getObjGen()] = made;
    return made;
}

PageFonts OpenPdf::fonts_of(PdfObject resources) {
    PageFonts made;
    PdfObject fonts = inside(resources, "/Font");
    if (fonts.isDictionary())
        for (const std::string& name : fonts.getKeys()) made[name] = font_of(fonts.getKey(name));
    return made;
}

PageDrawing OpenPdf::drawing_of(PdfObject resources, std::string content, int depth) {
    constexpr int kDeepestForm = 8;
    if (depth > kDeepestForm) throw std::runtime_error("its drawings are placed inside each other without end");
    PageDrawing made{std::move(content), fonts_of(resources), {}};
    PdfObject objects = inside(resources, "/XObject");
    if (!objects.isDictionary()) return made;
    for (const std::string& name : objects.getKeys()) {
        PdfObject object = objects.getKey(name);
        const auto known = forms_.find(object.getObjGen());
        std::shared_ptr<DrawnForm> form = known == forms_.end() ? nullptr : known->second;
        if (!form && object.isStream() && name_of(object.getDict().getKey("/Subtype")) == "Form") {
            form = std::make_shared<DrawnForm>();
            read_numbers(object.getDict().getKey("/Matrix"), form->matrix);
            read_numbers(object.getDict().getKey("/BBox"), form->box);
            PdfObject own = object.getDict().getKey("/Resources");
            form->drawing = drawing_of(own.isDictionary() ? own : resources, data_of(object), depth + 1);
            forms_[object.getObjGen()] = form;
        }
        made.objects[name] = std::move(form);
    }
    return made;
}

PdfDrawings OpenPdf::drawings() {
    PdfDrawings made{words(inside(pdf_.getTrailer().getKey("/Info"), "/Title")), {}};
    for (PdfObject page : pages_) {
        QPDFPageObjectHelper helper(page);
        if (number_in(helper.getAttribute("/Rotate", false)) != 0) throw std::runtime_error("a page is turned");
        const auto box = helper.getCropBox().getArrayAsRectangle();
        made.pages.push_back({{box.llx, box.lly, box.urx, box.ury},
                              drawing_of(helper.getAttribute("/Resources", false), drawn_by(page), 0)});
    }
    return made;
}

Result<PrintedPdf, std::string> read_printed(std::string_view pdf) {
    const auto drawings = read_drawings(pdf);
    if (!drawings) return Failure{"It cannot be read: " + drawings.error() + "."};
    PrintedPdf printed{drawings->title, {}};
    for (const DrawnPage& page : drawings->pages) {
        auto made = print_page(page);
        if (!made)
            return Failure{"Page " + std::to_string(printed.pages.size() + 1) + " " + made.error() +
                           ", which is not understood."};
        printed.pages.push_back(std::move(made).value());
    }
    return printed;
}

}  // namespace ehcflow::documents
