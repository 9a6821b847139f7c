#include <algorithm>
#include <gtest/gtest.h>
#include <string>

#include "templates/engine/heal.h"
#include "templates/engine/template.h"
#include "templates/engine/xml.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

TEST(Fill, PutsValuesIn) {
    EXPECT_EQ(filled(p("Dear {{who.name}},"), R"({"who":{"name":"Invented Person"}})"), p("Dear Invented Person,"));
    EXPECT_EQ(filled(p("{{a?}}|{{n}}|{{m}}"), R"({"n":12,"m":1.50})"), p("|12|1.50"));
    EXPECT_EQ(filled(p("{{x}}"), R"({"x":true})"), "[bad-value]");
}

// Unescaped data corrupts output.
TEST(Fill, AValueCanNeverCorruptTheDocument) {
    const char* nasty = R"({"x":"<b> & ]]> \" ' {{y}} <!-- é 日本 🙂"})";
    const std::string out = filled(p("{{x}}"), nasty);
    EXPECT_EQ(out, p("&lt;b&gt; &amp; ]]&gt; &quot; ' {{y}} &lt;!-- é 日本 🙂"));
    EXPECT_EQ(filled(p("{{x}}"), R"({"x":"a\nb\tc  d"})"), p("a<text:line-break/>b<text:tab/>c <text:s/>d"));
    EXPECT_EQ(filled(p("{{x}}"), R"({"x":"a\u0000b"})"), "[unprintable]");
    EXPECT_EQ(filled(p("{{x}}"), R"({"x":"\uffff"})"), "[unprintable]");
}

// Every printable text comes back from the document as it went in.
TEST(Fill, AnyTextRoundTrips) {
    const auto form = parsed(p("{{x}}"));
    ASSERT_TRUE(form.ok());
    unsigned seed = 1;
    const std::string_view letters[] = {"a", "<",    ">", "&",  "\"", "'", "{", "}", "]",
                                        "é", "🙂", " ", "\n", "\t", "0", ";", "#"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (unsigned n = 0; n < 12; ++n)
            text += letters[(seed = seed * 1103515245U + 12345U) / 65536U % std::size(letters)];
        Value::Object object;
        object.push_back({"x", Value(text)});
        const auto out = form->fill_flat(Value(std::move(object)));
        ASSERT_TRUE(out.ok());
        const auto tree = read_xml(*out);
        ASSERT_TRUE(tree.ok()) << *out;
        ASSERT_EQ(visible_text(*(*tree)->children[0]->children[0]->children[0]), text);
    }
}

// Tags split across runs.
TEST(Heal, ATagCutInPiecesIsPutTogether) {
    const char* json = R"({"child":{"name":"Invented"}})";
    EXPECT_EQ(filled(p("{<text:span>{child</text:span>.na<text:bookmark text:name=\"b\"/>me}} ok"), json),
              p("Invented<text:span></text:span><text:bookmark text:name=\"b\"></text:bookmark> ok"));
    EXPECT_EQ(filled(p("<text:span text:style-name=\"Bold\">{{child</text:span><text:soft-page-break/>.name}}!"), json),
              p("<text:span text:style-name=\"Bold\">Invented</text:span>!"));
    EXPECT_EQ(filled(p("{{child.name}} and {{chi<text:span>ld.name}} and {{child</text:span>.name}}"), json),
              p("Invented and Invented<text:span> and Invented</text:span>"));
}

TEST(Heal, WhatAWordProcessorCorrectsIsStillUnderstood) {
    const char* json = R"({"on":"2026-02-16","kind":"x"})";
    EXPECT_EQ(filled(p("{{on\xC2\xA0| date:\xC2\xA0\xE2\x80\x9C"
                       "D MMMM YYYY\xE2\x80\x9D}}"),
                     json),
              p("16 February 2026"));
    EXPECT_EQ(filled(p("{{#if kind == \xE2\x80\x98x\xE2\x80\x99}}yes{{/if}}"), json), p("yes"));
    EXPECT_EQ(filled(p("{{on<text:s/>| date}}"), json), p("16 February 2026"));
}

