#include "service/http/token.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/text.h"
#include "storage/digest.h"

namespace ehcflow::service {
namespace {

constexpr std::size_t kTokenLength = 64;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& doing) {
    throw std::runtime_error(file.string() + ": " + doing + " (" + std::generic_category().message(errno) + ")");
}

// Whole and on the disk before it has its name: a crash leaves a token or none.
std::string make(const std::filesystem::path& file) {
    const std::string token = storage::random_token();
    std::filesystem::path part = file;
    part += ".part";
    ::unlink(part.c_str());
    const int out = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) fail(file, "the token cannot be written");
    const std::string line = token + "\n";
    const bool written =
        ::write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(out) == 0;
    ::close(out);
    if (!written || ::rename(part.c_str(), file.c_str()) != 0) fail(file, "the token cannot be written");
    return token;
}

// Compared as digests: where the first difference stands says nothing of the secret.
bool same(std::string_view a, std::string_view b) {
    const storage::Digest left = storage::sha256(a);
    const storage::Digest right = storage::sha256(b);
    unsigned difference = 0;
    for (std::size_t i = 0; i < storage::Digest::kSize; ++i)
        difference |= static_cast<unsigned char>(left.bytes()[i]) ^ static_cast<unsigned char>(right.bytes()[i]);
    return difference == 0;
}

}  // namespace

std::string browser_value_of(std::string_view token) {
    return storage::sha256(std::string("ehcflow browser ").append(token)).hex();
}

Token::Token(std::string secret) : secret_(std::move(secret)), browser_value_(browser_value_of(secret_)) {}

Token Token::at(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        if (errno != ENOENT) fail(file, "the token cannot be read");
        return Token(make(file));
    }
    if ((status.st_mode & 077U) != 0)
        throw std::runtime_error(file.string() + ": others may read the token; run chmod 600 on it");
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) fail(file, "the token cannot be read");
    const std::string_view secret = trim(line);
    if (secret.size() != kTokenLength || secret.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        throw std::runtime_error(file.string() + ": holds no token; remove the file and a new one is made");
    return Token(std::string(secret));
}

bool Token::opens(std::string_view given) const { return same(given, secret_); }
bool Token::opens_browser(std::string_view given) const { return same(given, browser_value_); }

}  // namespace ehcflow::service
