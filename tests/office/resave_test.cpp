// Templates and what is made of them, through the real LibreOffice and back: a template that an officer saved again
// still fills to the same words, and what was filled is read as what was meant.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include "interchange/value.h"
#include "templates/engine/annotate.h"
#include "templates/engine/check.h"
#include "templates/engine/document.h"
#include "templates/engine/heal.h"
#include "templates/engine/template.h"

namespace ehcflow::templates {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

fs::path source(const std::string& path) { return fs::path(EHCFLOW_SOURCE_DIR) / path; }

std::optional<std::string> block(const std::string& name) { return read(source("templates/blocks/" + name + ".fodt")); }

class Office : public ::testing::Test {
protected:
    Office() {
        std::string path = (fs::temp_directory_path() / "ehcflow-resave-XXXXXX").string();
        EXPECT_NE(::mkdtemp(path.data()), nullptr);
        folder_ = path;
    }
    ~Office() override { fs::remove_all(folder_); }

    fs::path put(const std::string& name, const std::string& bytes) {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }

    // Loads and stores all of them in one run; the files stand in the folder "saved".
    void save_again(const std::vector<fs::path>& files, const std::string& kind) {
        std::string command = "timeout 120 soffice -env:UserInstallation=file://" + (folder_ / "profile").string() +
                              " --headless --convert-to " + kind + " --outdir " + (folder_ / "saved").string();
        for (const fs::path& file : files) command += " '" + file.string() + "'";
        ASSERT_EQ(std::system((command + " >/dev/null 2>&1").c_str()), 0);
    }
    fs::path saved(const std::string& name) const { return folder_ / "saved" / name; }

private:
    fs::path folder_;
};

// The words of every paragraph, line by line, headers and footers among them, in an order of their own.
std::vector<std::string> words_of(const std::string& bytes) {
    auto document = open_document(bytes, {});
    EXPECT_TRUE(document.ok());
    std::vector<std::string> lines;
    for (const Document::Item& item : document->items)
        if (item.root)
            each_element(*item.root, [&](const Node& node) {
                if (!is_paragraph(node)) return;
                // White space folds as in every reader, and page numbers are the office's to count.
                std::string words;
                for (const char c : visible_text(node)) {
                    const bool is_space = c == ' ' || c == '\n' || c == '\t';
                    if ((c >= '0' && c <= '9') || (is_space && (words.empty() || words.back() == ' '))) continue;
                    words += is_space ? ' ' : c;
                }
                if (words.ends_with(' ')) words.pop_back();
                if (!words.empty()) lines.push_back(std::move(words));
            });
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::string house() { return read(source("templates/house/style.fodt")); }

// Every field leaves its mark and every repetition is made once, so that the whole template is compared.
std::string preview(const std::string& bytes) {
    const auto form = Template::parse(bytes, block, {}, house());
    EXPECT_TRUE(form.ok()) << form.error().front().what;
    return form ? form->preview_package(Value(Value::Object{})).bytes : std::string();
}

void expect_same_words(const std::string& was, const std::string& is, const fs::path& file) {
    const auto expected = words_of(was), got = words_of(is);
    const auto [one, other] = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
    EXPECT_TRUE(one == expected.end() && other == got.end())
        << file << "\nwas:  " << (one == expected.end() ? "nothing" : *one)
        << "\nis:   " << (other == got.end() ? "nothing" : *other);
}

std::vector<fs::path> shipped() {
    std::vector<fs::path> files;
    for (const char* folder : {"letters", "blocks", "plans", "statements"})
        for (const auto& file : fs::directory_iterator(source(std::string("templates/") + folder)))
            if (file.path().extension() == ".fodt") files.push_back(file.path());
    EXPECT_GT(files.size(), 5U);
    return files;
}

// A block and a plan may have one name.
std::string name_of(const fs::path& file) { return file.parent_path().stem().string() + "-" + file.stem().string(); }

TEST_F(Office, TemplatesSavedByItFillToTheSameWords) {
    std::vector<fs::path> files;
    for (const fs::path& file : shipped()) files.push_back(put(name_of(file) + ".fodt", read(file)));
    save_again(files, "odt");
    for (const fs::path& file : files) {
        const std::string again = read(saved(file.stem().string() + ".odt"));
        ASSERT_FALSE(again.empty()) << file;
        expect_same_words(preview(read(file)), preview(again), file);
    }
}

// In the house style, and as a package: what is made is read as what was meant.
TEST_F(Office, ReadsWhatWasFilledAsWhatWasMeant) {
    const std::vector<fs::path> files = shipped();
    std::vector<fs::path> made;
    for (const fs::path& file : files) made.push_back(put(name_of(file) + ".odt", preview(read(file))));
    save_again(made, "fodt");
    for (const fs::path& file : made) expect_same_words(read(file), read(saved(file.stem().string() + ".fodt")), file);
}

// The names of styles that the text refers to and nothing defines.
std::set<std::string> unknown_styles(const std::string& bytes) {
    auto document = open_document(bytes, {});
    EXPECT_TRUE(document.ok());
    std::set<std::string> known, used;
    for (const Document::Item& item : document->items)
        if (item.root)
            each_element(*item.root, [&](const Node& node) {
                const std::string* name = node.attribute("style:name");
                if (name != nullptr) known.insert(*name);
                for (const auto& [attribute, value] : node.attributes)
                    if (attribute.ends_with(":style-name") && !value.empty()) used.insert(value);
            });
    std::set<std::string> unknown;
    std::set_difference(used.begin(), used.end(), known.begin(), known.end(), std::inserter(unknown, unknown.begin()));
    return unknown;
}

// An officer changes the house style and the letterhead in the office, which gives what is formatted by hand names of
// its own: the letter has them too, and means something else by them.
TEST_F(Office, AHouseStyleAndALetterheadSavedByItStillDressALetter) {
    save_again({source("templates/house/style.fodt"), source("templates/blocks/letterhead.fodt"),
                source("templates/letters/will_assess.fodt")},
               "fodt");
    const auto own_block = [this](const std::string& name) -> std::optional<std::string> {
        return name == "letterhead" ? read(saved("letterhead.fodt")) : block(name);
    };
    const auto data = interchange::read_value(read(source("tools/demo/letters/will_assess.json")));
    ASSERT_TRUE(data.ok());
    const auto plain =
        Template::parse(read(source("templates/letters/will_assess.fodt")), block, {}, house())->fill_flat(*data);
    const auto form = Template::parse(read(saved("will_assess.fodt")), own_block, {}, read(saved("style.fodt")));
    ASSERT_TRUE(form.ok()) << form.error().front().what;
    const auto dressed = form->fill_flat(*data), packed = form->fill_package(*data);
    ASSERT_TRUE(plain.ok() && dressed.ok() && packed.ok());
    expect_same_words(*plain, *dressed, "will_assess.fodt");
    for (const std::string& document : {*plain, *dressed, *packed})
        EXPECT_EQ(unknown_styles(document), std::set<std::string>{});
    // The address still stands in its window: 25 mm from the left and 40 from the top, measured from the page.
    const auto again = put("again.fodt", *dressed);
    save_again({again}, "odt");
    expect_same_words(*plain, read(saved("again.odt")), again);
    const std::string frame = R"(draw:name="Address")";
    ASSERT_NE(dressed->find(frame), std::string::npos);
    const std::string tag = dressed->substr(dressed->rfind('<', dressed->find(frame)), 400);
    EXPECT_NE(tag.find("draw:style-name=\"letterhead_"), std::string::npos) << tag;
}

// A picture of one red dot, and one that is drawn.
constexpr std::string_view kPng =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
constexpr std::string_view kSvg =
    "data:image/svg+xml;base64,"
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxMCIgaGVpZ2h0PSIxMCI+PHJlY3Qgd2lkdGg9IjEwIiBoZWlnaH"
    "Q9IjEwIiBmaWxsPSJncmVlbiIvPjwvc3ZnPg==";

std::string around(const std::string& body) {
    std::string letter = read(source("templates/letters/will_assess.fodt"));
    const auto from = letter.find("<office:text>") + 13;
    return letter.replace(from, letter.rfind("</office:text>") - from, body);
}

int count(std::string_view text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// Pictures with their words, and rich text with lists and a table, flat and as a package.
TEST_F(Office, ReadsPicturesAndRichText) {
    const std::string letter = around(
        "<text:p>Crest: {{image crest width: 20mm alt: \"A red dot\"}} and {{image plan alt: words}}</text:p>"
        "<text:p>{{why | rich}}</text:p>");
    Value values;
    values.set("crest", Value(kPng));
    values.set("plan", Value(kSvg));
    values.set("words", Value("A green square & <more>"));
    values.set("why", Value("We **will**:\n\n1. one\n2. two\n   - deeper\n\n[Help](https://example.org)\n\n"
                            "| Need | Help |\n|---|---|\n| Speech & language | **weekly** |\n| Sight | none |\n"));
    values.set("case", Value(Value::Object{{"reference", Value("EHC/1")}}));
    values.set("council",
               Value(Value::Object{{"other_formats", Value(Value::Object{{"phone", Value("01632 960 801")}})}}));
    values.set("child", Value(Value::Object{{"name", Value("Ines")}}));
    const auto form = Template::parse(letter, block, {}, house());
    ASSERT_TRUE(form.ok()) << form.error().front().what;
    const auto flat = form->fill_flat(values), package = form->fill_package(values);
    ASSERT_TRUE(flat.ok() && package.ok()) << (flat ? "" : flat.error().front().what);
    save_again({put("flat.fodt", *flat), put("package.odt", *package)}, "odt");
    for (const char* name : {"flat.odt", "package.odt"}) {
        const std::string again = read(saved(name));
        expect_same_words(*package, again, name);
        const auto entries = read_package(again);
        ASSERT_TRUE(entries.ok()) << name;
        int pictures = 0;
        for (const Entry& entry : *entries) {
            if (entry.name.starts_with("Pictures/")) ++pictures;
            if (entry.name != kContent) continue;
            EXPECT_EQ(count(entry.bytes, "A red dot</svg:"), 1) << name;
            EXPECT_EQ(count(entry.bytes, "A green square &amp; &lt;more&gt;</svg:"), 1) << name;
            EXPECT_EQ(count(entry.bytes, "<table:table-header-rows>"), 1) << name;
            EXPECT_EQ(count(entry.bytes, "<table:table-row"), 3) << name;
            EXPECT_EQ(count(entry.bytes, "<text:list-item>"), 3) << name;
            EXPECT_EQ(count(entry.bytes, "xlink:href=\"https://example.org"), 1) << name;
        }
        EXPECT_GE(pictures, 2) << name;  // the office adds a drawn picture's likeness in dots
    }
}

TEST_F(Office, ReadsTheCommentsOfAnAnnotatedCopy) {
    const std::string letter = read(source("templates/letters/will_assess.fodt"));
    std::string broken = letter;
    broken.replace(broken.find("| date:"), 6, "| dat");
    const Findings findings = check(broken, block);
    ASSERT_EQ(findings.size(), 1U);
    const auto copy = annotate(broken, findings);
    ASSERT_TRUE(copy.ok());
    save_again({put("copy.odt", *copy)}, "fodt");
    const std::string again = read(saved("copy.fodt"));
    EXPECT_NE(again.find("<office:annotation "), std::string::npos);
    EXPECT_NE(again.find("No formatter is called"), std::string::npos);
}

}  // namespace
}  // namespace ehcflow::templates
