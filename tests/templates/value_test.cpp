// Values on their way to the reader: formatters and pictures.
#include <gtest/gtest.h>

#include "templates/engine/picture.h"
#include "templates/engine/text_template.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

TEST(Formatters, SayItAsALetterWould) {
    struct Row {
        const char* tag;
        const char* json;
        const char* out;
    };
    const Row rows[] = {
        {"{{x | words}}", R"({"x":"2026-02-16"})", "the sixteenth of February two thousand and twenty-six"},
        {"{{x | words}}", R"({"x":12})", "twelve"},
        {"{{x | words}}", R"({"x":340105})", "three hundred and forty thousand one hundred and five"},
        {"{{x | words}}", R"({"x":1000})", "one thousand"},
        {"{{x | weekday}}", R"({"x":"2026-02-16"})", "Monday"},
        {"{{x | date: \"dddd Do MMMM\"}}", R"({"x":"2026-02-01"})", "Sunday 1st February"},
        {"{{x | date: \"Do\"}}", R"({"x":"2026-02-11"})", "11th"},
        {"{{x | date: \"Do\"}}", R"({"x":"2026-02-22"})", "22nd"},
        {"{{x | upper}}", R"({"x":"zoë straße čapek"})", "ZOË STRAßE ČAPEK"},
        {"{{x | lower}}", R"({"x":"ÉMILE Ő"})", "émile ő"},
        {"{{x | sentence}}", R"({"x":"élan vital"})", "Élan vital"},
        {"{{x | nhs}}", R"({"x":"9434765919"})", "943 476 5919"},
        {"{{x | nhs}}", R"({"x":"943-476 5919"})", "943 476 5919"},
        {"{{x | upn}}", R"({"x":"b801200005001"})", "B 801 2000 05 001"},
        {"{{x | postcode}}", R"({"x":"zz11aa"})", "ZZ1 1AA"},
        {"{{x | postcode}}", R"({"x":"w1 a1hq"})", "W1A 1HQ"},
        {"{{x | possessive}}", R"({"x":"Robin"})", "Robin’s"},
        {"{{born | age: on | words}}", R"({"born":"2015-05-03","on":"2026-05-03"})", "eleven"},
        {"{{x | pronoun: \"subject\" | sentence}}", R"({"x":"they/them"})", "They"},
        {"{{x | pronoun: \"is\"}}", R"({"x":"they/them"})", "are"},
        {"{{x | pronoun: \"has\"}}", R"({"x":"She/Her"})", "has"},
        {"{{x | pronoun: \"possessive\"}}", R"({"x":"he/they"})", "his"},
        {"{{x | pronoun: \"own\"}}", R"({"x":"she/her/hers"})", "hers"},
        {"{{x | pronoun: \"object\"}}", R"({"x":"xe/xem/xyr/xyrs/xemself"})", "xem"},
    };
    for (const Row& row : rows) EXPECT_EQ(filled(p(row.tag), row.json), p(row.out)) << row.tag;
}

TEST(Formatters, NeverGuess) {
    const char* bad[][2] = {
        {"{{x | words}}", R"({"x":1.5})"},
        {"{{x | words}}", R"({"x":-1})"},
        {"{{x | words}}", R"({"x":"soon"})"},
        {"{{x | nhs}}", R"({"x":"943476591"})"},
        {"{{x | upn}}", R"({"x":"801"})"},
        {"{{x | postcode}}", R"({"x":"nowhere"})"},
        {"{{x | postcode}}", R"({"x":"a"})"},
        {"{{x | postcode}}", R"({"x":"     "})"},
        {"{{x | weekday}}", R"({"x":"soon"})"},
        {"{{x | pronoun: \"subject\"}}", R"({"x":"ask"})"},
        {"{{x | pronoun: \"subject\"}}", R"({"x":""})"},
    };
    for (const auto& [tag, json] : bad) EXPECT_EQ(filled(p(tag), json), "[bad-value]") << tag << json;
}

// One pixel, invented.
constexpr std::string_view kPng =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = held << 8U | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) out += kLetters[held >> static_cast<unsigned>(bits - 6) & 63U];
    }
    if (bits > 0) out += kLetters[held << static_cast<unsigned>(6 - bits) & 63U];
    while (out.size() % 4 != 0) out += '=';
    return out;
}
std::string svg(std::string_view inside, std::string_view more = "width=\"20mm\" height=\"10mm\"") {
    return base64("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " +
                  std::string(more) + ">" + std::string(inside) + "</svg>");
}
Value with_picture(std::string_view picture) {
    Value value;
    value.set("crest", Value(picture));
    return value;
}

