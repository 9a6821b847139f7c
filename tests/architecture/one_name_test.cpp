// Two types of one name in one namespace, each in a header of its own, are one type to the linker: whichever part was
// built from the other header then reads memory that means something else. No compiler and no test of either part says
// so, thus this one reads the headers.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

TEST(Architecture, ATypeHasItsNameToItself) {
    const fs::path root = EHCFLOW_SOURCE_DIR;
    const std::regex inside(R"(^namespace ([\w:]+) \{)");
    const std::regex type(R"(^(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;]*)? \{)");
    std::map<std::string, std::set<std::string>> headers;
    for (const char* room :
         {"base", "workflow", "interchange", "plans", "templates", "documents", "storage", "service", "tools"})
        for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
            if (entry.path().extension() != ".h") continue;
            std::ifstream in(entry.path());
            std::string line, around;
            for (std::smatch found; std::getline(in, line);)
                if (std::regex_search(line, found, inside))
                    around = found[1];
                else if (std::regex_search(line, found, type))
                    headers[around + "::" + found[1].str()].insert(fs::relative(entry.path(), root).generic_string());
        }
    EXPECT_GT(headers.size(), 200U) << "the headers were not found";
    for (const auto& [name, files] : headers)
        EXPECT_EQ(files.size(), 1U) << name << " is defined in " << *files.begin() << " and in " << *files.rbegin();
}

}  // namespace
