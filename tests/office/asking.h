// How the tests ask the pool.
#pragma once

#include <chrono>
#include <string>

#include "documents/render/office_pool.h"
#include "tests/office/pdf_text.h"

namespace ehcflow::office_tests {

inline Deadline soon() { return Deadline::in(std::chrono::seconds(20)); }

inline documents::OfficeSettings workers(unsigned count) {
    documents::OfficeSettings settings;
    settings.workers = count;
    return settings;
}

inline std::string text_of(const documents::Pdf& pdf) { return text_of(pdf.bytes); }

}  // namespace ehcflow::office_tests
