// The table of what users of other engines complain about names ten tests, and each is there.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

std::string read(const std::string& path) {
    std::ifstream in(std::filesystem::path(EHCFLOW_SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> found(const std::string& text, const std::regex& name) {
    std::set<std::string> names;
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at)
        names.insert((*at)[1].str() + "." + (*at)[2].str());
    return names;
}

TEST(Docs, EachOfTheTenComplaintsHasATestOfItsName) {
    const auto tests = found(read("tests/templates/complaints_test.cpp") + read("tests/office/complaints_test.cpp"),
                             std::regex(R"(TEST\((Complaint\d+), (\w+)\))"));
    EXPECT_EQ(tests.size(), 10U);
    EXPECT_EQ(found(read("docs/templates.md"), std::regex(R"(`(Complaint\d+)\.(\w+)`)")), tests);
}

}  // namespace
