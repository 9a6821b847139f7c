#include "storage/sealed_file.h"

#include <array>
#include <fstream>
#include <memory>
#include <openssl/evp.h>

#include "storage/digest.h"
#include "storage/new_file.h"
#include "storage/storage_error.h"

// The form of a sealed file: "EHCSEAL1", 8 random bytes, then pieces. A piece is up to 1 MiB of text and a 16-byte tag.
// Its nonce is the random bytes and its number; the last piece (which may be empty) says in what is authenticated
// beside it that it is the last, so that no end can be cut off and no file spliced from two.
namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "EHCSEAL1";
constexpr std::size_t kSaltSize = 8, kTagSize = 16, kPiece = std::size_t{1} << 20U;

[[noreturn]] void fail(Trouble trouble, const fs::path& file, const std::string& what) {
    throw StorageError(trouble, file.string() + ": " + what);
}

enum class Way : std::uint8_t { Seal, Unseal };

// One piece through the cipher; nothing where the tag does not fit.
class Cipher {
public:
    Cipher(Way way, const SealKey& key, std::string_view salt)
        : way_(way), key_(key), salt_(salt), context_(EVP_CIPHER_CTX_new()) {}

    bool piece(std::string_view in, bool last, std::array<char, kTagSize>& tag, std::string& out) {
        std::string nonce = salt_;
        for (unsigned shift = 32; shift > 0; shift -= 8) nonce += static_cast<char>((number_ >> (shift - 8)) & 0xFFU);
        ++number_;
        EVP_CIPHER_CTX* context = context_.get();
        const int sealing = way_ == Way::Seal ? 1 : 0;
        int length = 0;
        out.resize(in.size() + kTagSize);
        const unsigned char mark = last ? 1 : 0;
        const bool ok = EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nullptr, as_bytes(key_.bytes()), as_bytes(nonce),
                                          sealing) == 1 &&
                        EVP_CipherUpdate(context, nullptr, &length, &mark, 1) == 1 &&
                        EVP_CipherUpdate(context, reinterpret_cast<unsigned char*>(out.data()), &length, as_bytes(in),
                                         static_cast<int>(in.size())) == 1;
        if (!ok) return false;
        out.resize(static_cast<std::size_t>(length));
        if (way_ == Way::Unseal && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()) != 1)
            return false;
        unsigned char rest[kTagSize];
        if (EVP_CipherFinal_ex(context, rest, &length) != 1) return false;
        return way_ == Way::Unseal || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, kTagSize, tag.data()) == 1;
    }

private:
    static const unsigned char* as_bytes(std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    }
    struct Free {
        void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
    };
    const Way way_;
    const SealKey& key_;
    const std::string salt_;
    std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
    std::uint32_t number_ = 0;
};

}  // namespace

SealKey SealKey::from(const fs::path& file) {
    std::ifstream in(file);
    std::string hex;
    if (!in) fail(Trouble::Missing, file, "there is no key here; name the file that the backups were made with");
    in >> hex;
    const auto key = Digest::parse(hex);
    if (!key) fail(Trouble::Corrupt, file, "holds no key: 64 hexadecimal digits on one line");
    return SealKey(std::string(key->bytes()));
}

SealKey SealKey::at(const fs::path& file) {
    if (!fs::exists(file)) {
        NewFile made(file);
        made.write(random_token() + "\n");
        made.keep();
    }
    return from(file);
}

bool is_sealed(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return read_up_to(in, kMagic.size()) == kMagic;
}

void seal(const fs::path& from, const fs::path& to, const SealKey& key) {
    std::ifstream in(from, std::ios::binary);
    if (!in) fail(Trouble::Missing, from, "cannot be read");
    NewFile out(to);
    const std::string salt = random_bytes(kSaltSize);
    out.write(std::string(kMagic) + salt);
    Cipher cipher(Way::Seal, key, salt);
    for (bool last = false; !last;) {
        const std::string text = read_up_to(in, kPiece);
        last = text.size() < kPiece;
        std::string sealed;
        std::array<char, kTagSize> tag{};
        if (!cipher.piece(text, last, tag, sealed)) fail(Trouble::Failed, to, "could not be encrypted");
        out.write(sealed);
        out.write({tag.data(), tag.size()});
    }
    out.keep();
}

void unseal(const fs::path& from, const fs::path& to, const SealKey& key) {
    std::ifstream in(from, std::ios::binary);
    if (!in) fail(Trouble::Missing, from, "cannot be read");
    if (read_up_to(in, kMagic.size()) != kMagic) fail(Trouble::NotOurs, from, "is no sealed file of ours");
    const std::string salt = read_up_to(in, kSaltSize);
    NewFile out(to);
    Cipher cipher(Way::Unseal, key, salt);
    for (bool last = false; !last;) {
        const std::string sealed = read_up_to(in, kPiece + kTagSize);
        last = sealed.size() < kPiece + kTagSize;
        std::string text;
        std::array<char, kTagSize> tag{};
        if (sealed.size() >= kTagSize) sealed.copy(tag.data(), kTagSize, sealed.size() - kTagSize);
        if (sealed.size() < kTagSize ||
            !cipher.piece(std::string_view(sealed).substr(0, sealed.size() - kTagSize), last, tag, text))
            fail(Trouble::Corrupt, from, "cannot be opened: the key is another one, or the file was changed or cut");
        out.write(text);
    }
    out.keep();
}

}  // namespace ehcflow::storage
