// The stock way to make a PDF, to measure against: LibreOffice as it is installed, a new frame for each document
// ("_blank"), the document handed over and taken back as a stream.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace ehcflow::office_bench {

class StockOffice {
public:
    // `home` becomes its folder; `profile` is copied, so that its start is no part of the comparison.
    StockOffice(const std::filesystem::path& program, const std::filesystem::path& home,
                const std::filesystem::path& profile);
    ~StockOffice();
    StockOffice(const StockOffice&) = delete;
    StockOffice& operator=(const StockOffice&) = delete;

    std::string as_odt(const std::string& flat);  // as LibreOffice writes it
    std::string to_pdf(const std::string& odt);   // tagged, PDF/UA-1 and PDF/A-2b

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ehcflow::office_bench
