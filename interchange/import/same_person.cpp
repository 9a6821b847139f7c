#include "interchange/import/same_person.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ehcflow::interchange {
namespace {

// U+00C0 to U+017F without their accents, as they are commonly typed; '*' is no letter and parts words.
constexpr std::string_view kFolded[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // C0
    "d", "n", "o",  "o",  "o", "o", "o",  "*", "o", "u", "u", "u", "u", "y", "th", "ss",  // D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // E0
    "d", "n", "o",  "o",  "o", "o", "o",  "*", "o", "u", "u", "u", "u", "y", "th", "y",   // F0
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",   // 100
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",   // 110
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",   // 120
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",   // 130
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",   // 140
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",   // 150
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",   // 160
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",   // 170
};
static_assert(std::size(kFolded) == 0x180 - 0xC0);

// The length of the UTF-8 sequence that begins so; 1 for what begins none, so that any bytes are got through.
std::size_t length_of(unsigned char lead) { return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1; }

// One character folded: letters for it, "" where it is dropped, "*" where it parts words.
std::string fold(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) {
        const char c = character[0];
        if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a')};
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return {c};
        return c == '\'' || c == '`' ? "" : "*";
    }
    if (character == "\u2018" || character == "\u2019" || character == "\u02BC") return "";
    if (character.size() == 3 && byte(0) == 0xE2 && byte(1) == 0x80) return "*";  // dashes and spaces
    if (character == "\u00A0") return "*";
    if (character.size() != 2) return std::string(character);
    const std::uint32_t code = (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    if (code >= 0xC0 && code < 0x180) return std::string(kFolded[code - 0xC0]);
    return code >= 0x300 && code < 0x370 ? "" : std::string(character);  // accents written apart
}

std::vector<std::pair<std::string, std::string_view>> keys_of(const Child& child) {
    std::vector<std::pair<std::string, std::string_view>> keys;
    if (!child.upn.empty()) keys.emplace_back("upn " + child.upn, "UPN");
    if (!child.uln.empty()) keys.emplace_back("uln " + child.uln, "ULN");
    if (!child.nhs_number.empty()) keys.emplace_back("nhs " + child.nhs_number, "NHS number");
    keys.emplace_back("name " + to_iso(child.born) + ' ' + folded_name(child.first_name + ' ' + child.last_name),
                      "name and date of birth");
    return keys;
}

}  // namespace

std::string folded_name(std::string_view name) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t length = std::min(length_of(static_cast<unsigned char>(name[at])), name.size() - at);
        const std::string folded = fold(name.substr(at, length));
        at += length;
        if (folded != "*")
            parts.back() += folded;
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    std::sort(parts.begin(), parts.end());
    std::string joined;
    for (const std::string& part : parts)
        if (!part.empty()) joined += (joined.empty() ? "" : " ") + part;
    return joined;
}

std::vector<SamePerson> KnownChildren::like(const Child& child) const {
    std::vector<SamePerson> found;
    for (const auto& [key, by] : keys_of(child)) {
        const auto [first, last] = references_.equal_range(key);
        const auto other = std::find_if(first, last, [&](const auto& one) { return one.second != child.reference; });
        if (other != last) found.push_back({other->second, by});
    }
    return found;
}

void KnownChildren::add(const Child& child) {
    for (auto& [key, by] : keys_of(child)) references_.emplace(std::move(key), child.reference);
}

}  // namespace ehcflow::interchange
