// Writing is done here by hand and not with libzip, for three reasons: an entry packed once is put into every document
// without being packed again, from any number of threads; the same entries give the same bytes; and deflating is 97 %
// of what a letter costs, so nothing may be added to it.
#include <array>
#include <limits>
#include <stdexcept>
#include <zlib.h>

#include "base/invariant.h"
#include "templates/engine/package.h"

namespace ehcflow::templates {
namespace {

constexpr unsigned kStored = 0, kDeflated = 8;
constexpr unsigned kVersion = 20;                // of the format: what deflate needs
constexpr unsigned kUtf8Names = 1U << 11U;       // the flag that names are UTF-8
constexpr unsigned kFirstDay = (1U << 5U) | 1U;  // 1 January 1980, the same whenever it is written
constexpr std::size_t kSmall = 32;               // bytes: not worth packing

constexpr std::size_t kLargestEntry = std::numeric_limits<std::uint32_t>::max() / 2;

void append_number(std::string& out, std::size_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
}

unsigned method_of(const PackedEntry& entry) { return entry.is_deflated ? kDeflated : kStored; }

// What the local header and the directory say alike.
void append_facts(std::string& out, const PackedEntry& entry) {
    append_number(out, kVersion, 2);
    append_number(out, kUtf8Names, 2);
    append_number(out, method_of(entry), 2);
    append_number(out, 0, 2);  // midnight
    append_number(out, kFirstDay, 2);
    append_number(out, entry.checksum, 4);
    append_number(out, entry.bytes.size(), 4);
    append_number(out, entry.unpacked_size, 4);
    append_number(out, entry.name.size(), 2);
    append_number(out, 0, 2);  // no extra field
}

void append_entry(std::string& out, const PackedEntry& entry) {
    out += "PK\x03\x04";
    append_facts(out, entry);
    out += entry.name;
    out += entry.bytes;
}

void append_directory_entry(std::string& out, const PackedEntry& entry, std::size_t at) {
    out += "PK\x01\x02";
    append_number(out, kVersion, 2);
    append_facts(out, entry);
    append_number(out, 0, 2);  // no comment
    append_number(out, 0, 2);  // the first disk
    append_number(out, 0, 2);  // internal attributes
    append_number(out, 0, 4);  // external attributes
    append_number(out, at, 4);
    out += entry.name;
}

// The smallest window and tables that serve this many bytes: clearing large ones costs more than deflating a title.
struct Effort {
    int window_bits, memory_level;
};
Effort effort_for(std::size_t size) {
    if (size <= 1U << 12U) return {12, 5};
    return {MAX_WBITS, MAX_MEM_LEVEL - 1};
}

// Bare deflate, without the header and checksum of zlib's own format. An inner piece ends on a byte and refers to
// nothing before it, so that pieces can be put after one another.
std::string deflated(std::string_view bytes, Piece piece) {
    z_stream stream{};
    const Effort effort = effort_for(bytes.size());
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -effort.window_bits, effort.memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    constexpr std::size_t kFlush = 16;  // what a flush adds, at most
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())) + kFlush, '\0');
    // zlib does not write through next_in; its type predates const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int end = ::deflate(&stream, piece == Piece::Last ? Z_FINISH : Z_FULL_FLUSH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    invariant(end == (piece == Piece::Last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0,
              "deflate fits into its own bound");
    return packed;
}

std::uint32_t checksum_of(std::string_view bytes) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace

PackedPiece pack_piece(std::string_view bytes, Piece piece) {
    if (bytes.size() > kLargestEntry) throw std::length_error("an entry is too large for a package");
    return {deflated(bytes, piece), bytes.size(), checksum_of(bytes)};
}

PackedEntry join_pieces(std::string name, std::span<const PackedPiece* const> pieces) {
    PackedEntry packed;
    packed.name = std::move(name);
    packed.is_deflated = true;
    std::size_t size = 0;
    for (const PackedPiece* piece : pieces) size += piece->bytes.size();
    packed.bytes.reserve(size);
    for (const PackedPiece* piece : pieces) {
        packed.bytes += piece->bytes;
        packed.checksum = static_cast<std::uint32_t>(
            crc32_combine(packed.checksum, piece->checksum, static_cast<z_off_t>(piece->unpacked_size)));
        packed.unpacked_size += piece->unpacked_size;
    }
    if (packed.unpacked_size > kLargestEntry) throw std::length_error("an entry is too large for a package");
    return packed;
}

PackedEntry pack(Entry entry) {
    if (entry.bytes.size() > kLargestEntry) throw std::length_error("an entry is too large for a package");
    PackedEntry packed;
    packed.unpacked_size = entry.bytes.size();
    packed.checksum = checksum_of(entry.bytes);
    packed.is_deflated = entry.name != kMediaTypeEntry && entry.bytes.size() > kSmall;
    packed.bytes = packed.is_deflated ? deflated(entry.bytes, Piece::Last) : std::string();
    if (!packed.is_deflated || packed.bytes.size() >= entry.bytes.size()) {  // a picture is packed already
        packed.is_deflated = false;
        packed.bytes = std::move(entry.bytes);
    }
    packed.name = std::move(entry.name);
    return packed;
}

std::string write_zip(std::span<const PackedEntry* const> entries) {
    std::size_t size = 22;
    for (const PackedEntry* entry : entries) size += 76 + 2 * entry->name.size() + entry->bytes.size();
    if (size > std::numeric_limits<std::uint32_t>::max() / 2) throw std::length_error("a package is too large");
    std::string out, directory;
    out.reserve(size);
    for (const PackedEntry* entry : entries) {
        append_directory_entry(directory, *entry, out.size());
        append_entry(out, *entry);
    }
    const std::size_t directory_at = out.size();
    out += directory;
    out += "PK\x05\x06";
    append_number(out, 0, 4);  // the first disk, and no other
    append_number(out, entries.size(), 2);
    append_number(out, entries.size(), 2);
    append_number(out, directory.size(), 4);
    append_number(out, directory_at, 4);
    append_number(out, 0, 2);  // no comment
    return out;
}

std::string write_zip(std::vector<Entry> entries) {
    std::vector<PackedEntry> packed;
    packed.reserve(entries.size());
    for (Entry& entry : entries) packed.push_back(pack(std::move(entry)));
    std::vector<const PackedEntry*> each;
    for (const PackedEntry& entry : packed) each.push_back(&entry);
    return write_zip(each);
}

std::string write_package(std::span<const PackedEntry* const> entries) {
    invariant(!entries.empty() && entries[0]->name == kMediaTypeEntry, "a package begins with its media type");
    return write_zip(entries);
}

std::string write_package(std::vector<Entry> entries) {
    invariant(!entries.empty() && entries[0].name == kMediaTypeEntry, "a package begins with its media type");
    return write_zip(std::move(entries));
}

}  // namespace ehcflow::templates
