// Anchors: the head of the whole ledger, written down from time to time in a file apart. A ledger that was cut off or
// written anew from some point on verifies by itself; against an anchor kept where its forger cannot reach, it does
// not. One line each: time, position, hash. Throws StorageError. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "storage/ledger.h"

namespace ehcflow::storage {

// Adds the ledger's head, flushed to the disk, unless it is the last one there already.
void add_anchor(const Ledger& ledger, const std::filesystem::path& file);

struct AnchorsChecked {
    std::int64_t anchors = 0;
    std::optional<std::string> fault;  // names the line
};
AnchorsChecked check_anchors(const Ledger& ledger, const std::filesystem::path& file);

}  // namespace ehcflow::storage
