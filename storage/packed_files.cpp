#include "storage/packed_files.h"

#include <algorithm>
#include <fstream>

#include "storage/digest.h"
#include "storage/new_file.h"
#include "storage/storage_error.h"

// The form: "EHCPACK1"; for each file the length of its name (a byte, not 0), the name, the length of its bytes (8
// bytes, the highest first), the bytes, their SHA-256; then a byte 0, and nothing after it.
namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "EHCPACK1";
constexpr std::size_t kPiece = std::size_t{1} << 20U, kLengthSize = 8;

[[noreturn]] void damaged(const fs::path& file, const std::string& what) {
    throw StorageError(Trouble::Corrupt, file.string() + ": was changed or cut: " + what);
}

std::string as_bytes(std::uint64_t number) {
    std::string bytes;
    for (std::size_t i = kLengthSize; i > 0; --i) bytes += static_cast<char>((number >> (8 * (i - 1))) & 0xFFU);
    return bytes;
}

std::uint64_t as_number(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char c : bytes) number = number << 8U | static_cast<unsigned char>(c);
    return number;
}

}  // namespace

void pack(const fs::path& folder, std::span<const std::string> names, const fs::path& to) {
    NewFile out(to);
    out.write(kMagic);
    for (const std::string& name : names) {
        std::ifstream in(folder / name, std::ios::binary);
        if (!in) throw StorageError(Trouble::Missing, (folder / name).string() + ": cannot be read");
        std::uint64_t left = fs::file_size(folder / name);
        out.write(std::string(1, static_cast<char>(name.size())) + name + as_bytes(left));
        Sha256 hash;
        while (left > 0) {
            const std::string piece = read_up_to(in, std::min<std::uint64_t>(left, kPiece));
            if (piece.empty()) throw StorageError(Trouble::Failed, (folder / name).string() + ": became shorter");
            out.write(piece);
            hash.add(piece);
            left -= piece.size();
        }
        out.write(hash.finish().bytes());
    }
    out.write(std::string_view("", 1));
    out.keep();
}

void unpack(const fs::path& from, const fs::path& folder, std::span<const std::string_view> known) {
    std::ifstream in(from, std::ios::binary);
    if (!in) throw StorageError(Trouble::Missing, from.string() + ": cannot be read");
    if (read_up_to(in, kMagic.size()) != kMagic)
        throw StorageError(Trouble::NotOurs, from.string() + ": is no backup of ours");
    const auto exactly = [&](std::size_t count) {
        std::string bytes = read_up_to(in, count);
        if (bytes.size() != count) damaged(from, "its end is missing");
        return bytes;
    };
    for (std::string length = exactly(1); length[0] != 0; length = exactly(1)) {
        const std::string name = exactly(static_cast<unsigned char>(length[0]));
        if (std::find(known.begin(), known.end(), name) == known.end()) damaged(from, "it holds what no backup holds");
        if (fs::exists(folder / name)) damaged(from, "it holds " + name + " twice");
        NewFile out(folder / name);
        Sha256 hash;
        for (std::uint64_t left = as_number(exactly(kLengthSize)); left > 0;) {
            const std::string piece = exactly(std::min<std::uint64_t>(left, kPiece));
            out.write(piece);
            hash.add(piece);
            left -= piece.size();
        }
        if (exactly(Digest::kSize) != hash.finish().bytes()) damaged(from, "the bytes of " + name + " are others");
        out.keep();
    }
    if (!read_up_to(in, 1).empty()) damaged(from, "something stands after its end");
}

bool is_packed(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return read_up_to(in, kMagic.size()) == kMagic;
}

}  // namespace ehcflow::storage
