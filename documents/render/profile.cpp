#include "documents/render/profile.h"

#include <fstream>
#include <system_error>

namespace ehcflow::documents {

std::vector<ProfileLine> profile_lines(const std::string& office_version) {
    const std::string security = "/org.openoffice.Office.Common/Security/Scripting";
    const std::string network = "/org.openoffice.Inet/Settings";
    return {
        // A headless office never records that it has met its version, and so tests its graphics, for 0.7 s, at every
        // start. This line makes a start take 0.1 s.
        {"/org.openoffice.Setup/Product", "ooSetupLastVersion", office_version},
        // No image, object or section from elsewhere, for documents that were loaded from a file: URL.
        {security, "BlockUntrustedRefererLinks", "true"},
        {security, "DisableMacrosExecution", "true"},
        {security, "MacroSecurityLevel", "3"},
        {"/org.openoffice.Office.Writer/Content/Update", "Link", "0"},
        // Behind all that, a proxy that is not there.
        {network, "ooInetProxyType", "2"},
        {network, "ooInetHTTPProxyName", "127.0.0.1"},
        {network, "ooInetHTTPProxyPort", "9"},
        {network, "ooInetHTTPSProxyName", "127.0.0.1"},
        {network, "ooInetHTTPSProxyPort", "9"},
        {network, "ooInetNoProxy", ""},
    };
}

std::string office_version(const std::filesystem::path& program) {
    std::ifstream in(program / "bootstraprc");
    const std::string key = "ProductKey=";
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(key)) return line.substr(line.rfind(' ') + 1);
    return {};
}

void write_profile(const std::filesystem::path& home, const std::vector<ProfileLine>& lines) {
    const auto folder = home / "profile" / "user";
    std::filesystem::create_directories(folder);
    std::ofstream out(folder / "registrymodifications.xcu");
    out << R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" )"
        << R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)" << '\n';
    for (const ProfileLine& line : lines)
        out << "<item oor:path=\"" << line.path << "\"><prop oor:name=\"" << line.property
            << R"(" oor:op="fuse"><value>)" << line.value << "</value></prop></item>\n";
    out << "</oor:items>\n";
    out.close();
    if (!out)
        throw std::system_error(std::make_error_code(std::errc::io_error),
                                "cannot write the office's profile into " + folder.string());
}

}  // namespace ehcflow::documents