// Conditional and repeat do not nest; blank lines left behind.
TEST(Blocks, NestAndLeaveNothingBehind) {
    const std::string body = p("{{#each groups}}") + p("{{name}}:") + p("{{#each people}}") + p("{{#if @first}}") +
                             p("{{this}}, first of {{../name}}") + p("{{else}}") + p("{{@number}} {{this}}") +
                             p("{{/if}}") + p("{{/each}}") + p("{{else}}") + p("nobody") + p("{{/each}}");
    EXPECT_EQ(filled(body, R"({"groups":[{"name":"A","people":["x","y"]},{"name":"B","people":[]}]})"),
              p("A:") + p("x, first of A") + p("2 y") + p("B:"));
    EXPECT_EQ(filled(body, R"({"groups":[]})"), p("nobody"));
    EXPECT_EQ(filled(p("a{{#if x}}b{{#each y}}{{this}}{{#if @last}}{{else}}, {{/if}}{{/each}}{{else}}c{{/if}}d"),
                     R"({"x":1,"y":["1","2"]})"),
              p("ab1, 2d"));
}

TEST(Blocks, AMarkerTakesItsRowOrItsItemWithIt) {
    const auto row = [](std::string_view a, std::string_view b) {
        return "<table:table-row><table:table-cell>" + p(a) + "</table:table-cell><table:table-cell>" + p(b) +
               "</table:table-cell></table:table-row>";
    };
    EXPECT_EQ(filled("<table:table>" + row("{{#each rows}}", "") + row("{{a}}", "{{b}}") + row("{{/each}}", "") +
                         "</table:table>",
                     R"({"rows":[{"a":"1","b":"2"},{"a":"3","b":"4"}]})"),
              "<table:table>" + row("1", "2") + row("3", "4") + "</table:table>");
    const auto item = [](std::string_view text) { return "<text:list-item>" + p(text) + "</text:list-item>"; };
    EXPECT_EQ(filled("<text:list>" + item("{{#each x}}") + item("{{this}}") + item("{{/each}}") + "</text:list>",
                     R"({"x":["a","b"]})"),
              "<text:list>" + item("a") + item("b") + "</text:list>");
}

TEST(Conditions, FollowTheirOperators) {
    const char* json = R"({"a":2,"b":10,"s":"x","none":[],"empty":"","no":false,"day":"2026-02-16"})";
    const auto holds = [&](const std::string& condition) {
        return filled(p("{{#if " + condition + "}}y{{else}}n{{/if}}"), json) == p("y");
    };
    for (const char* yes :
         {"a &lt; b", "b > a", "s == 'x'", "s != \"y\"", "not none", "not empty", "not no", "not missing",
          "a &lt; b and (s == 'y' or s == 'x')", "day > '2026-02-15'", "a == 2", "a > -1", "not (a == b)"})
        EXPECT_TRUE(holds(yes)) << yes;
    for (const char* no :
         {"b &lt; a", "none", "empty", "no", "missing", "s == 'y'", "not s", "a == '2'", "s == 'y' or s == 'z'"})
        EXPECT_FALSE(holds(no)) << no;
}

TEST(Formatters, WriteAsPeopleRead) {
    struct Row {
        const char* tag;
        const char* json;
        const char* out;
    };
    const Row rows[] = {
        {"{{x | date}}", R"({"x":"2026-02-16"})", "16 February 2026"},
        {"{{x | date: \"dddd D MMM YY\"}}", R"({"x":"2026-02-06"})", "Friday 6 Feb 26"},
        {"{{x | date: \"DD/MM/YYYY\"}}", R"({"x":"2026-02-06"})", "06/02/2026"},
        {"{{x | list}}", R"({"x":["a","b","c"]})", "a, b and c"},
        {"{{x | list: \"or\"}}", R"({"x":["a","b"]})", "a or b"},
        {"{{x | money}}", R"({"x":1234.5})", "£1,234.50"},
        {"{{x | number}}", R"({"x":1234567})", "1,234,567"},
        {"{{x | possessive}}", R"({"x":"Ines"})", "Ines’"},
        {"{{x | upper}}", R"({"x":"draft"})", "DRAFT"},
        {"{{x | lower | sentence}}", R"({"x":"NEXT"})", "Next"},
    };
    for (const Row& row : rows) EXPECT_EQ(filled(p(row.tag), row.json), p(row.out)) << row.tag;
    EXPECT_EQ(filled(p("{{x | date}}"), R"({"x":"2026-02-30"})"), "[bad-value]");
    EXPECT_EQ(filled(p("{{x | list}}"), R"({"x":"a"})"), "[bad-value]");
}

