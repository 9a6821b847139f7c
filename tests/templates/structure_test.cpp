// Where tags may stand, what goes with them, and what a word processor does to them in the meantime.
#include <chrono>
#include <gtest/gtest.h>

#include "templates/engine/heal.h"
#include "templates/engine/xml.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

TEST(Places, ATagMayStandWhereverTextStands) {
    const char* json = R"({"x":"V","l":["1","2"]})";
    const std::string note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>";
    EXPECT_EQ(filled(p("a" + note + p("{{x}}") + "</text:note-body></text:note>"), json),
              p("a" + note + p("V") + "</text:note-body></text:note>"));
    const std::string frame = "<draw:frame draw:name=\"f\"><draw:text-box>";
    EXPECT_EQ(
        filled(p(frame + p("{{#each l}}") + p("{{this}}") + p("{{/each}}") + "</draw:text-box></draw:frame>"), json),
        p(frame + p("1") + p("2") + "</draw:text-box></draw:frame>"));
    const std::string section = "<text:section text:name=\"s\">";
    EXPECT_EQ(filled(section + p("{{#if x}}") + p("{{x}}") + p("{{/if}}") + "</text:section>", json),
              section + p("V") + "</text:section>");
    const std::string nested =
        "<table:table>" + row("{{#each l}}", "") + row("{{this}}", "") + row("{{/each}}", "") + "</table:table>";
    const auto outer = [](const std::string& inner) {
        return "<table:table><table:table-row><table:table-cell>" + inner +
               "</table:table-cell></table:table-row></table:table>";
    };
    EXPECT_EQ(filled(outer(nested), json), outer("<table:table>" + row("1", "") + row("2", "") + "</table:table>"));
    EXPECT_EQ(filled("<text:h text:outline-level=\"1\">{{x}}</text:h>", json),
              "<text:h text:outline-level=\"1\">V</text:h>");
    EXPECT_EQ(filled(p("<text:text-input>{{x}}</text:text-input>"), json), p("<text:text-input>V</text:text-input>"));
}

TEST(Places, HeadersAndFootersAreFilledToo) {
    const std::string head =
        R"(<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
        R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
        R"(xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.3" )"
        R"(office:mimetype="application/vnd.oasis.opendocument.text"><office:master-styles>)"
        R"(<style:master-page style:name="Standard"><style:header>)";
    const auto form = Template::parse(head + p("{{ref}}") + "</style:header><style:footer>" + p("{{#if x}}yes{{/if}}") +
                                          "</style:footer></style:master-page></office:master-styles><office:body>"
                                          "<office:text>" +
                                          p("a") + "</office:text></office:body></office:document>",
                                      {});
    ASSERT_TRUE(form.ok());
    const auto flat_out = form->fill_flat(data(R"({"ref":"R<1","x":1})"));
    ASSERT_TRUE(flat_out.ok());
    EXPECT_NE(flat_out->find("<style:header>" + p("R&lt;1") + "</style:header>"), std::string::npos);
    const auto package = form->fill_package(data(R"({"ref":"R<1"})"));
    ASSERT_TRUE(package.ok());
    const auto entries = read_package(*package);
    ASSERT_TRUE(entries.ok());
    bool found = false;
    for (const Entry& entry : *entries) {
        if (entry.name == "styles.xml") found = entry.bytes.find("R&lt;1") != std::string::npos;
    }
    EXPECT_TRUE(found);
}

// Insertions are kept, deletions are gone, comments are for those who keep the template.
TEST(Places, ChangesAreAcceptedAndCommentsLeftOut) {
    const std::string tracked = "<text:tracked-changes><text:changed-region><text:deletion>" + p("{{old") +
                                "</text:deletion></text:changed-region></text:tracked-changes>";
    EXPECT_EQ(filled(tracked + p("{{na<text:change text:change-id=\"c\"/>me}}"), R"({"name":"V"})"), p("V"));
    EXPECT_EQ(filled(p("{{na<text:change-start/>m<text:change-end/>e}}!"), R"({"name":"V"})"), p("V!"));
    EXPECT_EQ(filled(p("a<office:annotation>" + p("why {{this?") + "</office:annotation>{{name}}"), R"({"name":"V"})"),
              p("aV"));
}

