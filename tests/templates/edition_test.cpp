// A template bound with all that its letters are made from.
#include "templates/engine/edition.h"

#include <gtest/gtest.h>
#include <string>

#include "templates/engine/package.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

std::string house(std::string_view font) {
    std::string whole = flat("");
    whole.insert(
        whole.find("<office:body>"),
        "<office:styles><style:style style:name=\"Standard\" style:family=\"paragraph\"><style:text-properties "
        "fo:font-family=\"" +
            std::string(font) + "\"/></style:style></office:styles>");
    return whole;
}

std::string opened_and_filled(const std::string& edition, const Value& values) {
    const auto form = open_edition(edition);
    EXPECT_TRUE(form.ok());
    return form ? form->fill_package(values).value() : std::string();
}

// "The same letter, rebuilt exactly years later": when the block and the house style have long been changed.
TEST(Edition, FillsToTheSameBytesWhenItsPartsHaveChanged) {
    std::string words = "You can appeal until {{until}}.";
    const BlockLoader blocks = [&](const std::string& name) -> std::optional<std::string> {
        if (name == "outer") return flat(p("{{> appeal}}"));
        return name == "appeal" ? std::optional(flat(p(words))) : std::nullopt;
    };
    const Value values = data(R"({"name":"V. Invented","until":"1 May 2027"})");
    const std::string letter = flat(p("Dear {{name}},") + p("{{> outer}}"));
    const auto then = bind_edition(letter, blocks, house("Liberation Sans"));
    ASSERT_TRUE(then.ok());
    const std::string made = then->form.fill_package(values).value();
    words = "You can no longer appeal {{until}}.";
    const auto now = bind_edition(letter, blocks, house("Liberation Serif"));
    ASSERT_TRUE(now.ok());
    EXPECT_NE(now->form.fill_package(values).value(), made);
    EXPECT_EQ(opened_and_filled(then->bytes, values), made);
    EXPECT_EQ(bind_edition(letter, blocks, house("Liberation Serif"))->bytes, now->bytes);
    EXPECT_NE(then->bytes, now->bytes);
}

TEST(Edition, HoldsOnlyWhatItsLettersNeed) {
    const BlockLoader blocks = [](const std::string& name) { return std::optional(flat(p("block " + name))); };
    const auto edition = bind_edition(flat(p("{{> one}}")), blocks, {});
    ASSERT_TRUE(edition.ok());
    const auto entries = read_archive(edition->bytes);
    ASSERT_TRUE(entries.ok());
    std::string names;
    for (const Entry& entry : *entries) names += entry.name + ' ';
    EXPECT_EQ(names, "template house blocks/one ");
}

TEST(Edition, IsNotMadeOfATemplateThatCannotBeUsed) {
    const auto edition = bind_edition(flat(p("{{> none}} {{#if.")), {}, {});
    ASSERT_FALSE(edition.ok());
    EXPECT_EQ(edition.error().size(), 2U);
}

TEST(Edition, IsRefusedWhereItIsNone) {
    const std::string sound =
        bind_edition(flat(p("{{> one}}")), [](const std::string&) { return std::optional(flat(p("x"))); }, {})->bytes;
    const auto code_of = [](const std::string& bytes) {
        const auto form = open_edition(bytes);
        return form ? std::string() : form.error().front().code;
    };
    EXPECT_EQ(code_of(sound), "");
    EXPECT_EQ(code_of(""), "not-an-edition");
    EXPECT_EQ(code_of("no archive"), "not-an-edition");
    EXPECT_EQ(code_of(sound.substr(0, sound.size() / 2)), "not-an-edition");
    EXPECT_EQ(code_of(write_archive({{"template", flat(p("a"))}})), "not-an-edition");
    EXPECT_EQ(code_of(write_archive({{"template", flat(p("{{> one}}"))}, {"house", ""}})), "unknown-block");
}

}  // namespace
}  // namespace ehcflow::templates