TEST(Formatters, TakeAnArgumentFromTheData) {
    EXPECT_EQ(filled(p("{{born | age: on}}"), R"({"born":"2015-05-03","on":"2026-05-02"})"), p("10"));
    EXPECT_EQ(filled(p("{{born | age: x.on}}"), R"({"born":"2015-05-03","x":{"on":"2026-05-03"}})"), p("11"));
    EXPECT_EQ(filled(p("{{born | age: \"2025-02-28\"}}"), R"({"born":"2020-02-29"})"), p("4"));
    EXPECT_EQ(filled(p("{{born | age: on}}"), R"({"born":"2015-05-03"})"), "[missing-data]");
    EXPECT_EQ(filled(p("{{born | age}}"), R"({"born":"2015-05-03"})"), "[bad-argument]");
    EXPECT_EQ(filled(p("{{born | age: \"2014-01-01\"}}"), R"({"born":"2015-05-03"})"), "[bad-value]");
}

// What stands in the text of the filled document, from a rich field alone in its paragraph.
std::string rich(std::string_view commonmark) {
    const auto form = parsed("<text:p text:style-name=\"B\">{{x | rich}}</text:p>");
    if (!form) return "[" + form.error().front().code + "]";
    Value value;
    value.set("x", Value(commonmark));
    const auto out = form->fill_flat(value);
    if (!out) return "[" + out.error().front().code + "]";
    EXPECT_TRUE(read_xml(*out).ok()) << *out;
    const auto from = out->find("<office:text>") + 13;
    return out->substr(from, out->rfind("</office:text>") - from);
}

// Rich text from an editor into a template.
TEST(Rich, BecomesRealParagraphsListsAndEmphasis) {
    const auto b = [](std::string_view text) {
        return "<text:p text:style-name=\"B\">" + std::string(text) + "</text:p>";
    };
    EXPECT_EQ(rich("One.\nStill one.\n\nTwo."), b("One. Still one.") + b("Two."));
    EXPECT_EQ(rich("a **b** *c*"), b("a<text:s/><text:span text:style-name=\"Ehcflow_Strong\">b</text:span><text:s/>"
                                     "<text:span text:style-name=\"Ehcflow_Emphasis\">c</text:span>"));
    EXPECT_EQ(rich("- a\n- b\n  1. c"), "<text:list text:style-name=\"Ehcflow_Bullets\"><text:list-item>" + b("a") +
                                            "</text:list-item><text:list-item>" + b("b") +
                                            "<text:list text:style-name=\"Ehcflow_Numbers\"><text:list-item>" + b("c") +
                                            "</text:list-item></text:list></text:list-item></text:list>");
    EXPECT_EQ(rich("<b>1 & 2</b>"), b("&lt;b&gt;1 &amp; 2&lt;/b&gt;"));
    EXPECT_EQ(rich("<script>\nx\n</script>"), b("&lt;script&gt;<text:line-break/>x<text:line-break/>&lt;/script&gt;"));
    EXPECT_NE(rich("[a](https://example.org/?a=1&b=2)").find("xlink:href=\"https://example.org/?a=1&amp;b=2\">a<"),
              std::string::npos);
    EXPECT_EQ(rich("[a](javascript:x)"), b("a"));
    EXPECT_EQ(rich(""), "");
    EXPECT_EQ(rich(std::string(100, '>') + "x"), "[bad-value]");
    EXPECT_EQ(filled(p("Reasons: {{x | rich}}"), R"({"x":"a"})"), "[rich-not-alone]");
    EXPECT_EQ(filled(p("{{x | rich | upper}}"), R"({"x":"a"})"), "[bad-tag]");
    EXPECT_EQ(filled(p("{{x? | rich}}"), "{}"), "");
}

TEST(Rich, BringsItsStylesOnlyWhereItIsUsed) {
    const auto with = parsed(p("{{x | rich}}"));
    const auto without = parsed(p("{{x}}"));
    ASSERT_TRUE(with.ok() && without.ok());
    EXPECT_NE(with->fill_flat(data(R"({"x":"a"})"))->find("style:name=\"Ehcflow_Strong\""), std::string::npos);
    EXPECT_EQ(without->fill_flat(data(R"({"x":"a"})"))->find("Ehcflow_"), std::string::npos);
}