TEST(Places, CrossReferencesPageBreaksAndNumberingSurvive) {
    const std::string body =
        "<text:p text:style-name=\"Break\">{{x}}<text:bookmark-start text:name=\"b\"/>c"
        "<text:bookmark-end text:name=\"b\"/></text:p><text:p>see "
        "<text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"b\">1</text:bookmark-ref>"
        "</text:p>";
    std::string expected = filled(body, R"({"x":"V"})");
    EXPECT_NE(expected.find("<text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"b\">1<"),
              std::string::npos);
    EXPECT_NE(expected.find("V<text:bookmark-start text:name=\"b\">"), std::string::npos);
    EXPECT_TRUE(expected.starts_with("<text:p text:style-name=\"Break\">"));
}

// The office gives every list an id; repeated, the same id would stand twice, which no XML allows.
TEST(Places, WhatIsRepeatedBringsNoIdTwice) {
    const std::string list = "<text:list xml:id=\"list1\">" + item("{{this}}") + "</text:list>";
    const std::string body = p("{{#each a}}") + list + p("{{/each}}") + "<text:list xml:id=\"list2\">" + item("b") +
                             "</text:list><text:list text:continue-list=\"list2\">" + item("c") + "</text:list>";
    const std::string out = filled(body, R"({"a":["x","y"]})");
    EXPECT_EQ(out.find("list1"), std::string::npos);
    EXPECT_NE(out.find("xml:id=\"list2\""), std::string::npos) << "another list goes on with its numbers";
}

// Who made the template, on which machine and when is nothing that a parent is told.
TEST(Making, OfTheTemplateStaysWithTheTemplate) {
    const std::string name = "Invented Officer";
    const auto stream = [](const std::string& kind, const std::string& inner) {
        return "<office:document-" + kind +
               R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
               R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" )"
               R"(xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3">)" +
               inner + "</office:document-" + kind + ">";
    };
    const std::string bytes = write_package(
        {{"mimetype", std::string(kOdtMediaType)},
         {"content.xml",
          stream("content", "<office:body><office:text>" + p("To {{a}}") + "</office:text></office:body>")},
         {"meta.xml", stream("meta", "<office:meta><dc:title>For {{a}}</dc:title><meta:initial-creator>" + name +
                                         "</meta:initial-creator><dc:creator>" + name +
                                         "</dc:creator><meta:user-defined meta:name=\"Desk\">" + name +
                                         "</meta:user-defined></office:meta>")},
         {"settings.xml",
          stream("settings", "<office:settings><config:config-item config:name=\"PrinterName\">" + name +
                                 "</config:config-item><config:config-item config:name=\"Kept\">1"
                                 "</config:config-item></office:settings>")},
         {"Thumbnails/thumbnail.png", name},
         {"META-INF/manifest.xml",
          R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry )"
          R"(manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry )"
          R"(manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></manifest:manifest>)"}});
    const auto form = Template::parse(bytes, {});
    ASSERT_TRUE(form.ok()) << form.error().front().what;
    const auto made = form->fill_package(data(R"({"a":"Ines"})"));
    ASSERT_TRUE(made.ok());
    const auto entries = read_package(*made);
    ASSERT_TRUE(entries.ok());
    std::string all;
    for (const Entry& entry : *entries) all += entry.name + entry.bytes;
    for (const char* gone : {"Invented Officer", "Thumbnails", "creator", "PrinterName"})
        EXPECT_EQ(all.find(gone), std::string::npos) << gone;
    for (const char* kept : {"For Ines", "To Ines", "\"Kept\"", "content.xml\" manifest:media-type"})
        EXPECT_NE(all.find(kept), std::string::npos) << kept;
}

