#include "storage/content.h"

#include <zlib.h>

#include "base/invariant.h"

namespace ehcflow::storage {

Content pack(std::string_view bytes) {
    std::string packed(compressBound(bytes.size()), '\0');
    uLongf size = packed.size();
    invariant(compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                        bytes.size(), Z_BEST_SPEED) == Z_OK,
              "there is room for what compressBound allows");
    if (size >= bytes.size()) return {bytes.size(), false, std::string(bytes)};
    packed.resize(size);
    return {bytes.size(), true, std::move(packed)};
}

std::optional<std::string> unpack(const Content& content) {
    if (!content.packed) return content.bytes;
    constexpr std::size_t kMostGrowth = 1100;  // deflate can do no more
    if (content.size / kMostGrowth > content.bytes.size()) return std::nullopt;
    std::string bytes(content.size, '\0');
    uLongf size = bytes.size();
    if (uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(content.bytes.data()),
                   content.bytes.size()) != Z_OK ||
        size != content.size)
        return std::nullopt;
    return bytes;
}

}  // namespace ehcflow::storage
