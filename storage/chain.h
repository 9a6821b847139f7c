// The hash chain: what an entry says, and how it is bound to the one before it. Writing and verifying read an entry's
// facts by the same query, so they cannot come to differ in form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "storage/database.h"
#include "storage/digest.h"

namespace ehcflow::storage {

struct Entry {
    std::int64_t position = 0;  // from 1, without gaps
    std::string kind;
    std::string recorded_at;
    std::string recorder;
};

// The columns of the entry's own row, as text; empty where there is none. Throws where no such kind is known.
std::vector<std::string> facts_of(Database& database, const Entry& entry);

// SHA-256 over the entry, its facts and the hash before it, each part with its length, so that no two can be written
// alike.
Digest entry_hash(const Entry& entry, const std::vector<std::string>& facts, const Digest& previous);

// Binds a row that was just inserted at this position, and answers with the hash.
Digest bind_entry(Database& database, const Entry& entry, const Digest& previous);

struct Head {
    std::int64_t position = 0;
    std::string recorded_at;  // empty before the first entry
    Digest hash;
};
Head head_of(Database& database);

}  // namespace ehcflow::storage