TEST(Vanishing, AParagraphWithNothingLeftInItGoes) {
    EXPECT_EQ(filled(p("{{a?}}") + p("{{#if a}}words{{/if}}") + p("{{#each l}}{{this}}{{/each}}") + p("") + p("end"),
                     R"({"l":[]})"),
              p("") + p("end"));
    EXPECT_EQ(filled(p("{{a?}}") + p("{{#if a}}words{{else}}none{{/if}}"), R"({"a":"V"})"), p("V") + p("words"));
    EXPECT_EQ(filled(p("{{a}}"), R"({"a":""})"), p("")) << "what must be there keeps its paragraph";
    EXPECT_EQ(filled(p("{{a?}}<text:page-number/>"), "{}"), p("<text:page-number></text:page-number>"));
}

TEST(Vanishing, AnItemGoesWithItsWordsAndAListWithItsItems) {
    EXPECT_EQ(filled("<text:list>" + item("{{a?}}") + item("b") + "</text:list>", "{}"),
              "<text:list>" + item("b") + "</text:list>");
    EXPECT_EQ(filled(p("before") + "<text:list>" + item("{{#each x}}") + item("{{this}}") + item("{{/each}}") +
                         "</text:list>",
                     R"({"x":[]})"),
              p("before"));
    EXPECT_EQ(filled("<table:table><table:table-column/>" + row("{{#each x}}", "") + row("{{this}}", "") +
                         row("{{/each}}", "") + "</table:table>" + p("end"),
                     R"({"x":[]})"),
              p("end"))
        << "a table without rows is no table";
}

TEST(Merging, ACellMergedInsideTheRepeatedRowsIsRepeatedWhole) {
    const std::string tall = "<table:table-row><table:table-cell table:number-rows-spanned=\"2\">" + p("{{this}}") +
                             "</table:table-cell><table:table-cell>" + p("a") + "</table:table-cell></table:table-row>";
    const std::string below = "<table:table-row><table:covered-table-cell/><table:table-cell>" + p("b") +
                              "</table:table-cell></table:table-row>";
    const std::string out =
        filled("<table:table>" + row("{{#each x}}", "") + tall + below + row("{{/each}}", "") + "</table:table>",
               R"({"x":["1","2"]})");
    EXPECT_EQ(out.find("[merged"), std::string::npos);
    const auto first = out.find("number-rows-spanned");
    EXPECT_NE(out.find("number-rows-spanned", first + 1), std::string::npos);
    EXPECT_EQ(filled("<table:table>" + row("{{#each x}}", "") + tall + row("{{/each}}", "") + below + "</table:table>",
                     R"({"x":["1","2"]})"),
              "[merged-across-rows]");
}

TEST(Blocks, AnElseOfARepetitionStandsOutsideIt) {
    const auto form = parsed(p("{{#each l}}{{a}}{{else}}{{b}}{{/each}}{{c}}"));
    ASSERT_TRUE(form.ok());
    std::vector<std::string> paths;
    for (const FieldUse& use : form->fields()) paths.push_back(use.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"l", "l[].a", "b", "c"}));
}

TEST(Hostile, NestingAndLengthAreBounded) {
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "{{#if x}}";
    EXPECT_EQ(filled(p(nested), "{}"), "[too-deep]");
    std::string condition = "{{#if a";
    for (int i = 0; i < 100'000; ++i) condition += " and a";
    EXPECT_EQ(filled(p(condition + "}}b{{/if}}"), "{}"), "[bad-tag]");
}

// Braces without end, and a tag cut into pieces over and over: no more than the length of the line.
TEST(Hostile, HealingTakesNoLongerThanTheLineIsLong) {
    const auto cost = [](std::size_t times, std::string_view piece) {
        std::string line;
        for (std::size_t i = 0; i < times; ++i) line += piece;
        auto tree = read_xml("<text:p xmlns:text=\"x\">" + line + "</text:p>");
        EXPECT_TRUE(tree.ok());
        const auto begin = std::chrono::steady_clock::now();
        heal(**tree);
        return std::chrono::steady_clock::now() - begin;
    };
    for (const std::string_view piece : {"{{", "{<text:span>{</text:span>a}<text:span>}</text:span>"}) {
        cost(20'000, piece);
        const auto one = cost(20'000, piece), ten = cost(200'000, piece);
        EXPECT_LT(ten, one * 60 + std::chrono::milliseconds(50)) << piece;  // a hundredfold, were it quadratic
    }
}

}  // namespace
}  // namespace ehcflow::templates
