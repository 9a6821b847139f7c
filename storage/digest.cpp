#include "storage/digest.h"

#include <algorithm>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/invariant.h"
#include "storage/storage_error.h"

namespace ehcflow::storage {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

// Looked for once: OpenSSL would look for it by name for each hash.
const EVP_MD* sha256_method() {
    static const EVP_MD* method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    invariant(method != nullptr, "SHA-256 is always there");
    return method;
}

}  // namespace

std::string in_hex(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

std::optional<Digest> Digest::from_bytes(std::string_view bytes) {
    if (bytes.size() != kSize) return std::nullopt;
    Digest digest;
    std::copy(bytes.begin(), bytes.end(), digest.bytes_.begin());
    return digest;
}

std::optional<Digest> Digest::parse(std::string_view hex) {
    if (hex.size() != 2 * kSize) return std::nullopt;
    Digest digest;
    for (std::size_t i = 0; i < kSize; ++i) {
        const auto high = kDigits.find(hex[2 * i]), low = kDigits.find(hex[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        digest.bytes_[i] = static_cast<char>(high * 16 + low);
    }
    return digest;
}

std::string Digest::hex() const { return in_hex(bytes()); }

std::string_view Digest::bytes() const { return {bytes_.data(), bytes_.size()}; }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    invariant(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), sha256_method(), nullptr) == 1,
              "SHA-256 is always there");
}

Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size());
}

Digest Sha256::finish() {
    std::string made(EVP_MAX_MD_SIZE, '\0');
    unsigned length = 0;
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), reinterpret_cast<unsigned char*>(made.data()), &length);
    return *Digest::from_bytes(std::string_view(made).substr(0, length));
}

Digest sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw StorageError(Trouble::Failed, "the machine has no random numbers to give; see the system's log");
    return bytes;
}

std::string new_salt() {
    constexpr std::size_t kAtOnce = 64;  // asking for few bytes costs as much as for many
    thread_local std::string left;
    if (left.empty()) left = random_bytes(kAtOnce * kSaltBytes);
    std::string salt = left.substr(left.size() - kSaltBytes);
    left.resize(left.size() - kSaltBytes);
    return salt;
}

std::string random_token() { return in_hex(random_bytes(32)); }

}  // namespace ehcflow::storage
