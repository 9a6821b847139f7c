// What is said against a template beside its tags, and the copy of it with comments.
#include "templates/engine/check.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "templates/engine/annotate.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

constexpr std::string_view kTitled = "<office:meta><dc:title>A letter</dc:title></office:meta>";
constexpr std::string_view kStyled =
    "<office:styles><style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"en\" "
    "fo:country=\"GB\"/></style:default-style></office:styles>";

// A sound document, with these further automatic styles, around this body.
std::string sound(std::string_view body, std::string_view styles = "") {
    std::string whole = flat(body);
    whole.insert(whole.find("<office:body>"), std::string(kTitled) + std::string(kStyled) +
                                                  "<office:automatic-styles>" + std::string(styles) +
                                                  "</office:automatic-styles>");
    return whole;
}

std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> list;
    for (const Finding& finding : findings) list.push_back(finding.code);
    return list;
}

std::vector<std::string> codes_of(std::string_view body, std::string_view styles = "") {
    return codes(check(sound(body, styles), {}));
}

std::string style(std::string_view name, std::string_view family, std::string_view properties) {
    return "<style:style style:name=\"" + std::string(name) + "\" style:family=\"" + std::string(family) +
           "\"><style:text-properties " + std::string(properties) + "/></style:style>";
}

TEST(Check, FindsNothingInASoundTemplate) {
    EXPECT_EQ(codes_of("<text:h text:outline-level=\"1\">Our decision</text:h>" + p("Dear {{name}},") +
                       p("We will assess. See <text:a xlink:href=\"https://example.org\">example.org</text:a>.")),
              std::vector<std::string>{});
}

TEST(Check, FindsWhatShutsReadersOut) {
    const std::string image = "<draw:frame><draw:image xlink:href=\"Pictures/a.png\"/></draw:frame>";
    const std::string spanned = "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\">" +
                                p("a.") +
                                "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>";
    struct Row {
        const char* code;
        std::string body;
        std::string styles;
    };
    const Row rows[] = {
        {"no-alternative-text", p(image), ""},
        {"fake-heading", p("<text:span text:style-name=\"B\">What happens next</text:span>") + p("More."),
         style("B", "text", "fo:font-weight=\"bold\"")},
        {"fake-heading", "<text:p text:style-name=\"P1\">What happens next</text:p>",
         style("P1", "paragraph", "fo:font-weight=\"bold\"")},
        {"fake-list", p("1. First thing.") + p("2. Second thing."), ""},
        {"fake-list", p("- First thing.") + p("- Second thing."), ""},
        {"merged-cells", spanned, ""},
        {"no-header-row", "<table:table>" + row("Need.", "Help.") + row("{{a}}.", "{{b}}.") + "</table:table>", ""},
        {"poor-contrast", "<text:p text:style-name=\"P1\">Words.</text:p>",
         style("P1", "paragraph", "fo:color=\"#999999\"")},
        {"poor-contrast", p("<text:span text:style-name=\"T\">words</text:span>."),
         style("T", "text", "fo:color=\"#ffffff\"")},
        {"blinking", p("a."), style("T", "text", "style:text-blinking=\"true\"")},
        {"font-missing", p("a."), style("T", "text", "fo:font-family=\"'Comic Sans MS'\"")},
        {"link-words", p("Look <text:a xlink:href=\"https://example.org\">here</text:a>."), ""},
        {"heading-order",
         "<text:h text:outline-level=\"1\">One</text:h><text:h text:outline-level=\"3\">Three</text:h>", ""},
        {"moving-date", p("On <text:date>16/02/2026</text:date>."), ""},
        {"merged-across-rows",
         "<table:table><table:table-header-rows>" + row("A.", "B.") +
             "</table:table-header-rows>"
             "<table:table-row><table:table-cell table:number-rows-spanned=\"3\">" +
             p("a.") + "</table:table-cell><table:table-cell/></table:table-row>" + row("{{#each x}}", "") +
             row("{{/each}}", "") + "</table:table>",
         ""},
    };
    for (const Row& one : rows) {
        const auto found = codes_of(one.body, one.styles);
        EXPECT_NE(std::find(found.begin(), found.end(), one.code), found.end()) << one.code;
        EXPECT_LE(found.size(), 3U) << one.code;
    }
}