TEST(SharedBlocks, AreKeptOnce) {
    const BlockLoader blocks = [](const std::string& name) -> std::optional<std::string> {
        if (name == "help") return flat(p("Ring {{phone}}."));
        if (name == "loop") return flat(p("{{> loop}}"));
        return std::nullopt;
    };
    EXPECT_EQ(filled(p("Before") + p("{{&gt; help}}"), R"({"phone":"01632 960 800"})", blocks),
              p("Before") + p("Ring 01632 960 800."));
    EXPECT_EQ(filled(p("{{&gt; loop}}"), "{}", blocks), "[circular-block]");
    EXPECT_EQ(filled(p("{{&gt; nothing}}"), "{}", blocks), "[unknown-block]");
}

// No useful error: every fault at once, each with its place.
TEST(Findings, ComeAllAtOnceWithTheirPlaces) {
    const auto form = parsed(p("Dear {{who | dat}}") + p("{{#each x}}") + p("left {{open") + p("a {{/if}} b") +
                             p("{{x ==}}") + p("{{}}") + p("{{#unless x}}"));
    ASSERT_FALSE(form.ok());
    std::vector<std::string> codes;
    for (const Finding& finding : form.error()) {
        codes.push_back(finding.code);
        EXPECT_NE(finding.place.find("near \""), std::string::npos) << finding.code;
        EXPECT_FALSE(finding.mend.empty());
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"unknown-formatter", "unclosed-tag", "crossing-block", "bad-tag",
                                               "bad-tag", "bad-tag", "unclosed-block"}));
    EXPECT_EQ(form.error()[0].mend, "Did you mean \"date\"?");
}

TEST(Findings, SayWhichCellAndStyle) {
    const std::string cell = "<table:table-cell><text:p text:style-name=\"Money\">{{x | }}</text:p></table:table-cell>";
    const auto form = parsed(
        "<table:table><table:table-row><table:table-cell/></table:table-row><table:table-row>"
        "<table:table-cell/>" +
        cell + "</table:table-row></table:table>");
    ASSERT_FALSE(form.ok());
    EXPECT_EQ(form.error()[0].place, "near \"{{x | }}\" (style Money, row 2, cell 2)");
    EXPECT_EQ(parsed("<text:p><text:a xlink:href=\"{{x}}\" xmlns:xlink=\"x\">a</text:a></text:p>").error()[0].code,
              "tag-in-attribute");
}

TEST(Findings, AreSaidOnceForAllRows) {
    const auto form = parsed(p("{{#each rows}}") + p("{{a}}") + p("{{/each}}"));
    ASSERT_TRUE(form.ok());
    const auto out = form->fill_flat(data(R"({"rows":[{},{},{}]})"));
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().size(), 1U);
}

TEST(Findings, MissingDataIsNeverABlank) {
    const auto form = parsed(p("{{a}} {{b.c}} {{d?}}") + p("{{#each e}}") + p("{{/each}}"));
    ASSERT_TRUE(form.ok());
    const auto out = form->fill_flat(data(R"({"b":{},"d":null})"));
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().size(), 3U);
    EXPECT_EQ(out.error()[1].what, "\"b.c\" is not in the data.");
}

TEST(Fields, AreListedBeforeAnythingIsFilled) {
    const auto form = parsed(p("{{a?}}{{#if b}}{{/if}}") + p("{{#each list}}") + p("{{x}} {{../y}}") + p("{{/each}}"));
    ASSERT_TRUE(form.ok());
    std::vector<std::string> paths;
    for (const FieldUse& use : form->fields()) paths.push_back(use.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"a", "b", "list", "list[].x", "y"}));
}

TEST(Data, ComesBackAsItWentIn) {
    const char* json = R"({"b":[1,1.50,-3e2,true,null,"\u00e9\"\n<"],"a":{"x":{}},"c":[]})";
    const std::string written = interchange::write_value(data(json));
    EXPECT_EQ(written, "{\"b\":[1,1.50,-3e2,true,null,\"é\\\"\\n<\"],\"a\":{\"x\":{}},\"c\":[]}");
    EXPECT_EQ(interchange::read_value(written).value(), data(json));
}

TEST(Template, TheSameInputGivesTheSameBytes) {
    const auto form = parsed(p("{{x}}"));
    ASSERT_TRUE(form.ok());
    const auto one = form->fill_package(data(R"({"x":"a"})"));
    const auto two = form->fill_package(data(R"({"x":"a"})"));
    ASSERT_TRUE(one.ok() && two.ok());
    EXPECT_EQ(*one, *two);
    const auto entries = read_package(*one);
    ASSERT_TRUE(entries.ok());
    EXPECT_EQ(entries->front().name, "mimetype");
    EXPECT_EQ(entries->front().bytes, kOdtMediaType);
    EXPECT_TRUE(one->substr(30).starts_with("mimetypeapplication/vnd.oasis")) << "stored first, not packed";
    // A package is a template too, and gives the same text.
    const auto again = Template::parse(*one, {});
    ASSERT_TRUE(again.ok());
    const auto three = again->fill_package(data("{}"));
    ASSERT_TRUE(three.ok());
    EXPECT_NE((*read_package(*three))[1].bytes.find(">a<"), std::string::npos);
}

