// Sealed files: what leaves the data folder, encrypted with AES-256-GCM piece by piece, so that a wrong key, a changed
// byte, a missing piece or a cut end is found. OpenSSL is for digest.cpp and sealed_file.cpp alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ehcflow::storage {

class SealKey {
public:
    static constexpr std::size_t kSize = 32;

    // Reads the file, or makes it, for its owner alone, where there is none. Throws StorageError.
    static SealKey at(const std::filesystem::path& file);
    // Reads the file; throws StorageError where it is missing or holds no key.
    static SealKey from(const std::filesystem::path& file);

    std::string_view bytes() const { return bytes_; }

private:
    explicit SealKey(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string bytes_;
};

// Both write `to` anew, flushed to the disk, or throw StorageError and leave no file.
void seal(const std::filesystem::path& from, const std::filesystem::path& to, const SealKey& key);
void unseal(const std::filesystem::path& from, const std::filesystem::path& to, const SealKey& key);

bool is_sealed(const std::filesystem::path& file);

}  // namespace ehcflow::storage