TEST(Check, LeavesAloneWhatIsWell) {
    EXPECT_EQ(
        codes_of(p("<draw:frame><draw:image xlink:href=\"Pictures/a.png\"/><svg:title>Crest</svg:title></draw:frame>")),
        std::vector<std::string>{});
    EXPECT_EQ(codes_of(p("On <text:date text:fixed=\"true\">16/02/2026</text:date>.")), std::vector<std::string>{});
    EXPECT_EQ(
        codes_of("<text:p text:style-name=\"P1\">Words.</text:p>", style("P1", "paragraph", "fo:color=\"#595959\"")),
        std::vector<std::string>{});
    EXPECT_EQ(codes_of("<office:forms/>" + p("1. Only one.") + p("Then words.")), std::vector<std::string>{});
}

TEST(Check, SaysThatTitleAndLanguageAreMissing) {
    const auto found = codes(check(flat(p("a.")), {}));
    EXPECT_EQ(found, (std::vector<std::string>{"no-title", "no-language"}));
}

// What runs, what is fetched, what is embedded: a template with any of these is not used at all.
TEST(Check, RefusesWhatEndangersItsReaders) {
    struct Row {
        const char* code;
        std::string body;
    };
    const Row rows[] = {
        {"script", p("<text:script xlink:href=\"a\"/>x")},
        {"script", p("<text:a "
                     "xlink:href=\"#x\"><office:event-listeners><script:event-listener/></"
                     "office:event-listeners>words</text:a>")},
        {"embedded-object", p("<draw:frame><draw:object-ole xlink:href=\"./Object 1\"/></draw:frame>")},
        {"embedded-object", p("<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame>")},
        {"form", "<office:forms><form:form/></office:forms>" + p("x")},
        {"link-out",
         p("<draw:frame><draw:image xlink:href=\"https://example.org/a.png\"/><svg:title>a</svg:title></draw:frame>")},
        {"link-out", p("<draw:frame><draw:image xlink:href=\"../a.png\"/><svg:title>a</svg:title></draw:frame>")},
        {"link-out", p("<draw:frame><draw:image xlink:href=\"/etc/a.png\"/><svg:title>a</svg:title></draw:frame>")},
        {"link-out", "<text:section text:name=\"s\"><text:section-source xlink:href=\"file:///a.odt\"/>" + p("x") +
                         "</text:section>"},
        {"link-out", p("<text:a xlink:href=\"vnd.sun.star.script:x\">words</text:a>")},
    };
    for (const Row& one : rows) {
        std::string bytes = sound(one.body);
        bytes.replace(bytes.find("<office:document "), 17,
                      "<office:document xmlns:script=\"urn:s\" xmlns:form=\"urn:f\" ");
        const auto form = Template::parse(bytes, {});
        ASSERT_FALSE(form.ok()) << one.body;
        EXPECT_EQ(form.error()[0].code, one.code);
        EXPECT_EQ(form.error()[0].severity, Severity::Error);
    }
    const auto macros = Template::parse(
        write_package({{"mimetype", std::string(kOdtMediaType)},
                       {"content.xml",
                        "<office:document-content xmlns:office=\"o\"><office:body><office:text/></office:body>"
                        "</office:document-content>"},
                       {"Basic/Standard/Module1.xml", "<a/>"}}),
        {});
    ASSERT_FALSE(macros.ok());
    EXPECT_EQ(macros.error()[0].code, "macro");
}

TEST(Check, TriesATemplateWithData) {
    const std::string bytes = sound(p("{{child.nmae}} {{when | date}}.") + p("{{#if never}}{{cihld.name}}{{/if}}.") +
                                    p("{{#each rows}}{{labl?}}{{/each}}."));
    const Value values = data(R"({"child":{"name":"Invented"},"when":"soon","rows":[{"label":"a"}]})");
    CheckSettings settings;
    settings.data = &values;
    const Findings findings = check(bytes, {}, settings);
    std::vector<std::string> said;
    for (const Finding& finding : findings) said.push_back(finding.code + ": " + finding.mend);
    EXPECT_EQ(said,
              (std::vector<std::string>{
                  "unknown-field: Did you mean \"child.name\"?", "bad-value: Correct the data, or the formatter.",
                  "unknown-field: Did you mean \"child.name\"?", "unknown-field: Did you mean \"rows[].label\"?"}));
}

