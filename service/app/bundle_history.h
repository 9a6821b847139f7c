// What goes with a case's bundle of how it came to be: the hashes that bind each entry, how its texts read before they
// were corrected, and who looked at it.
#pragma once

#include <functional>

#include "storage/access_log.h"
#include "storage/chain_link.h"
#include "storage/ledger.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

// chain.json: every entry about the case with what its hash is made of (docs/export.md). A text goes along where `told`
// says so; else its digest alone, which says nothing of it without its salt.
templates::Value chain_value(const storage::Ledger& ledger, std::span<const storage::ChainLink> links,
                             const std::function<bool(const storage::ChainLink&)>& told);

// A text that another took the place of.
struct EarlierWording {
    Instant recorded_at;
    std::string recorder;
    std::string of;           // "record", or the word in the case of whose particulars it was: "mother"
    std::string role;         // "", or their role: "family"
    std::int64_t number = 0;  // from 1
    templates::Value text;
};
// In the order in which they were recorded. Throws std::runtime_error where one cannot be read.
std::vector<EarlierWording> earlier_wordings(std::span<const storage::ChainLink> links);

// Everybody who ever was of the family, in every wording, as a record has them: what must not be told now is not to be
// found in an old one either.
templates::Value family_ever(std::span<const storage::ChainLink> links);

// Each with its time, who, and at what, in words.
templates::Value looked_value(std::span<const storage::Look> looks);

}  // namespace ehcflow::service
