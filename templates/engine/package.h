// An OpenDocument package: a zip whose first entry, stored, is its media type. The only file that includes libzip is
// package.cpp, which reads; the only one that includes zlib is package_write.cpp. Reading checks every limit before a
// byte is inflated. Same entries in, same bytes out. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "templates/engine/limits.h"

namespace ehcflow::templates {

struct Entry {
    std::string name;
    std::string bytes;
};

// An entry as it lies in a package: packed once, it can be written into many.
struct PackedEntry {
    std::string name;
    std::string bytes;
    std::size_t unpacked_size = 0;
    std::uint32_t checksum = 0;  // CRC-32 of the unpacked bytes
    bool is_deflated = false;
};

inline constexpr std::string_view kOdtMediaType = "application/vnd.oasis.opendocument.text";
inline constexpr std::string_view kMediaTypeEntry = "mimetype";

bool looks_like_package(std::string_view bytes);

// The entries in their order; or one sentence that says what is wrong.
Result<std::vector<Entry>, std::string> read_package(std::string_view bytes, const Limits& limits = {});

// Throws std::length_error past 2 GiB.
PackedEntry pack(Entry entry);

// A part of an entry that is always the same, deflated once, so that only what lies between is deflated for each
// document.
struct PackedPiece {
    std::string bytes;
    std::size_t unpacked_size = 0;
    std::uint32_t checksum = 0;
};
enum class Piece { Inner, Last };
PackedPiece pack_piece(std::string_view bytes, Piece piece);
// The entry of these pieces in their order, of which the last is a Piece::Last.
PackedEntry join_pieces(std::string name, std::span<const PackedPiece* const> pieces);

// A zip of these entries, of whatever kind of file it is.
std::string write_zip(std::span<const PackedEntry* const> entries);
std::string write_zip(std::vector<Entry> entries);
// The package of these entries. kMediaTypeEntry must come first.
std::string write_package(std::span<const PackedEntry* const> entries);
std::string write_package(std::vector<Entry> entries);

}  // namespace ehcflow::templates