// A fault in one place keeps nobody from hearing of the others.
TEST(Check, ComparesTheNamesOfATemplateThatCannotBeFilledYet) {
    const Value values = data(R"({"child":{"name":"Invented"}})");
    CheckSettings settings;
    settings.data = &values;
    EXPECT_EQ(codes(check(sound(p("{{child.nmae}} {{#if.")), {}, settings)),
              (std::vector<std::string>{"unclosed-tag", "unknown-field"}));
}

TEST(Check, TriesATemplateThatCannotBeFilledYet) {
    const Value values = data(R"({"child":{"name":"Invented"},"people":[{"role":"teacher"}]})");
    CheckSettings settings;
    settings.data = &values;
    const auto codes_with_data = [&](const std::string& body) { return codes(check(sound(body), {}, settings)); };
    EXPECT_EQ(
        codes_with_data(p("{{officer.telephone}}.") + p("{{child.name | date}} {{child.name | dat}}.") +
                        p("{{#if nobody}}") + p("{{copies}}.")),
        (std::vector<std::string>{"missing-data", "unknown-formatter", "bad-value", "unclosed-block", "missing-data"}));
    // Names after a repetition that does not end may be meant inside it or outside.
    EXPECT_EQ(codes_with_data(p("{{#each people}}") + p("{{child.name}} {{rloe}}.")),
              (std::vector<std::string>{"unclosed-block"}));
    const Findings in_text = check_text("{{child.nmae}}\n{{#if people}}\n{{copies}}", TextKind::Plain, {}, settings);
    EXPECT_EQ(codes(in_text), (std::vector<std::string>{"unclosed-block", "unknown-field", "missing-data"}));
}

TEST(Check, KnowsAFormatterOnTheWrongType) {
    EXPECT_EQ(codes_of(p("{{a | money | date}}.")), std::vector<std::string>{"wrong-type"});
    EXPECT_EQ(codes_of(p("{{a | date}} {{a | money}}.")), std::vector<std::string>{"wrong-type"});
    EXPECT_EQ(codes_of(p("{{#each a}}x{{/each}} {{a | date}}.")), std::vector<std::string>{"wrong-type"});
    EXPECT_EQ(codes_of(p("{{a | upper: \"x\"}}.")), std::vector<std::string>{"bad-argument"});
    EXPECT_EQ(codes_of(p("{{a | number: \"x\"}}.")), std::vector<std::string>{"bad-argument"});
    EXPECT_EQ(codes_of(p("{{a | list | upper}} {{b | age: c | words}} {{d | date}} {{d | weekday}}.")),
              std::vector<std::string>{});
}

std::string content_of(const std::string& package) {
    const auto entries = read_package(package);
    EXPECT_TRUE(entries.ok());
    for (const Entry& entry : *entries)
        if (entry.name == "content.xml") return entry.bytes;
    return {};
}

TEST(Annotate, PutsEachFindingAtItsParagraph) {
    const std::string bytes = flat(p("Sound.") + p("Dear {{who | dat}},") + "<table:table>" + row("{{#each x}}", "") +
                                   row("{{a | }}", "b") + "</table:table>");
    const Findings findings = check(bytes, {});
    ASSERT_EQ(findings.size(), 6U);
    const auto copy = annotate(bytes, findings);
    ASSERT_TRUE(copy.ok());
    const std::string content = content_of(*copy);
    const auto at = [&](std::string_view text) { return content.find(text); };
    EXPECT_LT(at("It has no title"), at("Sound."));
    EXPECT_LT(at("Sound."), at("No formatter is called"));
    EXPECT_LT(at("No formatter is called"), at("Dear {{who"));
    EXPECT_LT(at("Dear {{who"), at("is opened here and not closed"));
    EXPECT_LT(at("is opened here and not closed"), at("{{#each x}}<"));
    // The copy is a template again: mended in place, its comments do not reach a letter.
    const auto again = check(*copy, {});
    EXPECT_EQ(codes(again), codes(findings));
}