TEST(Pictures, AreShownInTheirSizeWithTheirWords) {
    const auto form = parsed(p("{{image crest width: 40mm alt: “Council crest &amp; motto”}}"));
    ASSERT_TRUE(form.ok()) << form.error()[0].what;
    const auto out = form->fill_flat(with_picture(svg("<path d=\"M0 0\"/>")));
    ASSERT_TRUE(out.ok()) << out.error()[0].what;
    EXPECT_NE(out->find("svg:width=\"40.00mm\" svg:height=\"20.00mm\""), std::string::npos);
    EXPECT_NE(out->find("<svg:title>Council crest &amp; motto</svg:title>"), std::string::npos);
    EXPECT_NE(out->find("<office:binary-data>PHN2Zy"), std::string::npos);
}

TEST(Pictures, StandOnceInThePackageAndInItsManifest) {
    const auto form = parsed(p("{{image crest alt: \"a\"}}{{image crest width: 1cm height: 2cm alt: \"b\"}}"));
    ASSERT_TRUE(form.ok());
    const auto out = form->fill_package(with_picture("data:image/png;base64," + std::string(kPng)));
    ASSERT_TRUE(out.ok()) << out.error()[0].what;
    const auto entries = read_package(*out);
    ASSERT_TRUE(entries.ok());
    ASSERT_EQ(entries->size(), 4U);
    EXPECT_EQ((*entries)[3].name, "Pictures/filled-1.png");
    EXPECT_TRUE((*entries)[3].bytes.starts_with("\x89PNG"));
    EXPECT_NE((*entries)[2].bytes.find("full-path=\"Pictures/filled-1.png\" manifest:media-type=\"image/png\""),
              std::string::npos);
    EXPECT_NE((*entries)[1].bytes.find("svg:width=\"10.00mm\" svg:height=\"20.00mm\""), std::string::npos);
    // What was filled is a template again, and takes a second picture.
    EXPECT_TRUE(Template::parse(*out, {}).ok());
}

TEST(Pictures, NeedWordsForWhoCannotSeeThem) {
    EXPECT_EQ(filled(p("{{image crest width: 40mm}}"), "{}"), "[bad-tag]");
    EXPECT_EQ(filled(p("{{image crest alt: \" \"}}"), "{}"), "[bad-tag]");
    EXPECT_EQ(filled(p("{{image crest width: 40 alt: \"a\"}}"), "{}"), "[bad-tag]");
    EXPECT_EQ(filled(p("{{image crest alt: words}}"), "{\"crest\":\"" + std::string(kPng) + "\",\"words\":\" \"}"),
              "[bad-value]");
    EXPECT_EQ(filled(p("{{image crest alt: \"a\"}}"), "{}"), "[missing-data]");
    EXPECT_EQ(filled(p("{{image crest? alt: \"a\"}}"), "{}"), "") << "no blank line is left";
    EXPECT_EQ(filled(p("{{image}}"), R"({"image":"a field of that name"})"), p("a field of that name"));
}

TEST(Pictures, ThatAreNoneOrRunSomethingAreRefused) {
    const std::string bad[] = {
        "",
        "no base64!",
        base64("GIF89a"),
        std::string(kPng).substr(0, 20),
        base64("\xFF\xD8\xFF\xE0"),
        base64("<html/>"),
        base64("<svg xmlns='a'>"),
        svg("", ""),
        svg("<script>x</script>"),
        svg("<image xlink:href=\"https://example.org/a.png\"/>"),
        svg("<image href=\"file:///etc/passwd\"/>"),
        svg("<foreignObject/>"),
        svg("<rect onload=\"x\"/>"),
        svg("<style>@import 'a'</style>"),
        svg("<rect style=\"fill:url(https://example.org)\"/>"),
        base64("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>"),
    };
    for (const std::string& one : bad) EXPECT_FALSE(read_picture(one).ok()) << one.substr(0, 40);
    EXPECT_TRUE(read_picture(svg("<rect style=\"fill:url(#a)\"/><use xlink:href=\"#a\"/>")).ok());
    std::string huge("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    huge += std::string("\0\1\0\0\0\1\0\0", 8) + "123456789IEND";
    EXPECT_FALSE(read_picture(base64(huge)).ok()) << "65,536 pixels square";
}

TEST(Pictures, StandInPagesAndAsWordsInMail) {
    const auto fill = [](std::string_view text, TextKind kind) {
        const auto form = TextTemplate::parse(text, kind, {});
        if (!form) return "[" + form.error()[0].code + "]";
        const auto out = form->fill(with_picture(kPng));
        return out ? *out : "[" + out.error()[0].code + "]";
    };
    EXPECT_EQ(fill("<p>{{image crest width: 26mm alt: \"The crest\"}}</p>", TextKind::Html),
              "<p><img src=\"data:image/png;base64," + std::string(kPng) +
                  "\" width=\"98\" height=\"98\" alt=\"The crest\"></p>");
    EXPECT_EQ(fill("{{image crest alt: \"The crest\"}}", TextKind::Plain), "The crest");
    EXPECT_EQ(fill("<p title=\"{{image crest alt: 'a'}}\">", TextKind::Html), "[image-not-here]");
}

}  // namespace
}  // namespace ehcflow::templates
