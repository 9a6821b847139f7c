// What is kept once for many letters: the house style, and the styles that a shared block brings with it.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "templates/engine/document.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests
namespace fs = std::filesystem;

std::string style(std::string_view name, std::string_view family, std::string_view properties) {
    return "<style:style style:name=\"" + std::string(name) + "\" style:family=\"" + std::string(family) +
           "\"><style:text-properties " + std::string(properties) + "/></style:style>";
}

std::string with_styles(std::string_view styles, std::string_view automatic, std::string_view masters,
                        std::string_view body) {
    std::string whole = flat(body);
    whole.insert(whole.find("<office:body>"), "<office:styles>" + std::string(styles) +
                                                  "</office:styles><office:automatic-styles>" + std::string(automatic) +
                                                  "</office:automatic-styles><office:master-styles>" +
                                                  std::string(masters) + "</office:master-styles>");
    return whole;
}

// The house style is kept once: its footer, fonts and page replace those of the letter, whose own styles stay.
TEST(House, GivesEveryLetterItsStyleAndFooter) {
    const std::string house =
        with_styles(style("Standard", "paragraph", "fo:font-family=\"Liberation Sans\""),
                    "<style:page-layout style:name=\"pm1\"/>" + style("P1", "paragraph", "fo:color=\"#111111\""),
                    "<style:master-page style:name=\"Standard\" style:page-layout-name=\"pm1\"><style:footer><text:p "
                    "text:style-name=\"P1\">{{council.name}}</text:p></style:footer></style:master-page>",
                    "");
    const std::string letter = with_styles(
        style("Standard", "paragraph", "fo:font-family=\"Other\"") + style("Own", "paragraph", "fo:color=\"#222222\""),
        style("P1", "paragraph", "fo:color=\"#333333\""),
        "<style:master-page style:name=\"Standard\" style:page-layout-name=\"x\"/>", p("Dear {{name}},"));
    const auto form = Template::parse(letter, {}, {}, house);
    ASSERT_TRUE(form.ok());
    const auto out = form->fill_flat(data(R"({"name":"V","council":{"name":"Fenwich"}})"));
    ASSERT_TRUE(out.ok());
    EXPECT_NE(out->find(">Fenwich</text:p></style:footer>"), std::string::npos);
    EXPECT_NE(out->find("text:style-name=\"House_P1\""), std::string::npos);
    EXPECT_NE(out->find("style:page-layout-name=\"House_pm1\""), std::string::npos);
    EXPECT_EQ(out->find("fo:font-family=\"Other\""), std::string::npos);
    EXPECT_NE(out->find("#222222"), std::string::npos) << "the letter's own styles stay";
    EXPECT_NE(out->find("#333333"), std::string::npos) << "and its automatic ones are not mistaken for the house's";
    EXPECT_FALSE(Template::parse(letter, {}, {}, "no xml").ok());
}

// A page style is the house's where the letter has one of that name, and with it what follows on it; a plan, which has
// pages of its own, gets no footer of a letter, nor a tag in it that its data knows nothing of.
TEST(House, GivesPagesToWhomHasThem) {
    const auto page = [](std::string_view name, std::string_view next, std::string_view words) {
        return "<style:master-page style:name=\"" + std::string(name) + "\" style:next-style-name=\"" +
               std::string(next) + "\"><style:footer>" + p(words) + "</style:footer></style:master-page>";
    };
    const std::string house =
        with_styles("", "", page("First", "Next", "first of {{a}}") + page("Next", "Next", "next of {{a}}"), "");
    const auto with_page = [&](std::string_view name) {
        const auto form = Template::parse(with_styles("", "", page(name, "", "its own"), p("x")), {}, {}, house);
        return form->fill_flat(data(name == "Plan" ? "{}" : R"({"a":"V"})")).value();
    };
    EXPECT_NE(with_page("First").find("first of V"), std::string::npos);
    EXPECT_NE(with_page("First").find("next of V"), std::string::npos);
    EXPECT_EQ(with_page("First").find("its own"), std::string::npos);
    EXPECT_EQ(with_page("Next").find("first of"), std::string::npos);
    EXPECT_EQ(with_page("Plan").find(" of "), std::string::npos);
    EXPECT_NE(with_page("Plan").find("its own"), std::string::npos);
}

