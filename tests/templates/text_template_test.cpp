#include "templates/engine/text_template.h"

#include <gtest/gtest.h>
#include <string>

#include "interchange/value.h"

namespace ehcflow::templates {
namespace {

Value data(std::string_view json) {
    auto value = interchange::read_value(json);
    EXPECT_TRUE(value.ok()) << (value.ok() ? "" : value.error());
    return std::move(value).value();
}

std::string filled(std::string_view text, std::string_view json, TextKind kind, const BlockLoader& blocks = {}) {
    const auto form = TextTemplate::parse(text, kind, blocks);
    if (!form) return "[" + form.error().front().code + "]";
    const auto out = form->fill(data(json));
    return out ? *out : "[" + out.error().front().code + "]";
}
std::string page(std::string_view text, std::string_view json, const BlockLoader& blocks = {}) {
    return filled(text, json, TextKind::Html, blocks);
}

TEST(Page, EscapesAValueForThePlaceWhereItStands) {
    const char* nasty = R"({"x":"<b a=\"1\" c='2'>&"})";
    EXPECT_EQ(page("<p>{{x}}</p>", nasty), "<p>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>");
    EXPECT_EQ(page("<p title='{{x}}'>", nasty), "<p title='&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;'>");
    EXPECT_EQ(page("<a href=\"/cases/{{x}}?a={{x}}\">", R"({"x":"a/b c&é"})"),
              "<a href=\"/cases/a%2Fb%20c%26%C3%A9?a=a%2Fb%20c%26%C3%A9\">");
    EXPECT_EQ(page("<a href=\"{{x}}\">", R"({"x":"/cases?a=1&b=2"})"), "<a href=\"/cases?a=1&amp;b=2\">");
    EXPECT_EQ(page("{{x}}", R"({"x":"a\u0000"})"), "[unprintable]");
}

TEST(Page, RefusesAnAddressThatRunsSomething) {
    for (const char* bad : {"javascript:alert(1)", "JaVaScript:x", " javascript:x", "java\\tscript:x",
                            "data:text/html,x", "vbscript:x", "\\u0001javascript:x"}) {
        const std::string json = std::string("{\"x\":\"") + bad + "\"}";
        EXPECT_TRUE(page("<a href=\"{{x}}\">", json).starts_with("[")) << bad;
    }
    for (const char* good :
         {"https://example.org/a:b", "mailto:a@example.org", "tel:01632960800", "/a:b", "#a", "?b=c:d", ""})
        EXPECT_FALSE(page("<a href='{{x}}'>", std::string("{\"x\":\"") + good + "\"}").starts_with("[")) << good;
}

TEST(Page, RefusesPlacesWhereNoEscapingHelps) {
    for (const char* bad :
         {"<script>{{x}}</script>", "<SCRIPT type=a>var a = \"{{x}}\"</SCRIPT>", "<script/>{{x}}</script>",
          "<style>{{x}}</style>", "<a href={{x}}>", "<a {{x}}>", "<a {{x}}=\"1\">", "<{{x}}>", "<!-- {{x}} -->",
          "<a onclick=\"{{x}}\">", "<a ONCLICK='{{x}}'>", "<a style=\"{{x}}\">", "<iframe srcdoc=\"{{x}}\">",
          "<a b=c{{x}}>", "<a {{#if x}}on{{/if}}click=\"{{x}}\">", "<a hr{{#if x}}ef{{/if}}=\"{{x}}\">"})
        EXPECT_EQ(page(bad, R"({"x":"v"})"), "[unsafe-place]") << bad;
    EXPECT_EQ(page("<script>a</script>{{x}}", R"({"x":"v"})"), "<script>a</script>v");
    EXPECT_EQ(page("1 < 2 {{x}}", R"({"x":"v"})"), "1 < 2 v");
}

TEST(Page, ABlockEndsInTheKindOfPlaceInWhichItBegan) {
    EXPECT_EQ(page("{{#if x}}<script>{{/if}}{{y}}", R"({"x":1,"y":"v"})"), "[crossing-block]");
    EXPECT_EQ(page("<p class=\"{{#if x}}\">{{/if}}", "{}"), "[crossing-block]");
    EXPECT_EQ(page("<p class=\"a{{#if x}} b{{else}} c{{/if}}\">", R"({"x":1})"), "<p class=\"a b\">");
    EXPECT_EQ(page("<input {{#if x}}checked{{else}}disabled{{/if}}>{{y}}", R"({"y":"v"})"), "<input disabled>v");
    EXPECT_EQ(page("<input{{#if x}} value=\"{{x}}\"{{/if}}>", R"({"x":"\">"})"), "<input value=\"&quot;&gt;\">");
    EXPECT_EQ(page("<p>{{#each x}}<b>{{this}}</b>{{/each}}</p>", R"({"x":["1","2"]})"), "<p><b>1</b><b>2</b></p>");
    EXPECT_EQ(page("<p class=\"a", "{}"), "[bad-markup]");
}

TEST(Page, AMarkerAloneOnItsLineTakesTheLine) {
    EXPECT_EQ(page("<ul>\n  {{#each x}}\n  <li>{{this}}</li>\n  {{/each}}\n</ul>\n", R"({"x":["1","2"]})"),
              "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n");
}

TEST(Page, IncludesSharedBlocks) {
    const BlockLoader blocks = [](const std::string& name) -> std::optional<std::string> {
        if (name == "head") return "<title>{{title}}</title>\n";
        if (name == "open") return "<a href=\"";
        if (name == "bad") return "\n<a {{x}}>";
        return std::nullopt;
    };
    EXPECT_EQ(page("{{> head}}\n<p>{{title}}</p>", R"({"title":"A & B"})", blocks),
              "<title>A &amp; B</title>\n<p>A &amp; B</p>");
    EXPECT_EQ(page("{{> open}}{{x}}", "{}", blocks), "[bad-markup]");
    EXPECT_EQ(page("<a b=\"{{> head}}\">", "{}", blocks), "[unsafe-place]");
    const auto bad = TextTemplate::parse("\n{{> bad}}", TextKind::Html, blocks);
    ASSERT_FALSE(bad.ok());
    EXPECT_EQ(bad.error()[0].place, "block bad, line 2");
}

TEST(Page, TakesRichText) {
    EXPECT_EQ(page("{{x | rich}}", R"({"x":"a **b**\n\n- <i>c</i>"})"),
              "<p>a <strong>b</strong></p><ul><li><p>&lt;i&gt;c&lt;/i&gt;</p></li></ul>");
    EXPECT_EQ(page("<a b=\"{{x | rich}}\">", R"({"x":"a"})"), "[rich-not-alone]");
    EXPECT_EQ(filled("{{x | rich}}", R"({"x":"a *b*"})", TextKind::Plain), "a *b*");
}

TEST(PlainText, IsFilledAsItStands) {
    EXPECT_EQ(filled("Dear {{x}},\n{{#if y}}\nyes\n{{/if}}\nend", R"({"x":"<A & B>","y":true})", TextKind::Plain),
              "Dear <A & B>,\nyes\nend");
    EXPECT_EQ(filled("{{x", "{}", TextKind::Plain), "[unclosed-tag]");
    EXPECT_EQ(filled("a\xFF", "{}", TextKind::Plain), "[not-a-template]");
    EXPECT_EQ(filled("{{#if x}}", "{}", TextKind::Plain), "[unclosed-block]");
}

}  // namespace
}  // namespace ehcflow::templates
