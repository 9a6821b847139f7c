// Words of British English that formatters are made of: numbers and days in words, letters' case, pronouns. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace ehcflow::templates {

inline constexpr unsigned kPastWords = 1'000'000;
std::string number_in_words(unsigned number);  // below kPastWords: "two thousand and twenty-six"
std::string day_in_words(Date day);            // "the sixteenth of February two thousand and twenty-six"

enum class Case { Upper, Lower };
// The case of the first `letters` letters, unaccented and of the Latin alphabets of Europe.
std::string change_case(std::string_view utf8, Case to, std::size_t letters);

// "subject", "object", "possessive" … and the verbs that go with them.
std::span<const std::string_view> pronoun_roles();
// The word in that role for a person who chose these pronouns: "she/her", "they/them", or five forms of their own,
// "xe/xem/xyr/xyrs/xemself". Where several are chosen the first one named is used. Says what is wrong; never guesses.
Result<std::string, std::string> pronoun(std::string_view chosen, std::string_view role);

}  // namespace ehcflow::templates
