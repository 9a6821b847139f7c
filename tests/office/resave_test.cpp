// Templates and what is made of them, through the real LibreOffice and back: a template that an officer saved again
// still fills to the same words, and what was filled is read as what was meant.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
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

// Every field leaves its mark and every repetition is made once, so that the whole template is compared.
std::string preview(const std::string& bytes) {
    const auto form = Template::parse(bytes, block);
    EXPECT_TRUE(form.ok()) << form.error().front().what;
    return form ? form->preview_package(Value(Value::Object{})).bytes : std::string();
}

TEST_F(Office, TemplatesSavedByItFillToTheSameWords) {
    std::vector<fs::path> files;
    for (const char* folder : {"letters", "blocks", "plans", "statements"})
        for (const auto& file : fs::directory_iterator(source(std::string("templates/") + folder)))
            if (file.path().extension() == ".fodt") files.push_back(file.path());
    ASSERT_GT(files.size(), 5U);
    save_again(files, "odt");
    for (const fs::path& file : files) {
        const std::string again = read(saved(file.stem().string() + ".odt"));
        ASSERT_FALSE(again.empty()) << file;
        const auto expected = words_of(preview(read(file))), got = words_of(preview(again));
        const auto [one, other] = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
        EXPECT_TRUE(one == expected.end() && other == got.end())
            << file << "\nwas:  " << (one == expected.end() ? "nothing" : *one)
            << "\nis:   " << (other == got.end() ? "nothing" : *other);
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
