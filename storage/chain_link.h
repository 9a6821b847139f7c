// ChainLink: one entry of the chain with all that its hash is made of, so that whoever is given it can make the hash
// anew (docs/export.md). Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/record.h"

namespace ehcflow::storage {

struct ChainLink {
    std::int64_t position = 0;
    std::string kind, recorded_at, recorder;
    std::vector<std::string> facts;  // one of them is the digest of the text, where it has one
    Digest previous, hash;
    std::string salt;          // of the text
    std::optional<Body> text;  // nothing where it has none, or was erased
};

}  // namespace ehcflow::storage
