// The office's profile: what it is told before it starts. Written here, run once so that the office completes it, and
// copied for each worker.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ehcflow::documents {

struct ProfileLine {
    std::string path;  // in the office's configuration
    std::string property;
    std::string value;  // as the configuration spells it: "true", "3"
};

// The version is the installed office's, "7.4".
std::vector<ProfileLine> profile_lines(const std::string& office_version);

// From LibreOffice's folder of programs; empty where it cannot be found.
std::string office_version(const std::filesystem::path& program);

// home/profile/user/registrymodifications.xcu. Throws std::system_error.
void write_profile(const std::filesystem::path& home, const std::vector<ProfileLine>& lines);

}  // namespace ehcflow::documents
