#include "documents/check/pdf/printed_page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ehcflow::documents {
namespace {

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
        begins = i + 1 < page.words.size() &&
                 (page.words[i + 1].box.top >= word.box.bottom || page.words[i + 1].box.bottom <= word.box.top);
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

}  // namespace ehcflow::documents
