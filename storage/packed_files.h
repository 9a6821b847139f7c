// Packed files: a few files in one, each with the hash of its bytes, so that a changed byte or a cut end is found.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace ehcflow::storage {

// Files of the folder under their names, in this order, into `to`, which is written anew. Throws StorageError and
// leaves no file where one cannot be read or `to` cannot be written.
void pack(const std::filesystem::path& folder, std::span<const std::string> names, const std::filesystem::path& to);

// Into the folder, where none of them is yet; only names that are `known`, each at most once. Throws StorageError,
// where some may have been written.
void unpack(const std::filesystem::path& from, const std::filesystem::path& folder,
            std::span<const std::string_view> known);

bool is_packed(const std::filesystem::path& file);

}  // namespace ehcflow::storage
