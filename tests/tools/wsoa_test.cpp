// `ehcflow wsoa` as its user has it: four documents, the tables, a month that is closed once and restated after.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "tools/demo/sample_council.h"

namespace {

namespace fs = std::filesystem;
using ehcflow::Date;

constexpr Date kToday(2026, 11, 24);

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Wsoa : public testing::Test {
protected:
    Wsoa() {
        std::string name = (fs::temp_directory_path() / "ehcflow-wsoa-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        write(council());
    }
    ~Wsoa() override { fs::remove_all(folder_); }

    static std::string council() {
        std::string lines;
        for (const auto& one : ehcflow::demo::sample_council(kToday))
            lines += R"({"reference":")" + one.reference + R"(","record":)" + one.record + R"(,"timeline":)" +
                     one.timeline + "}\n";
        return lines;
    }
    void write(const std::string& cases) const { std::ofstream(folder_ / "cases.ndjson", std::ios::binary) << cases; }

    int run(const std::string& more) const {
        const std::string call = std::string("'") + EHCFLOW_PROGRAM + "' wsoa --month 2026-10 --today 2026-11-24 -o " +
                                 (folder_ / "out").string() + " --cases " + (folder_ / "cases.ndjson").string() +
                                 " --snapshots " + (folder_ / "months").string() + " " + more + " 2>" +
                                 (folder_ / "said").string();
        const int status = std::system(call.c_str());
        return WEXITSTATUS(status);
    }
    fs::path out(const char* name) const { return folder_ / "out" / name; }

    fs::path folder_;
};

TEST_F(Wsoa, TakesTheCasesThatAreHereOrTheUsualDataFolder) {
    const auto bare = [&](const fs::path& here) {
        const std::string call = "cd '" + here.string() + "' && '" + EHCFLOW_PROGRAM +
                                 "' wsoa --month 2026-10 --today 2026-11-24 --no-pdf -o out 2>'" +
                                 (folder_ / "said").string() + "'";
        return WEXITSTATUS(std::system(call.c_str()));
    };
    EXPECT_EQ(bare(folder_), 0) << read(folder_ / "said");
    EXPECT_TRUE(read(out("dashboard-2026-10.odt")).starts_with("PK"));
    fs::create_directories(folder_ / "empty");
    EXPECT_GE(bare(folder_ / "empty"), 2);
    EXPECT_NE(read(folder_ / "said").find("var"), std::string::npos) << read(folder_ / "said");
}

TEST_F(Wsoa, MakesFourDocumentsAsOdtAndPdfThatEveryReaderCanUse) {
    ASSERT_EQ(run(""), 0) << read(folder_ / "said");
    EXPECT_EQ(read(folder_ / "said"), "");
    for (const char* name : {"statement-of-action", "progress-statement", "dashboard", "committee-report"}) {
        EXPECT_TRUE(read(out((std::string(name) + "-2026-10.odt").c_str())).starts_with("PK")) << name;
        EXPECT_TRUE(read(out((std::string(name) + "-2026-10.pdf").c_str())).starts_with("%PDF-")) << name;
    }
    EXPECT_TRUE(read(out("measures-2026-10.csv")).starts_with("\xEF\xBB\xBF\"month\",\"measure\""));
    EXPECT_TRUE(read(out("measures-2026-10.xlsx")).starts_with("PK"));
}

TEST_F(Wsoa, TellsThePublicNoCaseAndNoSmallNumber) {
    ASSERT_EQ(run("--no-pdf"), 0) << read(folder_ / "said");
    EXPECT_FALSE(fs::exists(out("cases-2026-10.csv")));
    EXPECT_FALSE(fs::exists(out("whereabouts-2026-10.csv")));
    const std::string table = read(out("measures-2026-10.csv"));
    EXPECT_EQ(table.find("EHC-"), std::string::npos);
    for (const char* small : {",1,", ",2,", ",3,", ",4,", ",1\r", ",2\r", ",3\r", ",4\r"})
        EXPECT_EQ(table.find(small), std::string::npos) << small;
    EXPECT_NE(table.find("not shown"), std::string::npos);
}

TEST_F(Wsoa, OpensEachFigureToItsCasesInThePrivateCopy) {
    ASSERT_EQ(run("--no-pdf --copy private"), 0) << read(folder_ / "said");
    const std::string cases = read(out("cases-2026-10.csv"));
    EXPECT_NE(cases.find("\"plans-20-weeks\",\"EHC-"), std::string::npos);
    const std::string lost = read(out("whereabouts-2026-10.csv"));
    EXPECT_NE(lost.find("confirmed by the provider alone"), std::string::npos);
    EXPECT_EQ(lost.find("\"green\""), std::string::npos);
    EXPECT_EQ(read(out("measures-2026-10.csv")).find("not shown"), std::string::npos);
}

TEST_F(Wsoa, ClosesAMonthOnceAndRestatesIt) {
    ASSERT_EQ(run("--no-pdf"), 0) << read(folder_ / "said");
    const std::string closed = read(folder_ / "months/2026-10.json");
    const std::string table = read(out("measures-2026-10.csv"));
    ASSERT_FALSE(closed.empty());
    // One case is lost from the records afterwards.
    const std::string all = council();
    write(all.substr(all.find('\n', all.size() / 2) + 1));
    ASSERT_EQ(run("--no-pdf --copy private"), 0) << read(folder_ / "said");
    EXPECT_EQ(read(folder_ / "months/2026-10.json"), closed);
    ASSERT_EQ(run("--no-pdf"), 0);
    const auto october = [](const std::string& text) { return text.substr(text.find("\"2026-10\"")); };
    EXPECT_EQ(october(read(out("measures-2026-10.csv"))), october(table))
        << "the closed month's figures are as they were";
    EXPECT_FALSE(fs::exists(folder_ / "months/2026-09.json")) << "an earlier month is not closed after the fact";
}

TEST_F(Wsoa, SaysWhatIsWrongWithItsInput) {
    EXPECT_EQ(run("--no-pdf --plan '" EHCFLOW_SOURCE_DIR "/templates/house/council.json'"), 2);
    EXPECT_NE(read(folder_ / "said").find("the plan needs \"area\""), std::string::npos);
    write(council() + "{\"reference\":\"EHC-9\",\"timeline\":7}\n");
    EXPECT_EQ(run("--no-pdf"), 1);
    EXPECT_NE(read(folder_ / "said").find("is left out"), std::string::npos);
    fs::create_directories(folder_ / "months");
    std::ofstream(folder_ / "months/2026-10.json") << "{}";
    write(council());
    EXPECT_EQ(run("--no-pdf"), 2);
    EXPECT_NE(read(folder_ / "said").find("2026-10.json"), std::string::npos);
}

}  // namespace
