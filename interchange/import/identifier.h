// The numbers by which a child or a place is known elsewhere, judged by their form and check digit. Pure; any thread.
//
// An answer is nothing where the number may stand, and otherwise one sentence that says why not. It never repeats the
// number: reasons reach reports and logs. Spaces inside are the caller's to remove (compact()).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ehcflow::interchange {

enum class Identifier : std::uint8_t {
    Upn,        // unique pupil number: a check letter and twelve characters
    Uln,        // unique learner number: ten digits
    NhsNumber,  // ten digits
    Uprn,       // unique property reference number: 1 to 12 digits
    Urn,        // of a school: six digits
    Ukprn,      // of a provider: eight digits, the first a 1
};

std::optional<std::string> fault_of(Identifier kind, std::string_view number);

// Without spaces and hyphens, letters in upper case: "943 476 5919" as it is usually written down.
std::string compact(std::string_view number);

}  // namespace ehcflow::interchange
