// What poppler reads in a PDF: another program's view than the one that made or checked it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace ehcflow::office_tests {

inline std::string text_of(const std::string& pdf) {
    std::string path = (std::filesystem::temp_directory_path() / "ehcflow-pdf-XXXXXX").string();
    const int file = ::mkstemp(path.data());
    const bool whole = ::write(file, pdf.data(), pdf.size()) == static_cast<ssize_t>(pdf.size());
    ::close(file);
    std::string text;
    if (FILE* pipe = whole ? ::popen(("pdftotext '" + path + "' -").c_str(), "r") : nullptr) {
        char part[4096];
        while (const std::size_t got = std::fread(part, 1, sizeof part, pipe)) text.append(part, got);
        ::pclose(pipe);
    }
    std::filesystem::remove(path);
    return text;
}

}  // namespace ehcflow::office_tests
