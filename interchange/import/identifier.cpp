#include "interchange/import/identifier.h"

#include <algorithm>

namespace ehcflow::interchange {
namespace {

using Fault = std::optional<std::string>;

// I, O and S are left out: they look like 1, 0 and 5.
constexpr std::string_view kUpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }
int digit(char c) { return c - '0'; }

Fault upn(std::string_view number) {
    if (number.size() != 13) return "a UPN has 13 characters, this has " + std::to_string(number.size());
    const auto check = kUpnLetters.find(number[0]);
    if (check == std::string_view::npos) return "a UPN begins with a letter other than I, O and S";
    if (!all_digits(number.substr(1, 11))) return "characters 2 to 12 of a UPN are digits";
    const auto last = kUpnLetters.find(number[12]);
    if (!is_digit(number[12]) && last == std::string_view::npos)
        return "a UPN ends in a digit, or in a letter other than I, O and S where it is temporary";
    int sum = 13 * (is_digit(number[12]) ? digit(number[12]) : static_cast<int>(last));
    for (std::size_t i = 1; i < 12; ++i) sum += static_cast<int>(i + 1) * digit(number[i]);
    if (static_cast<std::size_t>(sum % 23) == check) return std::nullopt;
    return "the UPN's first letter does not fit its other characters; one of them is mistyped";
}

// Both ten-digit numbers weigh their first nine digits 10 to 2.
int weighed(std::string_view number) {
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (10 - i) * digit(number[static_cast<std::size_t>(i)]);
    return sum % 11;
}

Fault ten_digits(std::string_view name, std::string_view number) {
    if (number.size() == 10 && all_digits(number)) return std::nullopt;
    return std::string(name) + " has 10 digits and nothing else";
}

Fault uln(std::string_view number) {
    if (auto fault = ten_digits("a ULN", number)) return fault;
    const int remainder = weighed(number);
    if (remainder == 0) return "no ULN begins with these nine digits: they leave no check digit";
    if (10 - remainder == digit(number[9])) return std::nullopt;
    return "the ULN's last digit does not fit the nine before it; one of them is mistyped";
}

Fault nhs_number(std::string_view number) {
    if (auto fault = ten_digits("an NHS number", number)) return fault;
    const int check = (11 - weighed(number)) % 11;
    if (check == 10) return "no NHS number begins with these nine digits: they leave no check digit";
    if (check == digit(number[9])) return std::nullopt;
    return "the NHS number's last digit does not fit the nine before it; one of them is mistyped";
}

}  // namespace

Fault fault_of(Identifier kind, std::string_view number) {
    switch (kind) {
        case Identifier::Upn:
            return upn(number);
        case Identifier::Uln:
            return uln(number);
        case Identifier::NhsNumber:
            return nhs_number(number);
        case Identifier::Uprn:
            if (!number.empty() && number.size() <= 12 && all_digits(number)) return std::nullopt;
            return "a UPRN has 1 to 12 digits and nothing else";
        case Identifier::Urn:
            if (number.size() == 6 && all_digits(number)) return std::nullopt;
            return "a school's URN has 6 digits and nothing else";
        case Identifier::Ukprn:
            if (number.size() == 8 && all_digits(number) && number[0] == '1') return std::nullopt;
            return "a UKPRN has 8 digits, the first a 1, and nothing else";
    }
    return std::nullopt;
}

std::string compact(std::string_view number) {
    std::string kept;
    for (const char c : number) {
        if (c == ' ' || c == '-') continue;
        kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return kept;
}

}  // namespace ehcflow::interchange
