// What is fuzzed: each takes any bytes and must come back, without a crash, a hang or a fault seen by the sanitizers.
// Under clang (preset fuzz) each but `pdf` is a libFuzzer target; everywhere else the kept corpus is run through them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace ehcflow::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// What holds of every input, whatever it is.
inline void must(bool holds) {
    if (!holds) std::abort();
}

using Target = void (*)(const std::uint8_t* data, std::size_t size);

void package(const std::uint8_t* data, std::size_t size);   // an .odt, and all that is in it
void xml(const std::uint8_t* data, std::size_t size);       // a flat template, checked and annotated
void syntax(const std::uint8_t* data, std::size_t size);    // what stands between braces; a page
void fill(const std::uint8_t* data, std::size_t size);      // a body and the data that it is filled with
void timeline(const std::uint8_t* data, std::size_t size);  // a case, read, answered and written again
void page(const std::uint8_t* data, std::size_t size);      // what a page of a PDF draws
void pdf(const std::uint8_t* data, std::size_t size);       // a PDF, mended, checked and read as printed
void backup(const std::uint8_t* data, std::size_t size);    // a backup: its parts unpacked, its seal opened
void caseload(const std::uint8_t* data, std::size_t size);  // a mapping and five CSV files, a zero byte between

}  // namespace ehcflow::fuzz
