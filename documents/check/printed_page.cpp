#include "documents/check/printed_page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <set>

namespace ehcflow::documents {
namespace {

constexpr double kMillimetres = 25.4 / 72;  // a point in millimetres
constexpr int kDotsAMillimetre = 2;
constexpr double kDotsAnInch = 25.4 * kDotsAMillimetre;
constexpr int kPaper = 0xF5;  // what is paler than this is paper

std::string utf8_of(const poppler::ustring& text) {
    const auto bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

void read_ink(const poppler::page& page, PrintedPage& printed) {
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_paper_color(0xFFFFFFFF);
    const poppler::image image = renderer.render_page(&page, kDotsAnInch, kDotsAnInch);
    printed.columns = static_cast<std::size_t>(std::ceil(printed.width));
    const auto rows = static_cast<std::size_t>(std::ceil(printed.height));
    printed.ink.assign(printed.columns * rows, false);
    if (!image.is_valid()) return;
    const int width = image.width(), height = image.height();
    for (int y = 0; y < height; ++y) {
        const char* line = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
        const std::size_t row = std::min<std::size_t>(static_cast<std::size_t>(y / kDotsAMillimetre), rows - 1);
        for (int x = 0; x < width; ++x)
            if (static_cast<unsigned char>(line[x]) < kPaper)
                printed
                    .ink[row * printed.columns + std::min<std::size_t>(static_cast<std::size_t>(x / kDotsAMillimetre),
                                                                       printed.columns - 1)] = true;
    }
}

PrintedPage read_page(const poppler::page& page) {
    PrintedPage printed;
    const poppler::rectf size = page.page_rect(poppler::crop_box);
    printed.width = size.width() * kMillimetres;
    printed.height = size.height() * kMillimetres;
    for (const poppler::text_box& word : page.text_list()) {
        const poppler::rectf box = word.bbox();
        printed.words.push_back({utf8_of(word.text()),
                                 {box.left() * kMillimetres, box.top() * kMillimetres, box.right() * kMillimetres,
                                  box.bottom() * kMillimetres}});
    }
    read_ink(page, printed);
    return printed;
}

// Poppler works out the colours of the profile that a PDF/A carries anew for each page and each look at it: nine tenths
// of the time that a letter takes outside the office. Where there is ink and which words stand where needs no colours,
// so the profile's name in the catalogue is made one that nobody looks for.
std::string without_colour_profile(std::string_view pdf) {
    constexpr std::string_view kProfiles = "/OutputIntents ";
    std::string copy(pdf);
    for (auto at = copy.find(kProfiles); at != std::string::npos; at = copy.find(kProfiles, at))
        copy[at + kProfiles.size() - 2] = 'X';
    return copy;
}

struct Line {
    std::string text;
    double top = 0, bottom = 0;  // mm, from the page's top
};

std::vector<Line> lines_of(const PrintedPage& page) {
    std::vector<Line> lines;
    bool begins = true;
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        const PrintedWord& word = page.words[i];
        if (begins)
            lines.push_back({word.text, word.box.top, word.box.bottom});
        else
            lines.back().text += " " + word.text;
        begins = i + 1 < page.words.size() && page.words[i + 1].box.top > word.box.bottom;
    }
    return lines;
}

constexpr double kEnd = 35;  // mm at the head and at the foot of a page in which what pages share may stand

bool is_at_an_end(const Line& line, const PrintedPage& page) {
    return line.bottom < kEnd || line.top > page.height - kEnd;
}

// What two pages' lines have in common where they are the same: place and words, whatever the numbers.
std::string mark_of(const Line& line) {
    std::string mark = std::to_string(std::lround(line.top)) + " ";
    for (const char c : line.text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit || mark.back() != '#') mark += digit ? '#' : c;
    }
    return mark;
}

}  // namespace

std::string PrintedPdf::text() const {
    std::string all;
    for (const PrintedPage& page : pages)
        for (const Line& line : lines_of(page)) all += line.text + "\n";
    return all;
}

std::string PrintedPdf::running_text() const {
    std::map<std::string, std::size_t> shared;  // on how many pages each line at a head or a foot stands
    for (const PrintedPage& page : pages) {
        std::set<std::string> here;
        for (const Line& line : lines_of(page))
            if (is_at_an_end(line, page)) here.insert(mark_of(line));
        for (const std::string& mark : here) ++shared[mark];
    }
    std::string all;
    for (const PrintedPage& page : pages)
        for (const Line& line : lines_of(page))
            if (!is_at_an_end(line, page) || shared[mark_of(line)] < 2) all += line.text + "\n";
    return all;
}

Result<PrintedPdf, std::string> read_printed(std::string_view pdf) {
    const std::string bytes = without_colour_profile(pdf);  // outlives the document, which reads from it
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!document || document->is_locked()) return Failure{std::string("It is no PDF that can be read.")};
    PrintedPdf printed;
    printed.title = utf8_of(document->get_title());
    for (int number = 0; number < document->pages(); ++number) {
        const std::unique_ptr<poppler::page> page(document->create_page(number));
        if (!page) return Failure{"Page " + std::to_string(number + 1) + " cannot be read."};
        printed.pages.push_back(read_page(*page));
    }
    return printed;
}

}  // namespace ehcflow::documents
