// Every letter as each kind of family gets it, in a form that a person can read and compare: tests/data/letters has the
// whole text as the parents of a child get it, and for each other kind the lines that are gone (-) and that are there
// instead (+). EHCFLOW_REBASELINE=1 writes them anew; read the difference before it is committed.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "documents/compose/catalogue.h"
#include "documents/compose/letter_forms.h"
#include "templates/engine/template.h"
#include "tests/documents/check/notice_cells.h"

namespace ehcflow::documents {
namespace {

std::string letter_for(const NoticeRow& row, const Kind& kind) {
    templates::Value record = example("templates/samples/record.json");
    kind.change(record);
    const Moment& moment = moment_for(row.notice);
    const auto composed = compose_from(moment.timeline, record, example("templates/house/council.json"),
                                       {row.notice, recipient_of(moment, kind), moment.sent_on, "", "K7QF-3M9D-XT2P"});
    if (!composed) return ADD_FAILURE() << row.name << ": " << composed.error()[0].what, "";
    const auto form =
        templates::Template::parse(file_text("templates/" + std::string(row.template_path)), approved_block);
    const auto flat = form->fill_flat(composed->values);
    if (!flat) return ADD_FAILURE() << row.name << ": " << flat.error()[0].what, "";
    const auto pieces = read_pieces(*flat);
    return pieces ? plain_text(*pieces) : pieces.error();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// By the longest common run of lines.
std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::string said;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j])
            ++i, ++j;
        else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1]))
            said += "- " + a[i++] + "\n";
        else
            said += "+ " + b[j++] + "\n";
    }
    return said.empty() ? "the same\n" : said;
}

TEST(GoldenLetters, SayWhatTheyAlwaysSaid) {
    for (const NoticeRow& row : notice_rows()) {
        const std::string usual = letter_for(row, kKinds[0]);
        std::string all = usual;
        for (const Kind& kind : kKinds)
            if (kind.name != kKinds[0].name)
                all += "\n######## " + std::string(kind.name) + " ########\n" +
                       difference(lines_of(usual), lines_of(letter_for(row, kind)));
        const std::string path = "tests/data/letters/" + std::string(row.name) + ".txt";
        if (std::getenv("EHCFLOW_REBASELINE") != nullptr)
            std::ofstream(std::string(EHCFLOW_SOURCE_DIR "/") + path) << all;
        EXPECT_EQ(all, file_text(path)) << path;
    }
}

TEST(Catalogue, IsWhatTheTablesSayWithAPictureOfEach) {
    EXPECT_EQ(letters_catalogue(), file_text("docs/letters.md")) << "run: ehcflow letters > docs/letters.md";
    std::size_t all = 0;
    for (const NoticeRow& row : notice_rows()) {
        const std::string picture = file_text("docs/pictures/letters/" + std::string(row.name) + ".png");
        EXPECT_TRUE(picture.starts_with("\x89PNG")) << row.name << ": run tools/letter_pictures";
        all += picture.size();
    }
    EXPECT_LT(all, 4'000'000U);
}

}  // namespace
}  // namespace ehcflow::documents
