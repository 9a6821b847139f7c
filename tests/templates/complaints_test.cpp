// The ten complaints that users of other document engines make, each held off by a test of its name. Those about the
// office and its PDF (seven, eight and nine) are in tests/office/complaints_test.cpp.
#include <algorithm>
#include <gtest/gtest.h>

#include "templates/engine/annotate.h"
#include "templates/engine/check.h"
#include "templates/engine/xml.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

// Every way to cut one tag into spans, bookmarks and marks of the word processor.
TEST(Complaint1, TagsSplitAcrossRuns) {
    const std::string tag = "{{child.name | upper}}";
    const std::string cuts[] = {"</text:span><text:span>", "<text:bookmark text:name=\"b\"/>",
                                "<text:soft-page-break/>", "<text:change text:change-id=\"c\"/>",
                                "</text:span><text:span text:style-name=\"T1\">"};
    for (const std::string& cut : cuts)
        for (std::size_t one = 1; one < tag.size(); ++one)
            for (std::size_t two = one; two < tag.size(); two += 3) {
                const std::string cut_up =
                    tag.substr(0, one) + cut + tag.substr(one, two - one) + cut + tag.substr(two);
                const std::string out =
                    filled(p("a <text:span>" + cut_up + "</text:span> z"), R"({"child":{"name":"V"}})");
                std::string words;
                bool in_tag = false;
                for (const char c : out) {
                    if (c == '<' || c == '>')
                        in_tag = c == '<';
                    else if (!in_tag)
                        words += c;
                }
                ASSERT_EQ(words, "a V z") << cut_up;
            }
}

// Five faults in one letter: five findings in one pass, each with its place, its reason and what to do, and each a
// comment in the copy.
TEST(Complaint2, NoUsefulError) {
    const std::string bytes =
        flat(p("Dear {{child.name | uper}},") + p("{{#if agreed}}We will assess.") + p("On {{sent_on | date: }}.") +
             "<table:table>" + row("{{#each outcomes}}", "") + row("{{label}}", "{{amount") + "</table:table>");
    const Findings findings = check(bytes, {});
    std::vector<std::string> errors;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::Error) continue;
        errors.push_back(finding.code);
        EXPECT_NE(finding.place.find("near \""), std::string::npos);
        EXPECT_FALSE(finding.what.empty() || finding.mend.empty());
        EXPECT_NE(finding.element, 0U);
    }
    EXPECT_EQ(errors, (std::vector<std::string>{"unknown-formatter", "unclosed-block", "bad-tag", "unclosed-block",
                                                "unclosed-tag"}));
    const auto copy = annotate(bytes, findings);
    ASSERT_TRUE(copy.ok());
    const auto entries = read_package(*copy);
    ASSERT_TRUE(entries.ok());
    for (const Finding& finding : findings) {
        std::string words;
        append_escaped(words, finding.what);
        EXPECT_NE((*entries)[1].bytes.find(words), std::string::npos) << finding.what;
    }
}

TEST(Complaint3, UnescapedDataCorruptsOutput) {
    for (const char* nasty :
         {"<b>", "a & b", "]]>", "&amp;", "\\\"'", "<!--", "{{x}}", "{{#if x}}", "</text:p>", "<?x?>"}) {
        const auto form = parsed(p("{{x}}") + p("{{x | rich}}") + "<text:h>{{x}}</text:h>");
        ASSERT_TRUE(form.ok());
        const auto out = form->fill_flat(filling::data("{\"x\":\"" + std::string(nasty) + "\"}"));
        ASSERT_TRUE(out.ok()) << nasty << out.error()[0].code << out.error()[0].what;
        EXPECT_TRUE(read_xml(*out).ok()) << nasty;
    }
    EXPECT_EQ(filled(p("{{#if a > 2}}{{b}}{{/if}}"), R"({"a":3,"b":"<"})"), p("&lt;"));
    EXPECT_EQ(filled(p("{{#if a &lt; 2}}x{{else}}y{{/if}}"), R"({"a":3})"), p("y"));
}