// A package's other entries come through as they were, packed once; a signature of the template's bytes does not.
TEST(Template, KeepsTheRestOfAPackage) {
    const std::string picture = "\x89PNG not to be packed \x01\x02";
    const std::string content =
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>{{x}}</text:p>"
        "</office:text></office:body></office:document-content>";
    const auto form = Template::parse(write_package({{"mimetype", std::string(kOdtMediaType)},
                                                     {"content.xml", content},
                                                     {"Pictures/", ""},
                                                     {"Pictures/a.png", picture},
                                                     {"big.txt", std::string(5000, 'a')},
                                                     {"META-INF/documentsignatures.xml", "<a/>"}}),
                                      {});
    ASSERT_TRUE(form.ok());
    const auto out = form->fill_package(data(R"({"x":"<&"})"));
    ASSERT_TRUE(out.ok());
    const auto entries = read_package(*out);
    ASSERT_TRUE(entries.ok()) << entries.error();
    ASSERT_EQ(entries->size(), 5U);
    EXPECT_NE((*entries)[1].bytes.find("<text:p>&lt;&amp;</text:p>"), std::string::npos);
    EXPECT_EQ((*entries)[3].bytes, picture);
    EXPECT_EQ((*entries)[4].bytes, std::string(5000, 'a'));
}

TEST(Hostile, WhatIsNoTemplateIsNamed) {
    const std::string good = *parsed(p("x"))->fill_package(data("{}"));
    const std::string bad[] = {"",
                               "text named .odt",
                               "PK\x03\x04",
                               good.substr(0, good.size() / 2),
                               good.substr(0, good.size() - 10),
                               "<a/>",
                               "<office:document>",
                               "<!DOCTYPE a [<!ENTITY b \"c\">]><office:document>&b;</office:document>",
                               std::string(100000, '<'),
                               write_package({{"mimetype", std::string(kOdtMediaType)}}),
                               write_package({{"mimetype", "text/plain"}, {"content.xml", "<a/>"}}),
                               write_package({{"mimetype", std::string(kOdtMediaType)}, {"content.xml", "not xml"}})};
    for (const std::string& bytes : bad) {
        const auto form = Template::parse(bytes, {});
        ASSERT_FALSE(form.ok()) << bytes.substr(0, 40);
        EXPECT_EQ(form.error().front().code, "not-a-template") << bytes.substr(0, 40);
    }
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<a>";
    EXPECT_FALSE(Template::parse(deep, {}).ok());
}

TEST(Hostile, APackageIsCheckedBeforeItIsUnpacked) {
    const std::string type(kOdtMediaType);
    EXPECT_FALSE(read_package(write_package({{"mimetype", type}, {"../outside", "x"}})).ok());
    EXPECT_FALSE(read_package(write_package({{"mimetype", type}, {"/outside", "x"}})).ok());
    EXPECT_FALSE(read_package(write_package({{"mimetype", type}, {"content.xml", std::string(20'000'000, ' ')}})).ok())
        << "a bomb";
    Limits limits;
    limits.entries = 2;
    EXPECT_FALSE(read_package(write_package({{"mimetype", type}, {"a", "x"}, {"b", "x"}}), limits).ok());
    limits.package_bytes = 10;
    EXPECT_FALSE(Template::parse(write_package({{"mimetype", type}, {"a", "x"}}), {}, limits).ok());
    EXPECT_FALSE(interchange::read_value(std::string(100000, '[')).ok());
    EXPECT_FALSE(interchange::read_value("{\"a\":\"\xFF\"}").ok());
    EXPECT_EQ(interchange::read_value("{\"a\":1,\"a\":2}").error(), "the name \"a\" stands twice in one object");
    EXPECT_EQ(interchange::read_value("{\"a\":1e999}").error(), "a number is out of range");
    EXPECT_EQ(interchange::read_value("{\"a\":}").error(), "not JSON: the fault is at byte 6");
}

}  // namespace
}  // namespace ehcflow::templates
