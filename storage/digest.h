// Digest: the SHA-256 of some bytes, by which stored documents are addressed and ledger entries are chained; and random
// bytes fit for secrets. Pure but for the machine's source of randomness; any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ehcflow::storage {

class Digest {
public:
    static constexpr std::size_t kSize = 32;

    constexpr Digest() = default;  // all zero: what stands before the first entry of a chain

    static std::optional<Digest> from_bytes(std::string_view bytes);  // exactly kSize of them
    static std::optional<Digest> parse(std::string_view hex);         // exactly 64 lower case digits

    std::string hex() const;
    std::string_view bytes() const;
    friend auto operator<=>(const Digest&, const Digest&) = default;

private:
    std::array<char, kSize> bytes_{};
};

Digest sha256(std::string_view bytes);
std::string in_hex(std::string_view bytes);  // lower case

// The same of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    Digest finish();  // once

private:
    void* context_;
};

// As many bytes as asked for, unguessable. Throws StorageError where the machine has none to give.
std::string random_bytes(std::size_t count);

// 128 unguessable bits to salt a text with. Not for a number or a token: a process that forks has some twice.
constexpr std::size_t kSaltBytes = 16;
std::string new_salt();

// 256 unguessable bits as 64 hexadecimal digits: a bearer token.
std::string random_token();

}  // namespace ehcflow::storage