// Three deep, over paragraphs, items, rows and words, with nothing left behind where nothing is said.
TEST(Complaint4, ConditionAndRepetitionDoNotNest) {
    const std::string body = p("{{#if open}}") + p("{{#each groups}}") + p("{{#if people}}") + p("{{name}}") +
                             "<text:list>" + item("{{#each people}}") + item("{{this}}{{#if @last}}.{{else}};{{/if}}") +
                             item("{{/each}}") + "</text:list>" + p("{{else}}") + p("{{#if ../strict}}none{{/if}}") +
                             p("{{/if}}") + p("{{/each}}") + p("{{/if}}") + p("end");
    EXPECT_EQ(filled(body, R"({"open":true,"groups":[{"name":"A","people":["x","y"]},{"name":"B","people":[]}]})"),
              p("A") + "<text:list>" + item("x;") + item("y.") + "</text:list>" + p("end"));
    EXPECT_EQ(filled(body, R"({"open":true,"strict":1,"groups":[{"name":"B","people":[]}]})"), p("none") + p("end"));
    EXPECT_EQ(filled(body, R"({"open":false})"), p("end"));
    const std::string rows = "<table:table>" + row("Need", "Help") + row("{{#each x}}", "") + row("{{#if a}}", "") +
                             row("{{a}}", "{{b?}}") + row("{{/if}}", "") + row("{{/each}}", "") + "</table:table>";
    EXPECT_EQ(filled(rows, R"({"x":[{"a":"1","b":"2"},{"a":""},{"a":"3"}]})"),
              "<table:table>" + row("Need", "Help") + row("1", "2").substr(0) + "<table:table-row><table:table-cell>" +
                  p("3") +
                  "</table:table-cell><table:table-cell>"
                  "</table:table-cell></table:table-row></table:table>");
}

TEST(Complaint5, RichTextIntoATemplate) {
    const std::string out = filled(
        p("{{x | rich}}"),
        R"({"x":"We *will* **assess**.\n\n1. One\n2. Two\n   - deeper\n\n[Help](https://example.org)\n\n| Need | Help |\n|---|---|\n| a | **b** |"})");
    for (const char* part :
         {"Ehcflow_Emphasis\">will<", "Ehcflow_Strong\">assess<", "Ehcflow_Numbers", "Ehcflow_Bullets",
          "xlink:href=\"https://example.org\">Help<", "<table:table-header-rows>", ">Need<", "Ehcflow_Strong\">b<"})
        EXPECT_NE(out.find(part), std::string::npos) << part << "\n" << out;
}

TEST(Complaint6, FieldsAreListedBeforeItRuns) {
    const auto form = parsed(p("{{child.name}} {{born | date}} {{cost | money}} {{known?}} {{names | list}}") +
                             p("{{#if agreed}}") + p("{{why | rich}}") + p("{{/if}}") + p("{{#each rows}}") +
                             p("{{on | weekday}}") + p("{{/each}}") + p("{{image crest alt: \"Crest\"}}"));
    ASSERT_TRUE(form.ok());
    std::vector<std::string> fields;
    for (const FieldUse& use : form->fields())
        fields.push_back(use.path + ": " + use.kind + ", " + std::string(in_words(use.type)) +
                         (use.optional ? "?" : ""));
    EXPECT_EQ(fields,
              (std::vector<std::string>{"child.name: value, a value", "born: value, a day", "cost: value, a number",
                                        "known: value, a value?", "names: value, a list", "agreed: condition, a value?",
                                        "why: rich, a value", "rows: list, a list", "rows[].on: value, a day",
                                        "crest: image, text"}));
}

TEST(Complaint10, FontsMissingOnTheServer) {
    std::string bytes = flat(p("a."));
    bytes.insert(bytes.find("<office:body>"),
                 "<office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
                 "fo:font-family=\"&apos;Gill Sans&apos;\"/></style:style></office:automatic-styles>");
    const auto says_so = [](const Findings& findings) {
        return std::any_of(findings.begin(), findings.end(), [](const Finding& one) {
            return one.code == "font-missing" && one.what.find("Gill Sans") != std::string::npos;
        });
    };
    EXPECT_TRUE(says_so(check(bytes, {})));
    CheckSettings settings;
    constexpr std::string_view kBought[] = {"Gill Sans"};
    settings.fonts = kBought;
    EXPECT_FALSE(says_so(check(bytes, {}, settings)));
}

}  // namespace
}  // namespace ehcflow::templates
