#include "storage/content.h"

#include <libdeflate.h>
#include <memory>
#include <new>

namespace ehcflow::storage {
namespace {

// zlib's own format at its fastest level, which libdeflate writes three times as fast as zlib. One packer a thread:
// making it costs as much as packing a letter.
constexpr int kFastest = 1;
using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;
using Decompressor = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;

}  // namespace

Content pack(std::string_view bytes) {
    thread_local const Compressor compressor(libdeflate_alloc_compressor(kFastest), libdeflate_free_compressor);
    if (!compressor) throw std::bad_alloc();
    // What does not get smaller does not fit, and is kept as it is.
    std::string packed(bytes.empty() ? 0 : bytes.size() - 1, '\0');
    packed.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), packed.data(), packed.size()));
    if (packed.empty()) return {bytes.size(), false, std::string(bytes)};
    return {bytes.size(), true, std::move(packed)};
}

std::optional<std::string> unpack(const Content& content) {
    if (!content.packed) return content.bytes;
    constexpr std::size_t kMostGrowth = 1100;  // deflate can do no more
    if (content.size / kMostGrowth > content.bytes.size()) return std::nullopt;
    thread_local const Decompressor decompressor(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!decompressor) throw std::bad_alloc();
    std::string bytes(content.size, '\0');
    // Without a place for the size that was reached, anything but just this size is a failure.
    if (libdeflate_zlib_decompress(decompressor.get(), content.bytes.data(), content.bytes.size(), bytes.data(),
                                   bytes.size(), nullptr) != LIBDEFLATE_SUCCESS)
        return std::nullopt;
    return bytes;
}

}  // namespace ehcflow::storage
