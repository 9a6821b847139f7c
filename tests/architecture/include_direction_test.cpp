// Holds the house to its plan (docs/architecture.md): which room may include which, and where each library may appear.
// Reads the include lines of the sources as text, so that a forbidden include fails here even where it would compile.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Room {
    std::string_view folder;
    std::vector<std::string_view> may_include;    // folders of ours, besides its own
    std::vector<std::string_view> third_party{};  // how a library's headers begin
};

// One row a room, the deepest folder first: a file belongs to the first row whose folder holds it.
const std::vector<Room>& rooms() {
    static const std::vector<Room> kRooms = {
        {"base", {}},
        {"workflow", {"base"}},
        {"plans", {"base"}},
        {"templates/engine", {"base"}, {"libxml/", "zip.h", "zlib.h", "cmark.h"}},
        {"interchange/import", {"base", "workflow", "interchange", "templates/engine"}},
        {"interchange", {"base", "workflow", "plans", "templates/engine"}, {"nlohmann/"}},
        {"documents/compose", {"base", "workflow", "plans", "interchange", "templates/engine"}, {"qrencode.h"}},
        {"documents/check/pdf", {"base"}, {"qpdf/", "libdeflate.h"}},
        {"documents/check", {"base", "workflow", "templates/engine", "documents/compose"}},
        {"documents/render", {"base", "documents/uno", "documents/check"}, {"poll.h", "openssl/"}},
        {"documents/uno",
         {"base", "documents/render"},
         {"com/sun/", "cppuhelper/", "cppu/", "rtl/", "sal/", "osl/", "uno/"}},
        {"storage", {"base", "workflow"}, {"sqlite3.h", "openssl/", "libdeflate.h"}},
        {"service/app", {"base", "workflow", "plans", "interchange", "templates/engine", "documents", "storage"}},
        {"service/mail", {"base", "service/app"}, {"Poco/"}},
        {"service",
         {"base", "workflow", "plans", "interchange", "templates/engine", "documents", "storage", "service"},
         {"Poco/", "nlohmann/"}},
        {"tools/ehcflow",
         {"base", "workflow", "plans", "interchange", "templates/engine", "documents", "storage", "service"},
         {"CLI/", "nlohmann/"}},
        {"tools/demo", {"base", "workflow", "interchange"}, {"Poco/", "nlohmann/", "CLI/"}},
    };
    return kRooms;
}

// A library stays in few files, so that it can be replaced: the files, beyond its room, that may name it.
struct Confined {
    std::string_view library;
    std::size_t most_sources;  // .cpp files over the whole product
};
constexpr Confined kConfined[] = {
    {"sqlite3.h", 2},  {"libxml/", 1},  {"zip.h", 1},         {"cmark.h", 1},         {"qpdf/", 3},
    {"qrencode.h", 1}, {"openssl/", 2}, {"Poco/Net/SMTP", 1}, {"Poco/Net/Secure", 1},
};

struct Include {
    std::string file;  // from the root
    std::size_t line;
    std::string target;
    bool quoted;
};

bool is_source(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".h"; }

bool lies_in(std::string_view file, std::string_view folder) {
    return file.starts_with(folder) && file.size() > folder.size() && file[folder.size()] == '/';
}

std::vector<Include> all_includes() {
    static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    const fs::path root = EHCFLOW_SOURCE_DIR;
    std::vector<Include> found;
    for (const char* top :
         {"base", "workflow", "plans", "templates", "interchange", "documents", "storage", "service", "tools"}) {
        if (!fs::is_directory(root / top)) continue;
        for (auto it = fs::recursive_directory_iterator(root / top); it != fs::recursive_directory_iterator(); ++it) {
            if (it->path().filename() == "node_modules") it.disable_recursion_pending();
            if (!it->is_regular_file() || !is_source(it->path())) continue;
            std::ifstream in(it->path());
            std::string text;
            for (std::size_t line = 1; std::getline(in, text); ++line) {
                std::smatch match;
                if (std::regex_search(text, match, kInclude))
                    found.push_back(
                        {fs::relative(it->path(), root).generic_string(), line, match[2], match[1] == "\""});
            }
        }
    }
    return found;
}