// Nobody can comment in a header or a footer: what is about one stands at the first paragraph of the pages that have
// it, and says where to look. In a package the pages stand in a stream of their own, whose elements have their own
// numbers.
TEST(Annotate, PutsWhatIsAboutAFooterAtThePagesThatHaveIt) {
    const auto page = [](std::string_view name, std::string_view next, std::string_view footer) {
        return "<style:master-page style:name=\"" + std::string(name) + "\" style:next-style-name=\"" +
               std::string(next) + "\"><style:footer>" + p(footer) + "</style:footer></style:master-page>";
    };
    std::string letter =
        flat(p("Before.") + "<text:p text:style-name=\"Opens\">Dear {{who}},</text:p>" + p("Yours {{x | dat}}"));
    letter.insert(letter.find("<office:body>"),
                  "<office:automatic-styles><style:style style:name=\"Opens\" style:family=\"paragraph\" "
                  "style:master-page-name=\"First\"/></office:automatic-styles><office:master-styles>" +
                      page("Unused", "", "{{a | uper}}") + page("First", "Later", "{{a | lowr}}") +
                      page("Later", "Later", "{{a | lst}}") + "</office:master-styles>");
    const auto flat_as_package = annotate(letter, {});
    ASSERT_TRUE(flat_as_package.ok());
    for (const std::string& bytes : {letter, *flat_as_package}) {
        const Findings findings = check(bytes, {});
        const auto copy = annotate(bytes, findings);
        ASSERT_TRUE(copy.ok());
        const std::string content = content_of(*copy);
        const auto at = [&](std::string_view text) {
            EXPECT_NE(content.find(text), std::string::npos) << text;
            return content.find(text);
        };
        EXPECT_LT(at("Before."),
                  at("In the footer of the page style &quot;First&quot;, near &quot;{{a | lowr}}&quot;"));
        EXPECT_LT(at("Before."), at("In the footer of the page style &quot;Later&quot;"));
        EXPECT_LT(at("In the footer of the page style &quot;Later&quot;"), at("Dear {{who}}"));
        EXPECT_LT(at("In the footer of the page style &quot;Unused&quot;"), at("Before.")) << "at the beginning";
        EXPECT_LT(at("Dear {{who}}"), at("&quot;dat&quot;"));
    }
}

TEST(Annotate, FindsAPlaceForWhatHasNone) {
    const std::string bytes = flat("");
    const auto copy = annotate(bytes, check(bytes, {}));
    ASSERT_TRUE(copy.ok());
    EXPECT_NE(content_of(*copy).find("office:annotation"), std::string::npos);
    EXPECT_FALSE(annotate("no template", {}).ok());
}

TEST(Preview, MarksWhatIsMissingAndSaysIt) {
    const auto form = parsed(p("Dear {{who.name}}, {{on | date}}") + p("{{#each rows}}") + p("{{label}}") +
                             p("{{/each}}") + p("{{why | rich}}") + p("{{known?}}"));
    ASSERT_TRUE(form.ok());
    const Filled filled = form->preview_flat(data(R"({"on":"soon"})"));
    EXPECT_NE(filled.bytes.find("Dear [[who.name is missing]], [[on: "), std::string::npos);
    EXPECT_NE(filled.bytes.find(p("[[label is missing]]") + p("[[why is missing]]") + "</office:text>"),
              std::string::npos);
    EXPECT_EQ(filled.findings.size(), 5U);
    EXPECT_FALSE(form->fill_flat(data("{}")).ok()) << "a preview is never issued";
    const Filled whole = form->preview_package(data(R"({"who":{"name":"V"},"on":"2026-02-16","rows":[],"why":"a"})"));
    EXPECT_TRUE(whole.findings.empty());
}

}  // namespace
}  // namespace ehcflow::templates
