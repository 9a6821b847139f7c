// Each cell of notice_cells.h and each standard passage, asserted from the text of the PDF that a family would get, and
// the place of the address on its first page.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "documents/check/approved_passages.h"
#include "documents/check/notice_content.h"
#include "documents/check/pdf/page_layout.h"
#include "documents/check/pdf/printed_page.h"
#include "tests/documents/check/notice_cells.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;

std::string said_by(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t got = 0; pipe != nullptr && (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text.append(buffer, got);
    EXPECT_TRUE(pipe != nullptr && ::pclose(pipe) == 0) << command;
    return text;
}

// The words one space apart, and those that a line's end cut after a hyphen whole again.
std::string in_one_line(const std::string& text) {
    return std::regex_replace(std::regex_replace(text, std::regex("-\n"), "-"), std::regex("\\s+"), " ");
}

// Where a word first stands on page one, in millimetres; nowhere where it does not.
struct Place {
    double left = 0, top = 0;
};
Place place_of(const std::string& boxes, const std::string& word) {
    const std::regex line("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\"[^>]*>" + word + "<");
    std::smatch found;
    if (!std::regex_search(boxes, found, line)) return {};
    constexpr double kMillimetres = 25.4 / 72;
    return {std::stod(found[1]) * kMillimetres, std::stod(found[2]) * kMillimetres};
}

// The words of a page as another program reads them, by place; in an order of its own.
std::vector<PrintedWord> words_by_poppler(const std::string& pdf, std::size_t page) {
    const std::string number = std::to_string(page);
    const std::string boxes = said_by("pdftotext -bbox -f " + number + " -l " + number + " '" + pdf + "' -");
    const std::regex word(
        "<word xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">([^<]*)</word>");
    constexpr double kMillimetres = 25.4 / 72;
    std::vector<PrintedWord> words;
    for (auto at = std::sregex_iterator(boxes.begin(), boxes.end(), word); at != std::sregex_iterator(); ++at) {
        const auto mm = [&](std::size_t group) { return std::stod((*at)[group]) * kMillimetres; };
        std::string text = (*at)[5];
        for (const auto& [escaped, meant] : {std::pair{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}})
            text = std::regex_replace(text, std::regex(escaped), meant);
        words.push_back({text, {mm(1), mm(2), mm(3), mm(4)}});
    }
    return words;
}

// Which square millimetres of a page are not white in a picture of it, row by row.
std::vector<bool> ink_by_poppler(const std::string& pdf, std::size_t page, std::size_t columns, std::size_t rows) {
    const std::string number = std::to_string(page);
    const std::string picture =
        said_by("pdftoppm -gray -r 50.8 -f " + number + " -l " + number + " '" + pdf + "'");  // two dots a millimetre
    std::istringstream in(picture);
    std::string kind;
    std::size_t width = 0, height = 0, most = 0;
    in >> kind >> width >> height >> most;
    in.get();
    std::vector<bool> ink(columns * rows, false);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            if (in.get() < 0xF5) ink[std::min(y / 2, rows - 1) * columns + std::min(x / 2, columns - 1)] = true;
    EXPECT_EQ(kind, "P5");
    return ink;
}

bool has_ink_near(const std::vector<bool>& ink, std::size_t columns, std::size_t at, std::size_t reach) {
    const std::size_t row = at / columns, column = at % columns, rows = ink.size() / columns;
    for (std::size_t y = row - std::min(row, reach); y <= std::min(rows - 1, row + reach); ++y)
        for (std::size_t x = column - std::min(column, reach); x <= std::min(columns - 1, column + reach); ++x)
            if (ink[y * columns + x]) return true;
    return false;
}

// The page as it is read here is the page that another program prints: each word in its place, all the ink, and no ink
// but round what is printed.
void expect_as_poppler_prints(const std::string& pdf, const PrintedPdf& printed, std::string_view name) {
    for (std::size_t number = 1; number <= printed.pages.size(); ++number) {
        const PrintedPage& page = printed.pages[number - 1];
        const std::string where = std::string(name) + ", page " + std::to_string(number) + ": ";
        const std::vector<PrintedWord> words = words_by_poppler(pdf, number);
        EXPECT_EQ(page.words.size(), words.size()) << where;
        for (const PrintedWord& word : words)
            EXPECT_TRUE(std::any_of(page.words.begin(), page.words.end(),
                                    [&](const PrintedWord& own) {
                                        return own.text == word.text && std::abs(own.box.left - word.box.left) < 0.3 &&
                                               std::abs(own.box.right - word.box.right) < 0.3 &&
                                               std::abs(own.box.top - word.box.top) < 1 &&
                                               std::abs(own.box.bottom - word.box.bottom) < 1;
                                    }))
                << where << word.text << " at " << word.box.left << ", " << word.box.top;
        const auto ink = ink_by_poppler(pdf, number, page.columns, page.ink.size() / page.columns);
        std::size_t unseen = 0, unprinted = 0;
        for (std::size_t at = 0; at < ink.size(); ++at) {
            unseen += ink[at] && page.ink[at] != kInk;
            unprinted += page.ink[at] == kInk && !has_ink_near(ink, page.columns, at, 3);
        }
        EXPECT_EQ(unseen, 0U) << where;
        EXPECT_EQ(unprinted, 0U) << where;
    }
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class NoticePdf : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    // The PDF of a notice, made by the program as a council would.
    fs::path made(const NoticeRow& row, const Composed& composed) {
        const fs::path data = folder / "values.json";
        std::ofstream(data) << interchange::write_value(composed.values);
        fs::path pdf = folder / (std::string(row.name) + ".pdf");
        const std::string command = "'" EHCFLOW_PROGRAM "' render '" EHCFLOW_SOURCE_DIR "/templates/" +
                                    std::string(row.template_path) + "' '" + data.string() + "' -o '" + pdf.string() +
                                    "' 2>&1";
        said_by(command);
        return pdf;
    }

    const fs::path folder = fs::temp_directory_path() / ("notice_pdf_" + std::to_string(::getpid()));
};

TEST_F(NoticePdf, SaysWhatTheLawAsks) {
    const auto council = example("templates/house/council.json");
    const auto record = example("templates/samples/record.json");
    for (const NoticeRow& row : notice_rows()) {
        const Moment& moment = moment_for(row.notice);
        const auto composed = compose_from(moment.timeline, record, council, {row.notice, moment.to, moment.sent_on});
        ASSERT_TRUE(composed.ok()) << row.name;
        const fs::path pdf = made(row, *composed);
        const std::string text = said_by("pdftotext '" + pdf.string() + "' -");
        const std::string line = in_one_line(text);
        for (const Said& said : kSaid) {
            if (said.notice != row.notice) continue;
            EXPECT_NE(line.find(said.words), std::string::npos) << row.name << ": " << said.words << " " << said.cite;
        }
        const auto passages = approved_passages(row, moment.sent_on, composed->values, approved_block);
        ASSERT_TRUE(passages.ok()) << row.name;
        for (const Finding& finding : check_notice_content(text, *passages))
            ADD_FAILURE() << row.name << ": " << finding.place << ": " << finding.what;
        if (row.notice == Notice::DraftPlan) continue;  // not a letter: it goes with one
        const std::string bytes = bytes_of(pdf);
        const auto printed = read_printed(bytes);
        ASSERT_TRUE(printed.ok()) << row.name;
        expect_as_poppler_prints(pdf.string(), *printed, row.name);
        // As the program itself reads it, without another program: the same passages, and Notify's rules.
        for (const Finding& finding : check_notice_content(printed->running_text(), *passages))
            ADD_FAILURE() << row.name << ", as printed: " << finding.place << ": " << finding.what;
        for (const Finding& finding : check_layout(*printed, bytes.size()))
            ADD_FAILURE() << row.name << ": " << finding.code << ", " << finding.place << ": " << finding.what;
        // A last page with nothing but the sign-off is not worth its postage.
        EXPECT_GE(printed->pages.back().words.size(), 60U) << row.name << ", its last page";
        if (row.addressed != Addressee::Family) continue;
        // GOV.UK Notify's address window: 24.6 to 120 mm from the left, 39.5 to 66.3 mm from the top.
        const Place name = place_of(said_by("pdftotext -bbox -l 1 '" + pdf.string() + "' -"), "Ngozi");
        EXPECT_GE(name.left, 24.6) << row.name;
        EXPECT_GE(name.top, 39.5) << row.name;
        EXPECT_LE(name.left, 120) << row.name;
        EXPECT_LE(name.top, 66.3) << row.name;
    }
}

}  // namespace
}  // namespace ehcflow::documents