// The letter and the block both have a T1 and mean different things by it; the block's list is of a style of its own.
TEST(SharedBlocks, BringTheirOwnFormatting) {
    const std::string block = with_styles(
        "",
        style("T1", "text", "fo:font-weight=\"bold\"") + style("T2", "text", "fo:color=\"#101010\"") +
            "<style:style style:name=\"P1\" style:family=\"paragraph\" style:list-style-name=\"L1\"/>"
            "<text:list-style style:name=\"L1\"/>",
        "", "<text:p text:style-name=\"P1\">Ring <text:span text:style-name=\"T1\">{{phone}}</text:span></text:p>");
    const std::string letter = with_styles(
        "", style("T1", "text", "fo:font-style=\"italic\""), "",
        "<text:p><text:span text:style-name=\"T1\">Dear</text:span></text:p>" + p("{{> who}}") + p("{{> who}}"));
    const auto form = Template::parse(letter, [&](const std::string&) { return std::optional(block); });
    ASSERT_TRUE(form.ok());
    const Value values = data(R"({"phone":"01632 960 800"})");
    const std::string as_flat = form->fill_flat(values).value();
    std::string content;
    const auto entries = read_package(form->fill_package(values).value()).value();
    for (const Entry& entry : entries)
        if (entry.name == "content.xml") content = entry.bytes;
    for (const std::string& out : {as_flat, content}) {
        const auto times = [&](std::string_view part) {
            int found = 0;
            for (auto at = out.find(part); at != std::string::npos; at = out.find(part, at + 1)) ++found;
            return found;
        };
        EXPECT_EQ(times("<style:style style:name=\"who_T1\""), 1);
        EXPECT_EQ(times("<text:list-style style:name=\"who_L1\""), 1);
        EXPECT_EQ(times("style:list-style-name=\"who_L1\""), 1);
        EXPECT_EQ(times("who_T2"), 0) << "nothing in the block has it";
        EXPECT_EQ(times("<text:span text:style-name=\"who_T1\">01632 960 800<"), 2);
        EXPECT_EQ(times("<text:span text:style-name=\"T1\">Dear<"), 1);
    }
}

// A later office may write words of a namespace that the letter's knew nothing of.
TEST(SharedBlocks, BringTheirNamespaces) {
    std::string block = flat("<text:p loext:later=\"x\">Ring us.</text:p>");
    block.insert(block.find(" office:version"), " xmlns:loext=\"urn:org:documentfoundation:names:experimental\"");
    const auto form = Template::parse(flat(p("{{> who}}")), [&](const std::string&) { return std::optional(block); });
    ASSERT_TRUE(form.ok());
    const std::string out = form->fill_flat(data("{}")).value();
    EXPECT_NE(out.find("loext:later=\"x\""), std::string::npos);
    EXPECT_LT(out.find("xmlns:loext="), out.find("<office:body>"));
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Each template keeps a copy of the house's styles, so that it looks in the office as it will print. The copies must
// not drift from what is kept once.
TEST(House, EveryTemplateLooksAsItWillPrint) {
    const fs::path folder = fs::path(EHCFLOW_SOURCE_DIR) / "templates";
    const auto styles_in = [](const fs::path& file) {
        const auto document = read_xml(read(file));
        std::string styles;
        for (const char* part : {"office:font-face-decls", "office:styles"})
            if (const Node* found = document ? child_of(**document, part) : nullptr; found != nullptr)
                for (const auto& style : found->children)
                    if (!style->is_text()) append_xml(styles, *style);
        return styles;
    };
    const std::string kept = styles_in(folder / "house/style.fodt");
    ASSERT_FALSE(kept.empty());
    int compared = 0;
    for (const char* kind : {"letters", "blocks", "plans", "statements"})
        for (const auto& file : fs::directory_iterator(folder / kind)) {
            EXPECT_EQ(styles_in(file.path()), kept) << file.path() << ": copy its styles from house/style.fodt";
            ++compared;
        }
    EXPECT_GT(compared, 20);
}

}  // namespace
}  // namespace ehcflow::templates
