// A folder of LibreOffice's programs in which soffice.bin is tests/fakes/fake_soffice.cpp.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace ehcflow::office_tests {

class FakeOffice {
public:
    explicit FakeOffice(const std::string& fault) {
        namespace fs = std::filesystem;
        std::string form = (fs::path(EHCFLOW_FAKES) / "office-XXXXXX").string();
        folder_ = ::mkdtemp(form.data());
        for (const auto& entry : fs::directory_iterator(EHCFLOW_LIBREOFFICE_PROGRAM))
            if (entry.path().filename() != "soffice.bin")
                fs::create_symlink(entry.path(), folder_ / entry.path().filename());
        fs::copy_file(fs::path(EHCFLOW_FAKES) / "fake_soffice", folder_ / "soffice.bin");
        have(fault);
    }
    ~FakeOffice() { std::filesystem::remove_all(folder_); }
    FakeOffice(const FakeOffice&) = delete;
    FakeOffice& operator=(const FakeOffice&) = delete;

    void have(const std::string& fault) { std::ofstream(folder_ / "fault") << fault << '\n'; }
    const std::filesystem::path& program() const { return folder_; }

private:
    std::filesystem::path folder_;
};

}  // namespace ehcflow::office_tests
