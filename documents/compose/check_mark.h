// The number and the picture on a paper by which anybody can ask whether it still holds. The number is random: it says
// nothing of anybody, and none can be guessed from another. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "templates/engine/value.h"

namespace ehcflow::documents {

inline constexpr std::size_t kCheckBytes = 8;  // of randomness that a number is made of

// Twelve letters and digits in groups of four, "K7QF-3M9D-XT2P": none that can be mistaken for another.
std::string check_number(std::string_view random);

// As a person types it: small letters, O for 0, I and L for 1, without the lines. "" where it can be no number.
std::string read_check_number(std::string_view typed);

// {{check.number}}, {{check.address}} as people type it, {{check.picture}}: a QR code of the address with the number.
templates::Value check_values(std::string_view number, std::string_view address);

// The QR code as SVG, four modules of white around it.
std::string qr_code(std::string_view text);

}  // namespace ehcflow::documents
