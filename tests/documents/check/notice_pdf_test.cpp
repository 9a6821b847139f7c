// Each cell of notice_cells.h and each standard passage, asserted from the text of the PDF that a family would get, and
// the place of the address on its first page.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <string>
#include <string_view>
#include <unistd.h>

#include "documents/check/approved_passages.h"
#include "documents/check/notice_content.h"
#include "documents/check/page_layout.h"
#include "documents/check/printed_page.h"
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