const Room* room_of(std::string_view file) {
    const auto room =
        std::find_if(rooms().begin(), rooms().end(), [&](const Room& r) { return lies_in(file, r.folder); });
    return room == rooms().end() ? nullptr : &*room;
}

// A system or standard header: no folder and no ".h" of a library we name, or the kernel's and C library's own.
bool is_system(std::string_view target) {
    constexpr std::string_view kPosix[] = {"sys/", "linux/", "netinet/", "arpa/", "bits/"};
    for (const auto prefix : kPosix)
        if (target.starts_with(prefix)) return true;
    constexpr std::string_view kPosixHeaders[] = {"unistd.h", "fcntl.h", "signal.h",  "poll.h", "dirent.h", "spawn.h",
                                                  "errno.h",  "time.h",  "pthread.h", "pwd.h",  "sched.h",  "ftw.h"};
    if (std::find(std::begin(kPosixHeaders), std::end(kPosixHeaders), target) != std::end(kPosixHeaders)) return true;
    return target.find('/') == std::string_view::npos && target.find(".h") == std::string_view::npos;
}

std::string at(const Include& include) {
    return include.file + ":" + std::to_string(include.line) + " includes " + include.target;
}

TEST(Architecture, EverySourceLiesInARoom) {
    const auto includes = all_includes();
    ASSERT_GT(includes.size(), 100U) << "the sources were not found";
    for (const Include& include : includes)
        EXPECT_NE(room_of(include.file), nullptr) << include.file << " lies in no room of the plan";
}

TEST(Architecture, RoomsIncludeOnlyDownwards) {
    for (const Include& include : all_includes()) {
        const Room* room = room_of(include.file);
        if (room == nullptr || !include.quoted) continue;
        const bool allowed = lies_in(include.target, room->folder) ||
                             std::any_of(room->may_include.begin(), room->may_include.end(),
                                         [&](std::string_view folder) { return lies_in(include.target, folder); });
        EXPECT_TRUE(allowed) << at(include) << ", which " << room->folder << " may not";
    }
}

TEST(Architecture, LibrariesStayInTheirRooms) {
    for (const Include& include : all_includes()) {
        const Room* room = room_of(include.file);
        if (room == nullptr || include.quoted || is_system(include.target)) continue;
        const bool allowed = std::any_of(room->third_party.begin(), room->third_party.end(),
                                         [&](std::string_view prefix) { return include.target.starts_with(prefix); });
        EXPECT_TRUE(allowed) << at(include) << ", a library that has no place in " << room->folder;
    }
}

TEST(Architecture, ALibraryIsNamedInFewFiles) {
    const auto includes = all_includes();
    for (const Confined& confined : kConfined) {
        std::vector<std::string> files;
        for (const Include& include : includes)
            if (!include.quoted && include.target.starts_with(confined.library) && include.file.ends_with(".cpp"))
                files.push_back(include.file);
        std::sort(files.begin(), files.end());
        files.erase(std::unique(files.begin(), files.end()), files.end());
        EXPECT_LE(files.size(), confined.most_sources)
            << confined.library << " is named in " << ::testing::PrintToString(files);
    }
}

// The law is pure: no clock, thread, file, stream or log.
TEST(Architecture, TheLawHasNoSideEffects) {
    constexpr std::string_view kForbidden[] = {"thread",   "mutex",      "atomic", "future", "fstream",
                                               "iostream", "filesystem", "cstdio", "random"};
    for (const Include& include : all_includes()) {
        if (!lies_in(include.file, "workflow")) continue;
        EXPECT_EQ(std::find(std::begin(kForbidden), std::end(kForbidden), include.target), std::end(kForbidden))
            << at(include);
    }
}

}  // namespace
