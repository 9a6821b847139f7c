// Every limit by its name, and that each one set holds.
#include "templates/engine/limits.h"

#include <gtest/gtest.h>

#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

Limits with(std::string_view setting) {
    Limits limits;
    const auto set = set_limit(limits, setting);
    EXPECT_TRUE(set.ok()) << set.error();
    return limits;
}

std::string refusal(std::string_view setting) {
    Limits limits;
    const auto set = set_limit(limits, setting);
    return set ? "" : set.error();
}

TEST(Limits, AreReadAsTheyAreWritten) {
    EXPECT_EQ(with("repetitions=50").repetitions, 50U);
    EXPECT_EQ(with("document-size=12MiB").document_bytes, std::size_t{12} << 20U);
    EXPECT_EQ(with("file-size=3 KiB").package_bytes, 3072U);
    EXPECT_EQ(with("unpacked-size=7").unpacked_bytes, 7U);
    EXPECT_EQ(in_words(std::size_t{256} << 20U, LimitUnit::Bytes), "256 MiB");
    EXPECT_EQ(in_words(1025, LimitUnit::Bytes), "1025 bytes");
    for (const LimitRow& row : limit_rows()) {
        EXPECT_EQ(with(std::string(row.name) + "=1").*row.member, 1U) << row.name;
        EXPECT_LE(Limits{}.*row.member, row.most) << row.name;
    }
}

TEST(Limits, ThatAreNoneAreRefusedInWords) {
    EXPECT_EQ(refusal("repetitons=5").substr(0, 59), "\"repetitons\" is no limit; did you mean \"repetitions\"? There");
    EXPECT_EQ(refusal("depth=1001"), "depth is a whole number from 1 to 1000");
    EXPECT_EQ(refusal("document-size=2GiB"), "document-size is a size from 1 to 2147483647 bytes");
    for (const char* odd : {"depth", "depth=", "depth=0", "depth=-1", "depth=1KiB", "document-size=MiB",
                            "document-size=99999999999999999999GiB", "document-size=99999999999GiB"})
        EXPECT_NE(refusal(odd), "") << odd;
}

std::string code_of(const std::string& body, std::string_view json, const Limits& limits,
                    const BlockLoader& blocks = {}) {
    const auto form = Template::parse(flat(body), blocks, limits);
    if (!form) return form.error().front().code;
    const auto out = form->fill_flat(data(json));
    return out ? "filled" : out.error().front().code;
}

// Each as it is, and one more than it allows.
TEST(Limits, HoldWhereTheyAreSet) {
    const std::string rows = p("{{#each a}}") + p("{{#each ../b}}") + p("{{this}}") + p("{{/each}}") + p("{{/each}}");
    const std::string six = R"({"a":[1,2],"b":["x","y"]})";  // two, and two in each
    EXPECT_EQ(code_of(rows, six, with("repetitions=6")), "filled");
    EXPECT_EQ(code_of(rows, six, with("repetitions=5")), "too-large");
    EXPECT_EQ(code_of(rows, six, with("document-size=100")), "too-large");
    EXPECT_EQ(code_of(p("{{#if a}}{{#if b}}x{{/if}}{{/if}}"), "{}", with("nesting=2")), "filled");
    EXPECT_EQ(code_of(p("{{#if a}}{{#if b}}x{{/if}}{{/if}}"), "{}", with("nesting=1")), "too-deep");
    EXPECT_EQ(code_of(p("x"), "{}", with("depth=4")), "filled");  // document, body, text, paragraph
    EXPECT_EQ(code_of(p("x"), "{}", with("depth=3")), "not-a-template");
    EXPECT_EQ(code_of(p("x"), "{}", with("file-size=100")), "too-large");
    const BlockLoader blocks = [](const std::string& name) -> std::optional<std::string> {
        return flat(name == "outer" ? p("{{> inner}}") : p("in"));
    };
    EXPECT_EQ(code_of(p("{{> outer}}"), "{}", with("shared-depth=2"), blocks), "filled");
    EXPECT_EQ(code_of(p("{{> outer}}"), "{}", with("shared-depth=1"), blocks), "too-deep");
    EXPECT_EQ(code_of(p("{{> outer}}"), "{}", with("shared-blocks=1"), blocks), "too-many-blocks");
}

TEST(Limits, HoldForPackages) {
    const auto form = parsed(p("x"));
    ASSERT_TRUE(form.ok());
    const std::string package = form->fill_package(data("{}")).value();
    const auto opens = [&](std::string_view setting) { return Template::parse(package, {}, with(setting)).ok(); };
    EXPECT_TRUE(opens("entries=3"));  // mimetype, content.xml, manifest
    EXPECT_FALSE(opens("entries=2"));
    EXPECT_FALSE(opens("unpacked-size=200"));
    EXPECT_FALSE(opens("depth=2"));
}

}  // namespace
}  // namespace ehcflow::templates
