#include "interchange/import/encoding.h"

#include <algorithm>

#include "interchange/import/csv.h"

namespace ehcflow::interchange {
namespace {

// 0x80 to 0x9F; zero where Windows-1252 has nothing. The rest are the code points of their bytes.
constexpr char16_t kUpper[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                               0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                               0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
static_assert(std::size(kUpper) == 0x20);

void append(std::string& out, char16_t code) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (code < 0x80) {
        out += byte(code);
    } else if (code < 0x800) {
        out += byte(0xC0U | (code >> 6U));
        out += byte(0x80U | (code & 0x3FU));
    } else {
        out += byte(0xE0U | (code >> 12U));
        out += byte(0x80U | ((code >> 6U) & 0x3FU));
        out += byte(0x80U | (code & 0x3FU));
    }
}

}  // namespace

Result<std::string, std::string> as_utf8(std::string bytes, Encoding encoding) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return Failure{std::string("is UTF-16; save it as \"CSV UTF-8\"")};
    // The mark says so itself, whatever the other files are: refused rows are written with it.
    if (encoding == Encoding::Utf8 || bytes.starts_with(kByteOrderMark)) return bytes;
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    std::size_t line = 1;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char16_t code = byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80] : byte;
        if (code == 0 && byte != 0)
            return Failure{"line " + std::to_string(line) + ": a byte that windows-1252 does not have; is it UTF-8?"};
        if (c == '\n') ++line;
        append(out, code);
    }
    return out;
}

}  // namespace ehcflow::interchange
