#include "documents/compose/check_mark.h"

#include <cctype>
#include <cstdint>
#include <memory>
#include <qrencode.h>

#include "base/invariant.h"
#include "base/text.h"

namespace ehcflow::documents {
namespace {

// Crockford's: without I, L, O and U.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 12, kGroup = 4, kBitsEach = 5;

char meant(char typed) {
    const char c = static_cast<char>(std::toupper(static_cast<unsigned char>(typed)));
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

std::string grouped(std::string_view letters) {
    std::string number;
    for (std::size_t at = 0; at < letters.size(); at += kGroup)
        number.append(number.empty() ? "" : "-").append(letters.substr(at, kGroup));
    return number;
}

}  // namespace

std::string check_number(std::string_view random) {
    invariant(random.size() == kCheckBytes, "a number is made of eight bytes");
    std::uint64_t bits = 0;
    for (const char byte : random) bits = bits << 8U | static_cast<unsigned char>(byte);
    std::string letters;
    for (std::size_t at = 0; at < kLength; ++at, bits >>= kBitsEach) letters += kLetters[bits % kLetters.size()];
    return grouped(letters);
}

std::string read_check_number(std::string_view typed) {
    std::string letters;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (letters.size() == kLength || kLetters.find(meant(c)) == std::string_view::npos) return {};
        letters += meant(c);
    }
    return letters.size() == kLength ? grouped(letters) : std::string();
}

templates::Value check_values(std::string_view number, std::string_view address) {
    templates::Value check;
    check.set("number", number);
    const std::size_t scheme = address.find("://");
    check.set("address", scheme == std::string_view::npos ? address : address.substr(scheme + 3));
    check.set("picture", in_base64(qr_code(std::string(address) + "/" + std::string(number))));
    return check;
}

std::string qr_code(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    invariant(code != nullptr, "an address fits a QR code");
    constexpr int kQuiet = 4;
    const int side = code->width + 2 * kQuiet;
    const std::string whole = std::to_string(side);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + whole + "mm\" height=\"" + whole +
                      "mm\" viewBox=\"0 0 " + whole + " " + whole + "\"><path fill=\"#000000\" d=\"";
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column) {
            const auto dark = [&](int at) {
                return at < code->width && (code->data[row * code->width + at] & 1U) != 0;
            };
            if (!dark(column)) continue;
            const int from = column;
            while (dark(column + 1)) ++column;
            const std::string length = std::to_string(column - from + 1);
            svg += "M" + std::to_string(from + kQuiet) + " " + std::to_string(row + kQuiet) + "h" + length + "v1h-" +
                   length + "z";
        }
    return svg + "\"/></svg>";
}

}  // namespace ehcflow::documents
