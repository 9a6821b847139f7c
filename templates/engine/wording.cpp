#include "templates/engine/wording.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

constexpr std::string_view kSmall[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                       "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                       "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                      "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::string_view kOrdinals[] = {"",
                                          "first",
                                          "second",
                                          "third",
                                          "fourth",
                                          "fifth",
                                          "sixth",
                                          "seventh",
                                          "eighth",
                                          "ninth",
                                          "tenth",
                                          "eleventh",
                                          "twelfth",
                                          "thirteenth",
                                          "fourteenth",
                                          "fifteenth",
                                          "sixteenth",
                                          "seventeenth",
                                          "eighteenth",
                                          "nineteenth",
                                          "twentieth",
                                          "twenty-first",
                                          "twenty-second",
                                          "twenty-third",
                                          "twenty-fourth",
                                          "twenty-fifth",
                                          "twenty-sixth",
                                          "twenty-seventh",
                                          "twenty-eighth",
                                          "twenty-ninth",
                                          "thirtieth",
                                          "thirty-first"};

// Of the alphabets of Europe (Latin-1 and Latin Extended-A) capitals and small letters stand side by side.
char32_t other_case(char32_t c, Case to) {
    const bool up = to == Case::Upper;
    if (c < 0x80) {
        if (up && c >= 'a' && c <= 'z') return c - 32;
        return !up && c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (up && c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
    if (!up && c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0xFF) return up ? 0x178 : c;
    if (c == 0x178) return up ? c : 0xFF;
    if ((c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177))
        return up ? c & ~char32_t{1} : c | 1U;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return up ? (c - 1) | 1U : c + (c & 1U);
    return c;
}

// The forms of one pronoun, in the order of the first five roles.
struct Pronoun {
    std::array<std::string, 5> forms;
    bool is_plural = false;  // "they are"
};
const std::array<Pronoun, 3>& known_pronouns() {
    static const std::array<Pronoun, 3> kKnown = {{{{"she", "her", "her", "hers", "herself"}, false},
                                                   {{"he", "him", "his", "his", "himself"}, false},
                                                   {{"they", "them", "their", "theirs", "themselves"}, true}}};
    return kKnown;
}

constexpr std::string_view kRoles[] = {"subject", "object", "possessive", "own", "reflexive",
                                       "is",      "was",    "has",        "does"};
constexpr std::string_view kPluralVerbs[] = {"are", "were", "have", "do"};
constexpr std::size_t kForms = 5;  // roles that are forms; the rest are verbs

std::vector<std::string> forms_in(std::string_view chosen) {
    std::vector<std::string> forms;
    while (true) {
        const auto slash = std::min(chosen.find('/'), chosen.size());
        forms.push_back(change_case(trim(chosen.substr(0, slash)), Case::Lower, std::string::npos));
        if (slash == chosen.size()) return forms;
        chosen.remove_prefix(slash + 1);
    }
}

}  // namespace

std::string number_in_words(unsigned number) {
    if (number < std::size(kSmall)) return std::string(kSmall[number]);
    if (number < 100)
        return std::string(kTens[number / 10]) + (number % 10 == 0 ? "" : "-" + std::string(kSmall[number % 10]));
    const unsigned unit = number < 1'000 ? 100 : 1'000;
    std::string words = number_in_words(number / unit) + (unit == 100 ? " hundred" : " thousand");
    const unsigned rest = number % unit;
    if (rest == 0) return words;
    return words + (rest < 100 ? " and " : " ") + number_in_words(rest);
}

std::string day_in_words(Date day) {
    return "the " + std::string(kOrdinals[day.day()]) + " of " + std::string(month_name(day.month())) + " " +
           number_in_words(static_cast<unsigned>(day.year()));
}

std::string change_case(std::string_view utf8, Case to, std::size_t letters) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const bool two = c >= 0xC3 && c <= 0xC5 && i + 1 < utf8.size();
        if (letters == 0 || (c >= 0x80 && !two)) {
            if (letters > 0 && (c & 0xC0U) != 0x80U) --letters;
            out += utf8[i++];
            continue;
        }
        const char32_t was = two ? ((c & 0x1FU) << 6U) | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU) : c;
        const char32_t now = other_case(was, to);
        if (now < 0x80) {
            out += static_cast<char>(now);
        } else {
            out += static_cast<char>(0xC0U | (now >> 6U));
            out += static_cast<char>(0x80U | (now & 0x3FU));
        }
        i += two ? 2 : 1;
        --letters;
    }
    return out;
}

std::span<const std::string_view> pronoun_roles() { return kRoles; }

Result<std::string, std::string> pronoun(std::string_view chosen, std::string_view role) {
    const auto at =
        static_cast<std::size_t>(std::find(std::begin(kRoles), std::end(kRoles), role) - std::begin(kRoles));
    if (at == std::size(kRoles))
        return Failure{"needs to know which: " +
                       join_with(std::vector<std::string>(std::begin(kRoles), std::end(kRoles)), " or ")};
    const std::vector<std::string> forms = forms_in(chosen);
    Pronoun found;
    const auto known = std::find_if(known_pronouns().begin(), known_pronouns().end(),
                                    [&](const Pronoun& one) { return one.forms[0] == forms[0]; });
    if (known != known_pronouns().end()) {
        found = *known;
    } else {
        if (forms.size() != kForms ||
            std::any_of(forms.begin(), forms.end(), [](const auto& form) { return form.empty(); }))
            return Failure{
                std::string("needs she/her, he/him, they/them, or five forms such as xe/xem/xyr/xyrs/xemself")};
        std::copy(forms.begin(), forms.end(), found.forms.begin());
    }
    if (at < kForms) return found.forms[at];
    return std::string(found.is_plural ? kPluralVerbs[at - kForms] : kRoles[at]);
}

}  // namespace ehcflow::templates
