// How a document's bytes stand in the ledger: compressed where that makes them smaller. Pure; any thread. The only file
// that includes zlib is content.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ehcflow::storage {

struct Content {
    std::size_t size = 0;  // before packing
    bool packed = false;
    std::string bytes;
};

Content pack(std::string_view bytes);
// Nothing where it is damaged.
std::optional<std::string> unpack(const Content& content);

}  // namespace ehcflow::storage
