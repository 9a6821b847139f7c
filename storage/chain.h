// The hash chain: what an entry says, and how it is bound to the one before it.
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

// What an entry says: the columns of its own row, as text, in the order of the kind's query in chain.cpp.
using Facts = std::vector<std::string>;

// As its row says; empty where there is none. Throws where no such kind is known.
Facts facts_of(Database& database, const Entry& entry);

// SHA-256 over the entry, its facts and the hash before it, each part with its length, so that no two can be written
// alike.
Digest entry_hash(const Entry& entry, const Facts& facts, const Digest& previous);

// Adds the entry, bound to the one before it, and answers with its hash. Its row comes after it: a row whose entry is
// still to come is one that the database must remember and look for again in every table.
Digest put_entry(Database& database, const Entry& entry, const Facts& facts, const Digest& previous);

struct Head {
    std::int64_t position = 0;
    std::string recorded_at;  // empty before the first entry
    Digest hash;
};
Head head_of(Database& database);

}  // namespace ehcflow::storage
